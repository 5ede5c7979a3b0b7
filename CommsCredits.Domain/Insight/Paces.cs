using CommsCredits.Domain.Ledger;

namespace CommsCredits.Domain.Insight;

/// <summary>The same lots at the low, the middle and the high pace of the organization's own weeks.</summary>
public sealed record Paces(PoolForecast Low, PoolForecast Middle, PoolForecast High)
{
    /// <summary>Null where the days are too few to say anything; without any use all three are the same.</summary>
    /// <param name="usedToday">What the day under way took already: its calls are not counted twice.</param>
    public static Paces? Of(IReadOnlyList<CreditLot> lots, BurnRate burn, DateOnly today, Money usedToday = default)
    {
        if (burn.Knowledge == BurnKnowledge.TooFewDays) return null;
        var taken = burn.Next == today ? usedToday : Money.Zero;
        return new(PoolForecast.Of(lots, burn.Next, burn.LowWeek, taken), PoolForecast.Of(lots, burn.Next, burn.MiddleWeek, taken), PoolForecast.Of(lots, burn.Next, burn.HighWeek, taken));
    }
}
