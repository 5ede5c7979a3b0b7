using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Rates;

/// <summary>What a call to a number costs, worked out for three lengths, and the prices that its prefix had.</summary>
public sealed partial class AnswerCard
{
    private static readonly int[] s_always = [61, 192];

    [Parameter, EditorRequired] public RateAnswer Answer { get; set; } = default!;
    [Parameter, EditorRequired] public Organization Organization { get; set; } = default!;

    /// <summary>The length that the person entered.</summary>
    [Parameter, EditorRequired] public int Seconds { get; set; }
    [Parameter] public bool MayChange { get; set; }

    private IReadOnlyList<RatedCall> Examples => [.. s_always.Where(s => s != Seconds).Append(Seconds).Select(s => Rater.Rate(Answer.Deck!, Answer.Match, s))];

    private string Missing => Answer.Match.Outcome == RateOutcome.Hidden ? L["Rates_Hidden", Phone.Text("+" + Answer.Digits)]
        : Answer.Deck is null ? L["Rates_NoDeck", L[$"DeckKind_{Answer.Kind}"]] : L["Rates_NoRate", "+" + Answer.Digits, Answer.Deck.Terms.Name];

    private string ChangeHref(string digits) => $"/rates/change?kind={Answer.Kind}&prefix={digits[..Math.Min(digits.Length, Rate.LongestPrefix)]}";
}
