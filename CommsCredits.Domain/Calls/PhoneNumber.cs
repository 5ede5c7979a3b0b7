namespace CommsCredits.Domain.Calls;

/// <summary>
/// How numbers are read: by their digits (R9.8). Plus, blanks, dots, dashes, slashes and brackets mean nothing; <c>*</c> is a masked digit, by which
/// sources hide the end of a number. An implausible number is shown as it is, never refused.
/// </summary>
public static class PhoneNumber
{
    private const char Mask = '*';
    private const int ShortestPlausible = 7;
    private const int LongestPlausible = 15;

    /// <summary>The digits, with a <c>*</c> for each masked one; stops at the first other character. Empty for null.</summary>
    public static string DigitsOf(string? number)
    {
        if (string.IsNullOrEmpty(number)) return "";
        Span<char> digits = number.Length <= 64 ? stackalloc char[number.Length] : new char[number.Length];
        var count = 0;
        foreach (var c in number)
        {
            if (char.IsAsciiDigit(c) || IsMask(c)) digits[count++] = c;
            else if (!IsSeparator(c)) break;
        }
        return new(digits[..count]);
    }

    public static int MaskedDigits(string? number) => DigitsOf(number).Count(IsMask);

    /// <summary>7 to 15 digits, masked ones counted: a hint for the eye, no more.</summary>
    public static bool IsPlausible(string? number) => DigitsOf(number).Length is >= ShortestPlausible and <= LongestPlausible;

    /// <summary>The same digits, where a masked digit may be any digit and the lengths agree.</summary>
    public static bool CouldBeTheSame(string? a, string? b)
    {
        var (left, right) = (DigitsOf(a), DigitsOf(b));
        if (left.Length != right.Length) return false;
        for (var i = 0; i < left.Length; i++)
            if (left[i] != right[i] && !IsMask(left[i]) && !IsMask(right[i])) return false;
        return true;
    }

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

    internal static bool IsSeparator(char c) => c is '+' or ' ' or '.' or '-' or '/' or '(' or ')' or '\u00A0';

    internal static int CountMasks(ReadOnlySpan<char> rest)
    {
        var count = 0;
        foreach (var c in rest)
        {
            if (IsMask(c)) count++;
            else if (!IsSeparator(c) && !char.IsAsciiDigit(c)) break;
        }
        return count;
    }

    internal static char FirstDigit(ReadOnlySpan<char> number)
    {
        foreach (var c in number)
            if (!IsSeparator(c)) return c;
        return Mask;
    }

    internal static bool StartsWith(ReadOnlySpan<char> number, ReadOnlySpan<char> prefix)
    {
        var matched = 0;
        foreach (var c in number)
        {
            if (matched == prefix.Length) return true;
            if (IsSeparator(c)) continue;
            if (c != prefix[matched++]) return false;
        }
        return matched == prefix.Length;
    }
}
