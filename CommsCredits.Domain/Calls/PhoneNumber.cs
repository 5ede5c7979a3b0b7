using System.Globalization;

namespace CommsCredits.Domain.Calls;

/// <summary>
/// How numbers are read, everywhere: by their digits (R9.8, docs/decisions/0014). What the eye passes over means nothing: blanks, hyphens and dashes of every kind, dots, slashes, brackets, invisible
/// marks, <c>="…"</c> around it. A leading <c>00</c> stands for <c>+</c>, and <c>(0)</c> behind a country code is dropped. Everything else hides digits: a mask (<c>*</c>, <c>x</c>, <c>#</c>), what a
/// spreadsheet rounded away (<c>4.4E+11</c>), letters. Such a number is not fully known. An implausible number is shown as it is, never refused.
/// </summary>
public static class PhoneNumber
{
    /// <summary>Longer than any number: what lies behind so many digits decides nothing.</summary>
    internal const int MostDigits = 64;

    private const char Mask = '*';
    private const int ShortestPlausible = 7, LongestPlausible = 15, LongestCountryCode = 3, LongestExponent = 20;

    /// <summary>Country codes whose numbers keep a zero at their beginning: there <c>(0)</c> is a digit like any other.</summary>
    private static readonly string[] s_keepZero = ["39", "225", "241", "242", "378"];

    /// <summary>The digits, with a <c>*</c> for each hidden one, up to the first character that tells nothing. Empty for null.</summary>
    public static string DigitsOf(string? number)
    {
        if (string.IsNullOrEmpty(number)) return "";
        Span<char> digits = number.Length <= MostDigits ? stackalloc char[MostDigits] : new char[number.Length];
        return new(digits[..Read(number, digits, out _)]);
    }

    /// <summary>True where somebody who searches means a number, not a name.</summary>
    public static bool IsMeant(string text)
    {
        Span<char> digits = stackalloc char[MostDigits];
        var count = Read(text, digits, out var isCut);
        return digits[..count].ContainsAnyInRange('0', '9') && (!isCut || text.TrimStart().StartsWith('+') || !text.Any(char.IsLetter));
    }

    public static int MaskedDigits(string? number) => DigitsOf(number).Count(IsMask);

    /// <summary>7 to 15 digits, masked ones counted: a hint for the eye, no more.</summary>
    public static bool IsPlausible(string? number) => DigitsOf(number).Length is >= ShortestPlausible and <= LongestPlausible;

    /// <summary>The same digits, where a masked digit may be any digit and the lengths agree.</summary>
    public static bool CouldBeTheSame(string? a, string? b) => AgreeByDigits(DigitsOf(a), DigitsOf(b));

    /// <summary>For those who may not see numbers whole (R14.3): the last digits become <c>*</c>, everything else stays.</summary>
    public static string Masked(string number, int digits = 4)
    {
        var shown = number.ToCharArray();
        for (var i = shown.Length - 1; i >= 0 && digits > 0; i--)
        {
            if (!char.IsAsciiDigit(shown[i]) && !IsMask(shown[i])) continue;
            shown[i] = Mask;
            digits--;
        }
        return new(shown);
    }

    /// <summary>The number as this actor may see it (R14.3): whole, or with its end masked.</summary>
    public static string? ShownTo(Actor actor, string? number) => number is null || actor.May(Permission.SeeFullNumbers) ? number : Masked(number);

    internal static bool IsMask(char c) => c == Mask;

