using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>Money that will likely lapse when a day is over, with the balance before it, and words for it in two lengths.</summary>
public sealed record ChartLapse(DateOnly Day, Money Before, Money Amount, string Text, string Short);

/// <summary>The days ahead at three paces, where the pool is empty (null: outside the drawing), and what lapses on the way at the middle pace.</summary>
public sealed record ChartForecast(IReadOnlyList<ForecastDay> Middle, IReadOnlyList<ForecastDay> Low, IReadOnlyList<ForecastDay> High, DayBand? Empty, string EmptyText, IReadOnlyList<ChartLapse> Lapses);

/// <summary>
/// The balance of the last days as steps, and what is ahead if nothing is added: dashed at the middle pace, dotted and shaded between the high and the low one, a thick bracket on the axis where the
/// pool will be empty. Two sizes are rendered and the style sheet picks one.
/// </summary>
public sealed partial class ForecastChart
{
    private static readonly ForecastSize[] s_sizes = [new("wide-only", 1112, 300), new("phone-only", 326, 250)];

    [Parameter, EditorRequired] public Money Opening { get; set; }
    [Parameter, EditorRequired] public IReadOnlyList<DayBalance> Past { get; set; } = [];
    [Parameter, EditorRequired] public ChartForecast Forecast { get; set; } = default!;

    /// <summary>The day before the first day of the forecast: where its lines begin.</summary>
    [Parameter, EditorRequired] public DateOnly From { get; set; }
    [Parameter] public Money? Trigger { get; set; }
    [Parameter] public string TriggerText { get; set; } = "";
    [Parameter, EditorRequired] public string TodayText { get; set; } = "";

    /// <summary>The same in a sentence, for those who do not see it.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";
}
