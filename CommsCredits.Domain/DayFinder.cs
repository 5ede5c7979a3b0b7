namespace CommsCredits.Domain;

/// <summary>Local days of many instants: <see cref="LocalCalendar.DayOf"/> for one after another, most of them in days that were met before. Not for several threads at once.</summary>
public sealed class DayFinder(LocalCalendar calendar)
{
    private readonly Dictionary<long, (DateTime From, DateTime To, DateOnly Day)> _met = [];

    public DateOnly DayOf(DateTime instant)
    {
        // The instants of one hour share a local day, but for a midnight in between.
        var hour = instant.Ticks / TimeSpan.TicksPerHour;
        if (_met.TryGetValue(hour, out var met) && instant >= met.From && instant < met.To) return met.Day;
        var day = calendar.DayOf(instant);
        _met[hour] = (calendar.StartOf(day), calendar.EndOf(day), day);
        return day;
    }
}
