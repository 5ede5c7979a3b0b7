namespace CommsCredits.Domain.Plans;

/// <summary>
/// A price a user and month that somebody published: shipped with the program to begin with. Microsoft's documentation prints none. <see cref="Published"/> is a year, a month or a span of years:
/// <c>2018</c>, <c>2022-08</c>, <c>2019/2020</c>.
/// </summary>
/// <param name="Market">ISO 3166-1 alpha-2: whose list it is; the price is no price elsewhere.</param>
/// <param name="IsDoubtful">The source contradicts itself: it is mentioned, never used.</param>
public sealed record PlanPrice(string PlanId, Money Amount, string Currency, string Market, string Published, string Source, bool IsDoubtful);

/// <summary>A price a user and month that the organization entered (R14.3), valid from a local day until a later one of its plan. Zero is a price: some plans cost nothing.</summary>
public sealed record EnteredPrice
{
    public const int LongestSource = 200;

    /// <summary>Nobody sells a plan for more a user and month; a slip of a digit is meant to be seen.</summary>
    public static readonly Money Most = Money.OfUnits(1_000_000);

    private static readonly DateOnly s_firstDay = new(2010, 1, 1), s_lastDay = new(2099, 12, 31);

    public required string PlanId { get; init; }
    public required Money Amount { get; init; }

    /// <summary>ISO 4217, three capital letters.</summary>
    public required string Currency { get; init; }

    /// <summary>Where the price is from: a list, an offer, an invoice.</summary>
    public required string Source { get; init; }
    public required DateOnly ValidFrom { get; init; }

    /// <summary>
    /// What cannot be kept, with the field's name: <c>PlanUnknown</c>, <c>NegativeAmount</c>, <c>PriceTooHigh</c>, <c>TooManyDecimals</c>, <c>PriceCurrency</c>, <c>PriceNoSource</c>, <c>TooLong</c>,
    /// <c>PriceDay</c>. Empty: it can.
    /// </summary>
    public IReadOnlyList<(string Field, Refused Why)> Validate(PlanCatalog catalog)
    {
        var faults = new List<(string, Refused)>();
        if (catalog.Find(PlanId) is null) faults.Add((nameof(PlanId), new("PlanUnknown")));
        if (Amount.IsNegative) faults.Add((nameof(Amount), new("NegativeAmount")));
        if (Amount > Most) faults.Add((nameof(Amount), new("PriceTooHigh", Most)));
        if (!IsCurrency(Currency)) faults.Add((nameof(Currency), new("PriceCurrency")));
        else if (Domain.Currency.Of(Currency) is var currency && Amount.Micros % currency.SmallestUnit.Micros != 0) faults.Add((nameof(Amount), new("TooManyDecimals", currency.Decimals)));
        if (string.IsNullOrWhiteSpace(Source)) faults.Add((nameof(Source), new("PriceNoSource")));
        if (Source.Length > LongestSource) faults.Add((nameof(Source), new("TooLong", LongestSource)));
        if (ValidFrom < s_firstDay || ValidFrom > s_lastDay) faults.Add((nameof(ValidFrom), new("PriceDay", s_firstDay)));
        return faults;
    }

    public static bool IsCurrency(string code) => code is { Length: 3 } && code.All(char.IsAsciiLetterUpper);
}
