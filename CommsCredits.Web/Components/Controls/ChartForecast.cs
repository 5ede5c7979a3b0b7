using CommsCredits.Domain;
using CommsCredits.Domain.Insight;

namespace CommsCredits.Web.Components.Controls;

/// <summary>A day ahead at the middle pace with its lots, and the least and the most of the three paces.</summary>
public sealed record ForecastRow(DateOnly Day, Money Middle, Money Least, Money Most, IReadOnlyList<LotLevel> Lots);

/// <summary>The days ahead at three paces, the last one that is drawn, and where the pool is empty (null: nowhere in the drawing).</summary>
public sealed record ChartForecast(Paces Paces, DateOnly Today, DateOnly Last, DayBand? Empty, string EmptyText = "")
{
    /// <summary>From the end of today on, until nothing is left at any pace.</summary>
    public IReadOnlyList<ForecastRow> Rows { get; } = RowsOf(Paces, Today, Last);

    private static List<ForecastRow> RowsOf(Paces paces, DateOnly today, DateOnly last)
    {
        var days = new[] { paces.Middle, paces.Low, paces.High }.Select(p => p.Days.ToDictionary(d => d.Day)).ToArray();
        var rows = new List<ForecastRow>();
        for (var day = today; day <= last; day = day.AddDays(1))
        {
            var all = days.Select(d => d.GetValueOrDefault(day)).ToArray();
            rows.Add(new(day, all[0].Balance, all.Min(d => d.Balance), all.Max(d => d.Balance), all[0].Lots ?? []));
            if (!Array.Exists(days, d => d.Keys.Any(k => k > day))) break;
        }
        return rows;
    }
}
