using CommsCredits.Domain;

namespace CommsCredits.Web.Components.Controls;

/// <summary>Where an axis of days is marked: by the week up to 45 days; by the month beyond, by the quarter where months would crowd, by the year where quarters would.</summary>
public static class ChartTicks
{
    private const int MostByWeek = 45, DaysAWeek = 7;

    /// <param name="room">What a mark with its word needs of the width.</param>
    public static ChartTickList Of(DateOnly first, int days, decimal width, decimal room)
    {
        var each = width / Math.Max(1, days);
        if (days <= MostByWeek)
        {
            var step = DaysAWeek * Math.Max(1, (int)Math.Ceiling(room / (each * DaysAWeek)));
            return new([.. Enumerable.Range(0, days).Where(d => d % step == 0).Select(d => first.AddDays(d))], IsByMonth: false);
        }
        var months = new List<DateOnly>();
        for (var month = first.Day == 1 ? Month.Of(first) : Month.Of(first).Next; month.FirstDay < first.AddDays(days); month = month.Next) months.Add(month.FirstDay);
        foreach (var step in (ReadOnlySpan<int>)[1, 3, 12])
            if (months.Count(m => m.Month % step == 1 % step) * room <= width || step == 12) return new([.. months.Where(m => m.Month % step == 1 % step)], IsByMonth: true);
        return new([], IsByMonth: true);
    }
}

public sealed record ChartTickList(IReadOnlyList<DateOnly> Days, bool IsByMonth);