    /// <summary>The same texts as read, where a <c>*</c> stands for any digit.</summary>
    internal static bool AgreeByDigits(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length != b.Length) return false;
        for (var i = 0; i < a.Length; i++)
            if (a[i] != b[i] && !(IsMask(a[i]) && char.IsAsciiDigit(b[i])) && !(IsMask(b[i]) && char.IsAsciiDigit(a[i]))) return false;
        return true;
    }

    /// <summary>Writes digits, and <c>*</c> for each hidden one, into <paramref name="digits"/> and answers how many.</summary>
    /// <param name="isCut">True where more may follow that is not known: the digits are a beginning.</param>
    internal static int Read(ReadOnlySpan<char> number, Span<char> digits, out bool isCut)
    {
        var text = Unwrapped(number);
        if (text.ContainsAny('e', 'E') && IsScientific(text, out var written, out var whole)) return Rounded(written, whole, digits, out isCut);
        isCut = true;
        var (count, hasAccess) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(' && IsTrunkZero(text[i..], digits[..count], out var length))
            {
                i += length - 1;
                continue;
            }
            if (DigitOf(text[i]) is { } digit)
            {
                if (count == digits.Length) return count;
                digits[count++] = digit;
                // The access code of most of the world; no country code begins with a zero.
                if (count == 2 && !hasAccess && digits[..2] is "00") (count, hasAccess) = (0, true);
            }
            else if (!IsSeparator(text[i]) && !(IsPlus(text[i]) && count == 0))
            {
                return count;
            }
        }
        isCut = false;
        return count;
    }

    private static char? DigitOf(char c) => char.IsAsciiDigit(c) ? c : c is Mask or 'x' or 'X' or '#' or '\u2022' or '\u25CF' or '\u2217' or '\u00D7' or '?' ? Mask : null;

    private static bool IsPlus(char c) => c is '+' or '\uFF0B';

    private static bool IsSeparator(char c)
    {
        if (c < 128) return c is ' ' or '.' or '-' or '/' or '(' or ')' or '[' or ']' or '\t' or '\r' or '\n';
        if (c is '\u2212' or '\u00B7' or '\u2024' or '\u2044' or '\u2215' or '\uFF08' or '\uFF09' or '\uFF0E' or '\uFF0F') return true;
        return char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.DashPunctuation or UnicodeCategory.Format;
    }

    /// <summary>Without what a spreadsheet needs to keep a number as text: <c>="…"</c>, or an apostrophe before it.</summary>
    private static ReadOnlySpan<char> Unwrapped(ReadOnlySpan<char> number)
    {
        var text = number.Trim();
        if (text.Length >= 3 && text[0] == '=' && text[1] == '"' && text[^1] == '"') text = text[2..^1].Trim();
        return text.Length > 0 && text[0] is '\'' or '\u2019' ? text[1..] : text;
    }

    /// <summary><c>(0)</c>, which is dialled inside the country only, right behind a country code.</summary>
    private static bool IsTrunkZero(ReadOnlySpan<char> text, ReadOnlySpan<char> before, out int length)
    {
        length = 0;
        var end = text.IndexOf(')');
        if (end < 0 || text[1..end].Trim() is not "0" || before.Length is 0 or > LongestCountryCode || before.Contains(Mask)) return false;
        foreach (var code in s_keepZero)
            if (before.SequenceEqual(code)) return false;
        length = end + 1;
        return true;
    }

    /// <summary><c>4.47911E+11</c>, with a point or a comma: the digits as written, and how many stand before the point.</summary>
    private static bool IsScientific(ReadOnlySpan<char> text, out long written, out int whole)
    {
        (written, whole) = (0, 0);
        var e = text.IndexOfAny('e', 'E');
        var mantissa = text[..e].TrimStart('+');
        var power = text[(e + 1)..];
        var point = mantissa.IndexOfAny('.', ',');
        Span<char> digits = stackalloc char[18];
        var count = 0;
        for (var i = 0; i < mantissa.Length; i++)
        {
            if (i == point) continue;
            if (!char.IsAsciiDigit(mantissa[i]) || count == digits.Length) return false;
            digits[count++] = mantissa[i];
        }
        if (count == 0 || point == 0 || !int.TryParse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)) return false;
        written = long.Parse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture);
        whole = exponent is < 0 or > LongestExponent ? 0 : (point < 0 ? mantissa.Length : point) + exponent;
        return true;
    }

    /// <summary>
    /// A spreadsheet rounded the number, so that its last written digit may be one too high or too low, and a carry may run through all of them: known is what the numbers next to it begin with.
    /// </summary>
    private static int Rounded(long written, int whole, Span<char> digits, out bool isCut)
    {
        Span<char> low = stackalloc char[20], high = stackalloc char[20];
        isCut = true;
        if (written < 1 || !(written - 1).TryFormat(low, out var lowLength, default, CultureInfo.InvariantCulture)) return 0;
        (written + 1).TryFormat(high, out var highLength, default, CultureInfo.InvariantCulture);
        if (lowLength != highLength || whole < lowLength || whole > digits.Length) return 0;
        var known = low[..lowLength].CommonPrefixLength(high[..highLength]);
        low[..known].CopyTo(digits);
        digits[known..whole].Fill(Mask);
        isCut = false;
        return whole;
    }
}
