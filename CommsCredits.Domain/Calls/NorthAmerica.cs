using System.Collections.Frozen;
using System.Globalization;

namespace CommsCredits.Domain.Calls;

/// <summary>Which country an area code of the North American numbering plan (+1) belongs to; the price of its toll-free numbers depends on it (R10.1).</summary>
public static class NorthAmerica
{
    private const string UnitedStates = "US";
    private static readonly FrozenDictionary<int, string> s_countries = Build(
        ("CA", [204, 226, 236, 249, 250, 257, 263, 273, 289, 306, 343, 354, 365, 367, 368, 382, 403, 416, 418, 428, 431, 437, 438, 450, 460, 468, 474, 506, 514, 519, 537, 548,
            568, 579, 581, 584, 587, 600, 604, 613, 622, 633, 639, 647, 672, 683, 705, 709, 742, 753, 778, 780, 782, 807, 819, 825, 867, 873, 879, 902, 905, 942]),
        ("AG", [268]), ("AI", [264]), ("AS", [684]), ("BB", [246]), ("BM", [441]), ("BS", [242]), ("DM", [767]), ("DO", [809, 829, 849]), ("GD", [473]), ("GU", [671]),
        ("JM", [658, 876]), ("KN", [869]), ("KY", [345]), ("LC", [758]), ("MP", [670]), ("MS", [664]), ("PR", [787, 939]), ("SX", [721]), ("TC", [649]), ("TT", [868]),
        ("VC", [784]), ("VG", [284]), ("VI", [340]));

    /// <summary>ISO 3166-1 alpha-2; null where the number does not tell: not +1, fewer than four visible digits, or a code without a place (800, 900, 5XX of persons).</summary>
    public static string? CountryOf(ReadOnlySpan<char> number)
    {
        Span<char> digits = stackalloc char[PhoneNumber.MostDigits];
        var count = PhoneNumber.Read(number, digits, out _);
        if (count < 4 || digits[0] != '1' || digits[..4].ContainsAnyExceptInRange('0', '9')) return null;
        var code = int.Parse(digits[1..4], NumberStyles.None, CultureInfo.InvariantCulture);
        if (!IsPlace(code)) return null;
        return s_countries.GetValueOrDefault(code, UnitedStates);
    }

    private static bool IsPlace(int code) =>
        code is >= 200 and < 1000 && code / 10 % 10 != 9 && !(code / 100 is 5 or 8 && code / 10 % 10 == code % 10) && code is not (500 or 521 or 700 or 710 or 800 or 900 or 911);

    private static FrozenDictionary<int, string> Build(params (string Country, int[] Codes)[] places) =>
        places.SelectMany(p => p.Codes.Select(code => (code, p.Country))).ToFrozenDictionary(p => p.code, p => p.Country);
}
