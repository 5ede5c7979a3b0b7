using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>The balance at the end of a local day.</summary>
public sealed record DayBalance(DateOnly Day, Money Closing);

/// <summary>
/// The balance through a statement's days, however many, with every top-up and lapse drawn thick; zero is on the axis and below zero is drawn below it. The same as on paper. Two sizes are rendered and
/// the style sheet picks one.
/// </summary>
public sealed partial class MonthChart
{
    private static readonly ChartSize[] s_sizes = [new("wide-only", 460, 230), new("phone-only", 326, 200)];

    private readonly string _id = "mc" + Guid.NewGuid().ToString("N")[..8];

    [Parameter, EditorRequired] public LevelCourse Course { get; set; } = default!;
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;

    /// <summary>The same in a sentence, for those who do not see it.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    private string TextOf(LevelStep step) => step.Amount.IsPositive
        ? L["Chart_Bought", Format.SignedMoney(step.Amount, Currency)] : L["Chart_Lapsed", step.Lot ?? 0, Format.Money(step.Amount, Currency)];

    private IEnumerable<(LevelMark Mark, ChartLabel Place, string Text)> Words(MonthPlot plot)
    {
        var labels = new ChartLabels(plot.Left, plot.Right, 0, 14);
        foreach (var mark in Course.Marks.OrderByDescending(m => m.Step.Amount.Abs()))
        {
            var text = TextOf(mark.Step);
            if (labels.Place(ChartSize.WidthOf(text, 11), plot.X(mark.At), plot.TopBetween) is { } place) yield return (mark, place, text);
        }
    }
}
