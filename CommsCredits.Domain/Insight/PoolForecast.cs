using CommsCredits.Domain.Ledger;

namespace CommsCredits.Domain.Insight;

/// <summary>What a forecast says of one lot: <c>Spent + Lapses = Left</c>. <see cref="UsedUp"/> is the day its last money goes to a call; null where some of it lapses.</summary>
public sealed record LotForecast(int Number, DateOnly LastUsableDay, Money Left, Money Spent, DateOnly? UsedUp)
{
    public Money Lapses => Left - Spent;
}

/// <summary>What the pool holds when a day is over, after what lapses with it.</summary>
public readonly record struct ForecastDay(DateOnly Day, Money Balance);

/// <summary>
/// The pool day by day at one pace, with nothing added: each day's calls take from the lots in the order of use (R4.3), and what a lot still holds when its last usable day is over lapses and pays
/// nothing (R4.4). It ends when nothing is left, at the latest with the last lot.
/// </summary>
public sealed record PoolForecast(IReadOnlyList<LotForecast> Lots, IReadOnlyList<ForecastDay> Days)
{
    public Money Lapses => Lots.Select(l => l.Lapses).Total();

    /// <summary>The first day at whose end the balance is so much or less; null where that is not within the forecast.</summary>
    public DateOnly? FirstAtOrBelow(Money balance) => Days.FirstOrDefault(d => d.Balance <= balance) is { Day: var day } && day != default ? day : null;

    /// <param name="lots">Lots that have not ended; those that hold nothing are passed over.</param>
    /// <param name="first">The first day whose calls are still to come, wholly or in part.</param>
    /// <param name="week">What seven days take (<see cref="BurnRate"/>); zero or more.</param>
    /// <param name="taken">What the first day's calls have taken already.</param>
    public static PoolForecast Of(IEnumerable<CreditLot> lots, DateOnly first, Money week, Money taken = default)
    {
        var open = lots.Where(l => l.Left.IsPositive && l.LastUsableDay >= first).OrderBy(l => l.End).ThenBy(l => l.Purchased).ThenBy(l => l.Number).ToList();
        var left = open.Select(l => l.Left).ToArray();
        var usedUp = new DateOnly?[open.Count];
        var lapsed = new Money[open.Count];
        var days = new List<ForecastDay>();
        for (var day = first; left.Any(l => l.IsPositive); day = day.AddDays(1))
        {
            var number = day.DayNumber - first.DayNumber;
            var needed = BurnRate.Taken(week, number + 1) - BurnRate.Taken(week, number);
            if (number == 0) needed = Money.Max(Money.Zero, needed - taken);
            for (var i = 0; i < open.Count; i++)
            {
                var share = Money.Min(needed, left[i]);
                needed -= share;
                left[i] -= share;
                if (share.IsPositive && left[i].IsZero) usedUp[i] = day;
                if (open[i].LastUsableDay <= day) (lapsed[i], left[i]) = (lapsed[i] + left[i], Money.Zero);
            }
            days.Add(new(day, left.Total()));
        }
        return new([.. open.Select((l, i) => new LotForecast(l.Number, l.LastUsableDay, l.Left, l.Left - lapsed[i], usedUp[i]))], days);
    }
}
