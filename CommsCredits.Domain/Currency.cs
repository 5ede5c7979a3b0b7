namespace CommsCredits.Domain;

/// <summary>An ISO 4217 currency and how many decimals it has (R2.5): 2, or 0 (yen), or 3 (Gulf dinars).</summary>
public sealed record Currency
{
    private static readonly HashSet<string> s_none =
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"];
    private static readonly HashSet<string> s_three = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    private Currency(string code, int decimals) => (Code, Decimals) = (code, decimals);

    public string Code { get; }
    public int Decimals { get; }

    /// <summary>The smallest unit that can be paid: a cent, a yen, a fils.</summary>
    public Money SmallestUnit => new(Decimals switch { 0 => 1_000_000, 3 => 1_000, _ => 10_000 });

    /// <summary>Three capital letters; anything else throws <see cref="ArgumentException"/>.</summary>
    public static Currency Of(string code)
    {
        if (code is not { Length: 3 } || !code.All(char.IsAsciiLetterUpper))
            throw new ArgumentException($"'{code}' is not an ISO 4217 code.", nameof(code));
        return new(code, s_none.Contains(code) ? 0 : s_three.Contains(code) ? 3 : 2);
    }

    public override string ToString() => Code;
}
