namespace CommsCredits.Domain.Insight;

/// <summary>Whether the organization's own days say how fast it uses its money.</summary>
public enum BurnKnowledge
{
    /// <summary>Fewer days than <see cref="BurnRate.FewestDays"/>.</summary>
    TooFewDays,

    /// <summary>Enough days, and nothing was used in any of them.</summary>
    NoUse,
    Known,
}

/// <summary>
/// How fast the pool is used, counted from the organization's own days and nothing else (R2.2): the sums of every seven days in a row, so that each sum has each weekday once, in order of size.
/// The middle one is the pace; a fifth of them are below the low one, a fifth above the high one. Whole micros; no average, which one loud day would bend.
/// </summary>
public sealed record BurnRate
{
    public const int MostDays = 56, FewestDays = 14, DaysAWeek = 7;

    /// <summary>
    /// Exports come late: so many days without use at the end may not be reported yet and are not counted; their use is still to come. More than these are days without use.
    /// </summary>
    public const int DaysThatMayBeLate = 10;

    private const int Low = 20, Middle = 50, High = 80;

    public required BurnKnowledge Knowledge { get; init; }

    /// <summary>The first and last day that were counted, and how many they are.</summary>
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>What seven days take.</summary>
    public Money LowWeek { get; init; }
    public Money MiddleWeek { get; init; }
    public Money HighWeek { get; init; }

    /// <summary>For showing: a seventh of the middle week, cut to whole micros.</summary>
    public Money ADay => new(MiddleWeek.Micros / DaysAWeek);
    public Money LowDay => new(LowWeek.Micros / DaysAWeek);
    public Money HighDay => new(HighWeek.Micros / DaysAWeek);

    /// <summary>The first day whose calls are still to come, wholly or in part.</summary>
    public DateOnly Next => To.AddDays(1);

    /// <param name="days">Whole local days in order without a gap, the last one yesterday; one at least. Only the last of them are counted.</param>
    /// <param name="usedToday">What the day under way took so far: where that is something, reports reach today, and quiet days were quiet.</param>
    public static BurnRate Of(IReadOnlyList<DayUse> days, Money usedToday = default)
    {
        if (days.Count == 0) throw new ArgumentException("There is no day to count.", nameof(days));
        var quiet = days.Reverse().TakeWhile(d => d.Used.IsZero).Count();
        var end = quiet <= DaysThatMayBeLate && quiet < days.Count && usedToday.IsZero ? days.Count - quiet : days.Count;
        var counted = days.Skip(Math.Max(0, end - MostDays)).Take(Math.Min(end, MostDays)).ToList();
        var rate = new BurnRate { Knowledge = BurnKnowledge.TooFewDays, From = counted[0].Day, To = counted[^1].Day };
        if (counted.Count < FewestDays) return rate;
        if (counted.TrueForAll(d => d.Used.IsZero)) return rate with { Knowledge = BurnKnowledge.NoUse };
        var weeks = Enumerable.Range(0, counted.Count - DaysAWeek + 1).Select(first => counted.Skip(first).Take(DaysAWeek).Select(d => d.Used).Total()).Order().ToList();
        return rate with { Knowledge = BurnKnowledge.Known, LowWeek = Quantile(weeks, Low), MiddleWeek = Quantile(weeks, Middle), HighWeek = Quantile(weeks, High) };
    }

    /// <summary>What the first so many days of a pace take together: whole weeks exactly, the days between in equal parts, cut to whole micros.</summary>
    public static Money Taken(Money week, int days) => new((long)((Int128)week.Micros * days / DaysAWeek));

    /// <summary>The value that so many percent of the ordered values do not exceed: one of them, not one between two.</summary>
    private static Money Quantile(List<Money> ordered, int percent) => ordered[Math.Max(0, (ordered.Count * percent + 99) / 100 - 1)];
}
