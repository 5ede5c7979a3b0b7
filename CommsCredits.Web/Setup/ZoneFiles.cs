using CommsCredits.Domain;

namespace CommsCredits.Web.Setup;

/// <summary>
/// Three local days that the machine's time-zone files must get right. Files of the *slim* kind leave the coming years to a rule in text; where it names an hour beyond midnight - Cairo's clocks turn at 24:00, Nuuk's at
/// -1:00 - .NET reads it wrongly, and lots and months would end an hour off (R4.1).
/// </summary>
public static class ZoneFiles
{
    private static readonly (string Zone, DateOnly Day, DateTime End)[] s_known =
    [
        ("Africa/Cairo", new(2026, 7, 1), new(2026, 7, 1, 21, 0, 0, DateTimeKind.Utc)),
        ("Africa/Cairo", new(2026, 10, 29), new(2026, 10, 29, 22, 0, 0, DateTimeKind.Utc)),
        ("America/Nuuk", new(2026, 3, 28), new(2026, 3, 29, 1, 0, 0, DateTimeKind.Utc)),
    ];

    /// <summary>A sentence for each day that ends at another instant, or whose zone isn't there.</summary>
    public static IEnumerable<string> Faults(Func<string, TimeZoneInfo> zoneOf)
    {
        foreach (var (zone, day, end) in s_known)
        {
            if (Fault(zoneOf, zone, day, end) is { } fault) yield return fault;
        }
    }

    private static string? Fault(Func<string, TimeZoneInfo> zoneOf, string zone, DateOnly day, DateTime end)
    {
        try
        {
            var found = new LocalCalendar(zoneOf(zone)).EndOf(day);
            return found == end ? null : $"The time-zone files are wrong for {zone}: {day:yyyy-MM-dd} would end at {found:HH:mm} UTC instead of {end:HH:mm}. Install complete ones (Debian: tzdata and tzdata-legacy).";
        }
        catch (Exception missing) when (missing is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return $"The time-zone files have no {zone}. Install complete ones (Debian: tzdata and tzdata-legacy).";
        }
    }
}
