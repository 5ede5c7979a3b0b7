namespace CommsCredits.Domain.Rating;

/// <summary>What becomes of a prefix when a deck follows another.</summary>
public enum RateChangeKind
{
    New,

    /// <summary>By the price per minute; where it stays, by the connection fee.</summary>
    Dearer,
    Cheaper,

    /// <summary>Same price and fee, other increments.</summary>
    Increments,
    Gone,
}

/// <param name="Old">Null for a new prefix.</param>
/// <param name="Now">Null for one that is gone.</param>
public sealed record RateChange(RateChangeKind Kind, Rate? Old, Rate? Now)
{
    public Rate Rate => Now ?? Old!;

    /// <summary>By how much a minute changes, without a sign.</summary>
    public Money Size => ((Now?.PricePerMinute ?? Money.Zero) - (Old?.PricePerMinute ?? Money.Zero)).Abs();
}

/// <summary>What a deck changes against the one in force before it. Names and countries alone are no change: they cost nothing.</summary>
/// <param name="Changes">The largest first, by the price per minute.</param>
public sealed record DeckComparison(int Same, IReadOnlyList<RateChange> Changes)
{
    public int Count(RateChangeKind kind) => Changes.Count(c => c.Kind == kind);

    /// <param name="before">The deck that is followed; null: there is none, and every prefix is new.</param>
    public static DeckComparison Of(RateDeck? before, DeckTerms terms, IReadOnlyList<Rate> rates)
    {
        var old = before?.Rates.ToDictionary(r => RateDeck.KeyOf(terms.Kind, r)) ?? [];
        var changes = new List<RateChange>();
        var same = 0;
        foreach (var rate in rates)
        {
            if (!old.Remove(RateDeck.KeyOf(terms.Kind, rate), out var was)) changes.Add(new(RateChangeKind.New, null, rate));
            else if (KindOf(was, before!.IncrementsOf(was), rate, rate.Increments ?? terms.Increments) is { } kind) changes.Add(new(kind, was, rate));
            else same++;
        }
        changes.AddRange(old.Values.Select(gone => new RateChange(RateChangeKind.Gone, gone, null)));
        return new(same, [.. changes.OrderByDescending(c => c.Size).ThenBy(c => c.Rate.Prefix, StringComparer.Ordinal)]);
    }

    private static RateChangeKind? KindOf(Rate old, Increments oldIncrements, Rate now, Increments nowIncrements)
    {
        var order = now.PricePerMinute.CompareTo(old.PricePerMinute);
        if (order == 0) order = now.ConnectionFee.CompareTo(old.ConnectionFee);
        if (order == 0) return oldIncrements == nowIncrements ? null : RateChangeKind.Increments;
        return order > 0 ? RateChangeKind.Dearer : RateChangeKind.Cheaper;
    }
}
