namespace CommsCredits.Domain;

/// <summary>Instants are UTC and cut to whole microseconds before they are stored or hashed (R3.3), so that any database gives back what it was given.</summary>
public static class Instants
{
    public static DateTime Cut(DateTime instant) =>
        new(instant.Ticks - instant.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);

    /// <summary>Whole microseconds since 1 January 1970, UTC.</summary>
    public static long ToMicros(DateTime instant) => (instant.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTime OfMicros(long micros) => new(DateTime.UnixEpoch.Ticks + micros * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
}
