using System.Globalization;

namespace CommsCredits.Domain.Funding;

/// <summary>A figure as stored text without a culture: micros for money, ISO for days and instants. Pages say it in the reader's language.</summary>
internal static class Figure
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static string Of(Money amount) => amount.Micros.ToString(CultureInfo.InvariantCulture);
    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    public static string Of(DateTime instant) => instant.ToString(Instant, CultureInfo.InvariantCulture);
    public static string Of(bool yes) => yes ? "true" : "false";
}
