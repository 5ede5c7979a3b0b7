using CommsCredits.Domain.Ledger;

namespace CommsCredits.Domain.Insight;

/// <summary>The same lots at the low, the middle and the high pace of the organization's own weeks.</summary>
public sealed record Paces(PoolForecast Low, PoolForecast Middle, PoolForecast High)
{
    /// <summary>Null where the days are too few to say anything; without any use all three are the same.</summary>
    /// <param name="usedToday">What the day under way took already: its calls are not counted twice.</param>
    /// <param name="rule">What adds money on the way; null for nothing.</param>
    public static Paces? Of(IReadOnlyList<CreditLot> lots, BurnRate burn, DateOnly today, Money usedToday = default, RechargeAhead? rule = null)
    {
        if (burn.Knowledge == BurnKnowledge.TooFewDays) return null;
        var taken = burn.Next == today ? usedToday : Money.Zero;
        PoolForecast At(Money week) => PoolForecast.Of(lots, burn.Next, week, taken, rule);
        return new(At(burn.LowWeek), At(burn.MiddleWeek), At(burn.HighWeek));
    }
}
