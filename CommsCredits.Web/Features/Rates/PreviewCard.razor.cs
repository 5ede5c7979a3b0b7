using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Rates;

/// <summary>What a list changes before it is added: how many rates of which kind, and the largest changes.</summary>
public sealed partial class PreviewCard
{
    private const int ChangesShown = 12;

    [Parameter, EditorRequired] public DeckPreview Preview { get; set; } = default!;
    [Parameter, EditorRequired] public Organization Organization { get; set; } = default!;
    [Parameter, EditorRequired] public DateOnly Today { get; set; }

    private IReadOnlyList<RateChange> Largest => [.. Preview.Comparison.Changes.Take(ChangesShown)];

    private string Against => Preview.Follows is { } before ? L["Preview_Against", before.Name, Format.Date(before.ValidFrom), Organization.Currency.Code] : L["Preview_AgainstNothing"];

    private static string Price(Rate? rate) => rate is null ? "–" : RateWords.Price(rate.PricePerMinute);
}
