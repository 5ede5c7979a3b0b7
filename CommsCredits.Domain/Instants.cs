namespace CommsCredits.Domain;

/// <summary>Instants are UTC and cut to whole microseconds before they are stored or hashed (R3.3), so that any database gives back what it was given.</summary>
public static class Instants
{
    public static DateTime Cut(DateTime instant) =>
        new(instant.Ticks - instant.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
}
