using System.Collections.Concurrent;
using CommsCredits.Domain;

namespace CommsCredits.Web.Data;

/// <summary>One calendar a time zone: its lines between days are worked out once.</summary>
public static class Calendars
{
    private static readonly ConcurrentDictionary<string, LocalCalendar> s_byZone = new(StringComparer.Ordinal);

    /// <summary>Throws <see cref="TimeZoneNotFoundException"/> for a zone that this machine does not know.</summary>
    public static LocalCalendar Of(string zoneId) => s_byZone.GetOrAdd(zoneId, id => new(TimeZoneInfo.FindSystemTimeZoneById(id)));
}
