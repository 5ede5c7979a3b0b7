using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Rating;

namespace CommsCredits.Web.Features.Usage.Reading;

/// <summary>Reads single cells, without culture and without guessing: what is not plainly a value is not read.</summary>
internal static class Cells
{
    private const string NoData = "No data";

    /// <summary>Empty and "No data" say nothing.</summary>
    public static bool IsAbsent(ReadOnlySpan<char> cell) => cell.IsEmpty || cell.Equals(NoData, StringComparison.OrdinalIgnoreCase);

    /// <summary>Digits with a point, and a sign: no thousands, no exponent, no currency. False also beyond <see cref="ReadingLimits.AmountUnits"/>.</summary>
    /// <param name="overlong">True for a plain figure that has more than six decimals: it is read, but has no exact amount.</param>
    public static bool TryAmount(ReadOnlySpan<char> cell, out Money amount, out bool overlong)
    {
        (amount, overlong) = (default, false);
        if (!decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return false;
        if (Math.Abs(value) > ReadingLimits.AmountUnits) return false;
        overlong = DecimalsOf(cell) > Rounding.MaxPlaces;
        if (!overlong) amount = Money.Of(value);
        return true;
    }

    /// <summary>
    /// As the other, in a file whose cells are divided by something else than commas: there a spreadsheet may have written the comma as the decimal sign. Where a sign could as well divide thousands, the cell
    /// is not read.
    /// </summary>
    public static bool TryAmount(ReadOnlySpan<char> cell, char separator, out Money amount, out bool overlong)
    {
        if (separator == ',') return TryAmount(cell, out amount, out overlong);
        (amount, overlong) = (default, false);
        var (comma, point) = (cell.IndexOf(','), cell.IndexOf('.'));
        if (comma >= 0 && point >= 0) return false;
        var isCertain = separator == ';' ? point < 0 : comma < 0;
        if (!isCertain && CouldBeThousands(cell, Math.Max(comma, point))) return false;
        if (comma < 0 || cell.Length > 64) return TryAmount(cell, out amount, out overlong);
        Span<char> plain = stackalloc char[cell.Length];
        cell.Replace(plain, ',', '.');
        return TryAmount(plain, out amount, out overlong);
    }

    private static bool CouldBeThousands(ReadOnlySpan<char> cell, int sign) =>
        sign > 0 && cell.Length - sign - 1 == 3 && cell[..sign].TrimStart('-') is { Length: >= 1 and <= 3 } whole && whole[0] != '0';

    /// <summary>Counted in the text, zeros at the end left out: a decimal rounds beyond 28 digits.</summary>
    private static int DecimalsOf(ReadOnlySpan<char> cell) => cell.IndexOf('.') is >= 0 and var point ? cell[(point + 1)..].TrimEnd('0').Length : 0;

    public static bool TrySeconds(ReadOnlySpan<char> cell, out int seconds) =>
        int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out seconds);

    /// <summary>
    /// ISO 8601, <c>2026-09-17T07:02:00.0000000+00:00</c>, with <c>T</c> or a blank, with or without a fraction and an offset; without one it is UTC, as the export
    /// promises. The result is UTC, cut to microseconds (R3.3).
    /// </summary>
    public static bool TryInstant(ReadOnlySpan<char> cell, out DateTime instant)
    {
        instant = default;
        if (cell.Length < 19 || cell[4] != '-' || cell[7] != '-' || cell[10] is not ('T' or ' ') || cell[13] != ':' || cell[16] != ':') return false;
        if (!TryDigits(cell[..4], out var year) || !TryDigits(cell[5..7], out var month) || !TryDigits(cell[8..10], out var day)) return false;
        if (!TryDigits(cell[11..13], out var hour) || !TryDigits(cell[14..16], out var minute) || !TryDigits(cell[17..19], out var second)) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return false;
        var rest = cell[19..];
        if (!TryFraction(ref rest, out var micros) || !TryOffset(rest, out var offset)) return false;
        var ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks + micros * TimeSpan.TicksPerMicrosecond - offset.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks) return false;
        instant = new(ticks, DateTimeKind.Utc);
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<char> rest, out int micros)
    {
        micros = 0;
        if (rest.IsEmpty || rest[0] != '.') return true;
        var digits = 1;
        while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
        {
            if (digits <= 6) micros = micros * 10 + (rest[digits] - '0');
            digits++;
        }
        for (var missing = digits; missing <= 6; missing++) micros *= 10;
        rest = rest[digits..];
        return digits > 1;
    }

    private static bool TryOffset(ReadOnlySpan<char> rest, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (rest.IsEmpty || rest is "Z" or "z") return true;
        if (rest.Length != 6 || rest[0] is not ('+' or '-') || rest[3] != ':') return false;
        if (!TryDigits(rest[1..3], out var hours) || !TryDigits(rest[4..6], out var minutes) || hours > 14 || minutes > 59) return false;
        offset = new TimeSpan(hours, minutes, 0) * (rest[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> cell, out int number)
    {
        number = 0;
        foreach (var c in cell)
        {
            if (!char.IsAsciiDigit(c)) return false;
            number = number * 10 + (c - '0');
        }
        return true;
    }
}
