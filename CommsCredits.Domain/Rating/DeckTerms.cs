namespace CommsCredits.Domain.Rating;

/// <summary>What holds for every rate of a deck: since when, for which calls, and how a charge is rounded (R2.3, R10).</summary>
public sealed record DeckTerms
{
    public required string Name { get; init; }

    /// <summary>In force from this local day's first instant (R10.1), until a later deck of its kind is.</summary>
    public required DateOnly ValidFrom { get; init; }
    public required DeckKind Kind { get; init; }

    public required int Places
    {
        get;
        init => field = value is >= 0 and <= Rounding.MaxPlaces ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    public RoundingMode Mode { get; init; } = RoundingMode.HalfAwayFromZero;
    public Increments Increments { get; init; } = Increments.Minutes;

    /// <summary>The default of R2.3: the currency's own decimals, half away from zero, started minutes.</summary>
    public static DeckTerms Default(string name, DeckKind kind, DateOnly validFrom, Currency currency) =>
        new() { Name = name, Kind = kind, ValidFrom = validFrom, Places = currency.Decimals };
}
