namespace CommsCredits.Domain.Insight;

/// <summary>What a lot holds; more than zero.</summary>
public readonly record struct LotLevel(int Number, Money Left);

/// <summary>
/// What the pool holds when a day is over, by lot. <see cref="Rest"/> is what no lot holds: minus the overdraft.
/// </summary>
public sealed record LevelDay(DateOnly Day, IReadOnlyList<LotLevel> Lots, Money Rest = default)
{
    /// <summary>True where lots are not told apart: the rest is the balance.</summary>
    public bool IsWhole { get; init; }
    public Money Balance => Lots.Select(l => l.Left).Total() + Rest;

    public Money Of(int lot)
    {
        foreach (var level in Lots)
            if (level.Number == lot) return level.Left;
        return Money.Zero;
    }
}

/// <summary>A step of the balance that is told by name: a purchase comes in (plus) on its day, a lapse goes (minus) when its day is over (R4.4).</summary>
public readonly record struct LevelStep(DateOnly Day, int? Lot, Money Amount);
