using CommsCredits.Domain.Calls;

namespace CommsCredits.Web.Components.Controls;

/// <summary>A phone number for the eye: <c>+254 722 418 ···</c>. Country code, then threes, four at the end; a masked end is three dots. What is no number stays as it is.</summary>
public static class Phone
{
    private const int Group = 3;

    private static readonly HashSet<string> s_twoDigits =
    [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58",
        "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
    ];

    public static string Text(string? number)
    {
        if (string.IsNullOrEmpty(number)) return "–";
        var known = PhoneNumber.DigitsOf(number).TrimEnd('*');
        var end = PhoneNumber.MaskedDigits(number) > 0 ? "···" : "";
        if (!PhoneNumber.IsPlausible(number) || !number.StartsWith('+')) return number.TrimEnd('*') + (number.EndsWith('*') ? end : "");
        var words = new List<string> { "+" + known[..CodeLength(known)] };
        for (var at = CodeLength(known); at < known.Length;)
        {
            var left = known.Length - at;
            var take = left <= Group + 1 ? left : Group;
            words.Add(known.Substring(at, take));
            at += take;
        }
        if (end.Length > 0) words.Add(end);
        return string.Join(' ', words);
    }

    private static int CodeLength(string digits) =>
        Math.Min(digits.Length, digits is ['1' or '7', ..] ? 1 : digits.Length >= 2 && s_twoDigits.Contains(digits[..2]) ? 2 : 3);
}
