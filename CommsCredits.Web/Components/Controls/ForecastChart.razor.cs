using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>
/// The balance of the last days by lot, and what is ahead: paler, dashed at the middle pace, dotted and shaded between the least and the most of the paces, striped where a lot will likely lapse, a
/// thick bracket on the axis where the pool will be empty. What is used first lies on top. Two sizes are rendered and the style sheet picks one.
/// </summary>
public sealed partial class ForecastChart
{
    private static readonly ChartSize[] s_sizes = [new("wide-only", 1112, 330), new("phone-only", 326, 280)];

    private readonly string _id = "fc" + Guid.NewGuid().ToString("N")[..8];

    /// <summary>Given by a page that shows the open lots.</summary>
    [CascadingParameter] public LotColors Colors { get; set; } = LotColors.Plain;

    [Parameter, EditorRequired] public PoolPast Past { get; set; } = default!;
    [Parameter] public ChartForecast? Forecast { get; set; }

    /// <summary>Every lot that is drawn, in the order of use (R4.3).</summary>
    [Parameter, EditorRequired] public IReadOnlyList<int> Lots { get; set; } = [];
    [Parameter, EditorRequired] public Money Balance { get; set; }
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;
    [Parameter] public Money? Trigger { get; set; }

    /// <summary>The same in a sentence, for those who do not see it.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    private const decimal MarkRoom = 11;

    /// <summary>A mark of the axis gives way to the trigger's figure.</summary>
    private bool IsHidden(ForecastPlot plot, decimal mark) => mark != 0 && Trigger is { } trigger && Math.Abs(plot.Y(mark) - plot.Y(trigger)) < MarkRoom;
    private bool ShowsTrigger(ForecastPlot plot) => Trigger is { } trigger && plot.Y(0) - plot.Y(trigger) >= MarkRoom;
}
