namespace CommsCredits.Domain.Rating;

/// <summary>What kind of line a destination prefix leads to, as the rate deck says. Stored by name.</summary>
public enum RateType
{
    Landline,
    Mobile,
    Mixed,
    NonGeographic,
    Premium,
    TollFree,
}

/// <summary>
/// One line of a rate deck: what a minute to a destination prefix costs. Price and fee are whole micros (R2.4), zero or positive, and at most
/// <see cref="HighestPrice"/>, so that no call can overflow the money. The prefix is digits only, without a plus.
/// </summary>
public sealed record Rate
{
    /// <summary>E.164 numbers have 15 digits.</summary>
    public const int LongestPrefix = 15;

    public static Money HighestPrice { get; } = Money.OfUnits(100_000);

    public required string Prefix
    {
        get;
        init => field = IsPrefix(value) ? value : throw new ArgumentException($"'{value}' is not a prefix of 1 to {LongestPrefix} digits.", nameof(value));
    }

    public required string Name { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }
    public required RateType Type { get; init; }

    public required Money PricePerMinute
    {
        get;
        init => field = IsPrice(value) ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>Taken once per call, only where something is charged.</summary>
    public Money ConnectionFee
    {
        get;
        init => field = IsPrice(value) ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>Null: the deck's own.</summary>
    public Increments? Increments { get; init; }

    public static bool IsPrefix(string? text) => text is { Length: >= 1 and <= LongestPrefix } && text.All(char.IsAsciiDigit);

    public static bool IsPrice(Money price) => !price.IsNegative && price <= HighestPrice;

    /// <summary>True where a call costs the same by either of the two, whatever they are called.</summary>
    public bool CostsTheSameAs(Rate other) =>
        PricePerMinute == other.PricePerMinute && ConnectionFee == other.ConnectionFee && Increments == other.Increments;
}
