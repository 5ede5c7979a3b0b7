namespace CommsCredits.Domain.Rating;

/// <summary>
/// How a call's seconds become billed seconds (R10.2): the first increment whole, then whole steps after it. Both are at least one second.
/// 60/60 bills started minutes; 30/6 bills at least half a minute, then started tenths.
/// </summary>
public readonly record struct Increments
{
    public Increments(int first, int step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        (First, Step) = (first, step);
    }

    public static Increments Minutes { get; } = new(60, 60);

    public int First { get; }
    public int Step { get; }

    /// <summary>Zero for a call of zero seconds; a call that ends exactly on an increment is billed to it and no further.</summary>
    public long BilledSeconds(int seconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        if (seconds == 0) return 0;
        if (seconds <= First) return First;
        return First + StepsFor(seconds - First) * Step;
    }

    public override string ToString() => $"{First}/{Step}";

    private long StepsFor(int seconds) => ((long)seconds + Step - 1) / Step;
}
