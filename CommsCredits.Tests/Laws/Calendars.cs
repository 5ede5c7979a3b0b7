using System.Collections.Concurrent;
using CommsCredits.Domain;

namespace CommsCredits.Tests.Laws;

/// <summary>One calendar a zone for all tests: it remembers the ends of days that it has found.</summary>
public static class Calendars
{
    private static readonly ConcurrentDictionary<string, LocalCalendar> s_calendars = new(StringComparer.Ordinal);

    public static LocalCalendar Of(string zone) => s_calendars.GetOrAdd(zone, z => new(TimeZoneInfo.FindSystemTimeZoneById(z)));
}
