using System.Globalization;

namespace CommsCredits.Domain;

/// <summary>A calendar month without a zone; <see cref="LocalCalendar"/> says when it begins and ends (R12.1).</summary>
public readonly record struct Month : IComparable<Month>
{
    public Month(int year, int number)
    {
        if (number is < 1 or > 12) throw new ArgumentOutOfRangeException(nameof(number));
        if (year is < 1 or > 9999) throw new ArgumentOutOfRangeException(nameof(year));
        (Year, Number) = (year, number);
    }

    public int Year { get; }
    public int Number { get; }

    public DateOnly FirstDay => new(Year, Number, 1);
    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);
    public Month Next => Of(FirstDay.AddMonths(1));
    public Month Previous => Of(FirstDay.AddDays(-1));

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>Reads <c>2026-10</c> and nothing else.</summary>
    public static bool TryParse(string? text, out Month month)
    {
        var read = DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        month = read ? Of(day) : default;
        return read;
    }

    public static Month Parse(string text) => TryParse(text, out var month) ? month : throw new FormatException($"'{text}' is not a month like 2026-10.");

    public int CompareTo(Month other) => FirstDay.CompareTo(other.FirstDay);
    public static bool operator <(Month a, Month b) => a.CompareTo(b) < 0;
    public static bool operator >(Month a, Month b) => a.CompareTo(b) > 0;
    public static bool operator <=(Month a, Month b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Month a, Month b) => a.CompareTo(b) >= 0;

    public override string ToString() => FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
