using System.Globalization;

namespace CommsCredits.Domain;

/// <summary>Whole months one after another: what a statement is about (R12.1). Mostly one month; a quarter, a year or any other span as well. Both ends belong to it.</summary>
public readonly record struct MonthSpan : IComparable<MonthSpan>
{
    private const string Until = "..";

    /// <exception cref="ArgumentException">The last month lies before the first.</exception>
    public MonthSpan(Month first, Month last)
    {
        if (last < first) throw new ArgumentException($"{last} lies before {first}.", nameof(last));
        (First, Last) = (first, last);
    }

    public Month First { get; }
    public Month Last { get; }

    public DateOnly FirstDay => First.FirstDay;
    public DateOnly LastDay => Last.LastDay;
    public int Days => LastDay.DayNumber - FirstDay.DayNumber + 1;
    public int Count => (Last.Year - First.Year) * 12 + Last.Number - First.Number + 1;
    public bool IsMonth => First == Last;
    public bool IsQuarter => Count == 3 && First.Number % 3 == 1;

    /// <summary>From January to December.</summary>
    public bool IsCalendarYear => Count == 12 && First.Number == 1;
    public int Quarter => (First.Number - 1) / 3 + 1;

    /// <summary>The day after it.</summary>
    public DateOnly NextDay => LastDay.AddDays(1);

    public static implicit operator MonthSpan(Month month) => new(month, month);

    public bool Contains(Month month) => First <= month && month <= Last;

    /// <summary>Reads <c>2026-10</c>, <c>2026-Q4</c>, <c>2026</c> and <c>2026-03..2026-11</c>, as <see cref="ToString"/> writes them.</summary>
    public static bool TryParse(string? text, out MonthSpan span)
    {
        span = default;
        if (text is null) return false;
        if (text.Split(Until) is [var from, var to]) return Month.TryParse(from, out var first) && Month.TryParse(to, out var last) && first <= last && Take(new(first, last), out span);
        if (Month.TryParse(text, out var month)) return Take(month, out span);
        if (!int.TryParse(text.Length >= 4 ? text[..4] : "", NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < 1) return false;
        if (text.Length == 4) return Take(new(new(year, 1), new(year, 12)), out span);
        return text.Length == 7 && text[4..6] == "-Q" && text[6] is >= '1' and <= '4' && Take(new(new(year, (text[6] - '1') * 3 + 1), new(year, (text[6] - '1') * 3 + 3)), out span);
    }

    public int CompareTo(MonthSpan other) => First.CompareTo(other.First) is var first && first != 0 ? first : Last.CompareTo(other.Last);
    public static bool operator <(MonthSpan a, MonthSpan b) => a.CompareTo(b) < 0;
    public static bool operator >(MonthSpan a, MonthSpan b) => a.CompareTo(b) > 0;
    public static bool operator <=(MonthSpan a, MonthSpan b) => a.CompareTo(b) <= 0;
    public static bool operator >=(MonthSpan a, MonthSpan b) => a.CompareTo(b) >= 0;

    public override string ToString() =>
        IsMonth ? First.ToString()
        : IsQuarter ? string.Create(CultureInfo.InvariantCulture, $"{First.Year:0000}-Q{Quarter}")
        : IsCalendarYear ? First.Year.ToString("0000", CultureInfo.InvariantCulture)
        : $"{First}{Until}{Last}";

    private static bool Take(MonthSpan read, out MonthSpan span)
    {
        span = read;
        return true;
    }
}
