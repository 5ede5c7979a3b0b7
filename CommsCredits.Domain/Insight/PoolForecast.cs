using CommsCredits.Domain.Ledger;

namespace CommsCredits.Domain.Insight;

/// <summary>
/// What a forecast says of one lot: <c>Spent + Lapses + Held = Left</c>. <see cref="UsedUp"/> is the day its last money goes to a call; null where some of it lapses or is held when the forecast ends.
/// </summary>
public sealed record LotForecast(int Number, DateOnly LastUsableDay, Money Left, Money Spent, DateOnly? UsedUp)
{
    /// <summary>What it still holds when the forecast ends; zero unless a rule keeps it going.</summary>
    public Money Held { get; init; }
    public Money Lapses => Left - Spent - Held;
}

/// <summary>What the pool holds when a day is over, after what lapses with it; and each lot of it, in the order of use.</summary>
public readonly record struct ForecastDay(DateOnly Day, Money Balance, IReadOnlyList<LotLevel> Lots);

/// <summary>
/// The pool day by day at one pace: each day's calls take from the lots in the order of use (R4.3), and what a lot still holds when its last usable day is over lapses and pays nothing (R4.4). With
/// nothing added it ends when nothing is left, at the latest with the last lot; with the recharge rule applied it goes to the day that is asked for.
/// </summary>
public sealed record PoolForecast(IReadOnlyList<LotForecast> Lots, IReadOnlyList<ForecastDay> Days)
{
    public IReadOnlyList<RechargeDay> Recharges { get; init; } = [];
    public Money Lapses => Lots.Select(l => l.Lapses).Total();

    /// <summary>The first day at whose end the balance is so much or less; null where that is not within the forecast.</summary>
    public DateOnly? FirstAtOrBelow(Money balance) => Days.FirstOrDefault(d => d.Balance <= balance) is { Day: var day } && day != default ? day : null;

    /// <summary>The days after <paramref name="today"/> as they are drawn beside the days before it.</summary>
    /// <param name="offset">Days from the beginning of the drawing to the end of today.</param>
    public LevelCourse CourseAfter(DateOnly today, DateOnly last, int offset)
    {
        static LevelDay Level(ForecastDay day) => new(day.Day, day.Lots);
        var start = Days.Where(d => d.Day == today).Select(Level).FirstOrDefault() ?? new(today, []);
        var ahead = Days.Where(d => d.Day > today && d.Day <= last).Select(Level).ToList();
        var steps = Lots.Where(l => l.Lapses.IsPositive).Select(l => new LevelStep(l.LastUsableDay, l.Number, -l.Lapses)).Concat(Recharges.Select(r => new LevelStep(r.Day, r.Lot, r.Amount))).ToList();
        var course = LevelCourse.Of(start, ahead, steps, offset);
        var atOnce = steps.Where(s => s.Day == today).Select(s => new LevelMark(s, offset, start.Balance - s.Amount, start.Balance));
        return course with { Marks = [.. atOnce, .. course.Marks] };
    }

    /// <param name="lots">Lots that have not ended; those that hold nothing are passed over.</param>
    /// <param name="first">The first day whose calls are still to come, wholly or in part.</param>
    /// <param name="week">What seven days take (<see cref="BurnRate"/>); zero or more.</param>
    /// <param name="taken">What the first day's calls have taken already.</param>
    /// <param name="rule">What adds money on the way; null for nothing.</param>
    public static PoolForecast Of(IEnumerable<CreditLot> lots, DateOnly first, Money week, Money taken = default, RechargeAhead? rule = null)
    {
        var ahead = new LotsAhead(lots, first);
        var (days, recharges) = (new List<ForecastDay>(), new List<RechargeDay>());
        for (var day = first; rule is null ? ahead.HoldsMoney : day <= rule.Until; day = day.AddDays(1))
        {
            var number = day.DayNumber - first.DayNumber;
            var needed = BurnRate.Taken(week, number + 1) - BurnRate.Taken(week, number);
            if (number == 0) needed = Money.Max(Money.Zero, needed - taken);
            needed = ahead.Take(needed, day);
            while (rule?.BuysAt(ahead.Balance, day, recharges) is { } amount)
            {
                recharges.Add(new(day, rule.NextLot + recharges.Count, amount));
                ahead.Add(recharges[^1].Lot, amount, day);
                needed = ahead.Take(needed, day);
            }
            ahead.Lapse(day);
            days.Add(new(day, ahead.Balance, ahead.Levels));
        }
        return new(ahead.Lots, days) { Recharges = recharges };
    }
}
