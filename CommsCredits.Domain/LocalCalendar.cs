using System.Collections.Concurrent;

namespace CommsCredits.Domain;

/// <summary>
/// Days and months of an organization's time zone. One function, <see cref="EndOf(DateOnly)"/>, draws every line between days:
/// lots end on it (R4.1), months close on it (R12.1), daily caps begin on it (R7.4), so no two parts of the product can disagree.
/// </summary>
public sealed class LocalCalendar(TimeZoneInfo zone)
{
    private readonly ConcurrentDictionary<DateOnly, DateTime> _ends = new();

    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>The wall clock at an instant (UTC).</summary>
    public DateTime WallClock(DateTime instant) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(instant, DateTimeKind.Utc), Zone);

    /// <summary>
    /// The first instant (UTC) after which the local date is never again <paramref name="day"/> or earlier; exclusive end of the day.
    /// A midnight that is skipped, or comes twice, changes nothing.
    /// </summary>
    public DateTime EndOf(DateOnly day) => _ends.GetOrAdd(day, FindEnd);

    /// <summary>The first instant of a local day: the end of the day before.</summary>
    public DateTime StartOf(DateOnly day) => EndOf(day.AddDays(-1));

    public DateTime StartOf(Month month) => StartOf(month.FirstDay);
    public DateTime EndOf(Month month) => EndOf(month.LastDay);

    /// <summary>The local day that an instant belongs to, by the lines that <see cref="EndOf(DateOnly)"/> draws.</summary>
    public DateOnly DayOf(DateTime instant)
    {
        var day = DateOnly.FromDateTime(WallClock(instant));
        if (instant < StartOf(day)) return day.AddDays(-1);
        return day;
    }

    public Month MonthOf(DateTime instant)
    {
        var month = Month.Of(DateOnly.FromDateTime(WallClock(instant)));
        return instant < StartOf(month) ? month.Previous : month;
    }

    private DateTime FindEnd(DateOnly day)
    {
        var from = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddHours(-36);
        var to = from.AddHours(36 + 24 + 60);
        var end = DateTime.MinValue;
        foreach (var candidate in Offsets(from, to).Select(o => day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) - o).Concat(Transitions(from, to)))
            if (candidate > end && DateAt(candidate) > day && DateAt(candidate.AddTicks(-1)) <= day)
                end = candidate;
        return end;
    }

    /// <summary>
    /// The instant (UTC) at which a clock of the zone shows a time: of a repeated hour the later, of a skipped hour the first instant behind it. Worked out from the clock itself: which of two offsets
    /// is called the standard one differs (in Dublin and Casablanca it is the summer's).
    /// </summary>
    public DateTime InstantOf(DateTime local)
    {
        var shown = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        var (from, to) = (shown.AddHours(-36), shown.AddHours(36));
        var instants = Offsets(from, to).Distinct().Select(o => shown - o).Where(i => WallClock(i).Ticks == shown.Ticks).ToList();
        return instants.Count > 0 ? instants.Max() : Transitions(from, to).First(t => WallClock(t).Ticks > shown.Ticks);
    }

    private DateOnly DateAt(DateTime instant) => DateOnly.FromDateTime(WallClock(instant));

    private IEnumerable<TimeSpan> Offsets(DateTime from, DateTime to)
    {
        for (var at = from; at <= to; at = at.AddHours(1)) yield return Zone.GetUtcOffset(at);
    }

    private IEnumerable<DateTime> Transitions(DateTime from, DateTime to)
    {
        for (var at = from; at < to; at = at.AddHours(1))
        {
            var (low, high) = (at, at.AddHours(1));
            if (Zone.GetUtcOffset(low) == Zone.GetUtcOffset(high)) continue;
            while (high - low > TimeSpan.FromTicks(1))
            {
                var middle = low + (high - low) / 2;
                if (Zone.GetUtcOffset(middle) == Zone.GetUtcOffset(low)) low = middle; else high = middle;
            }
            yield return high;
        }
    }
}
