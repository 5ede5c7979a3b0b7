using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

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

    private string TextOf(LevelStep step, bool isCrowd) => step.Amount.IsPositive
        ? isCrowd ? Format.SignedMoney(step.Amount, Currency) : L["Chart_Bought", Format.SignedMoney(step.Amount, Currency)] : L["Chart_Lapsed", step.Lot ?? 0, Format.Money(step.Amount, Currency)];

    /// <summary>What finds room, the largest first.</summary>
    private IEnumerable<(ChartLabel Place, string Text, string Ink)> Words(MonthPlot plot)
    {
        var isCrowd = ChartLabels.IsCrowd(Course.Marks.Count);
        var labels = new ChartLabels(plot.Left, plot.Right, 0, 14, isCrowd ? 2 : 4);
        var words = Course.Marks.OrderByDescending(m => m.Step.Amount.Abs()).Select(m => (Text: TextOf(m.Step, isCrowd), At: (decimal)m.At, Ink: m.Step.Amount.IsNegative ? "--cc-lapse-ink" : "--cc-ink-1"));
        if (plot.Below is not null) words = words.Prepend((L["Chart_Below"].Value, plot.Line.MinBy(p => p.Value).At, "--mud-palette-error"));
        foreach (var (text, at, ink) in words)
            if (labels.Place(ChartSize.WidthOf(text, 11), plot.X(at), plot.TopBetween) is { } place) yield return (place, text, ink);
    }
}
