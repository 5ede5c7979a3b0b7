using CommsCredits.Domain.Funding;

namespace CommsCredits.Domain.Insight;

/// <summary>
/// The recharge rule as a forecast works it, with its caps (R7.2-R7.4), as if every charge succeeded. It advises and never acts. A forecast knows days, not moments: the rule is looked at once a day
/// has taken what it takes, and again after each recharge.
/// </summary>
public sealed record RechargeAhead
{
    public required RechargeRule Rule { get; init; }
    public required FundingLimits Limits { get; init; }
    public required DateOnly Today { get; init; }

    /// <summary>What counts against the caps today.</summary>
    public AutomaticSpending Spent { get; init; }

    /// <summary>The first day on which it may buy: later than today while it waits after a failed round (R7.6).</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day that is looked at.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>The number that the next purchase will get.</summary>
    public required int NextLot { get; init; }

    /// <summary>What it buys when this day's calls have left so much; null where it buys nothing.</summary>
    /// <param name="before">What the forecast bought so far.</param>
    internal Money? BuysAt(Money balance, DateOnly day, IReadOnlyList<RechargeDay> before)
    {
        if (!Rule.IsOn || day < From || day < Today || balance > Rule.Trigger) return null;
        var amount = Rule.AmountAt(balance, Limits);
        if (!amount.IsPositive || Limits.Refuse(amount) is not null) return null;
        var (money, number) = (Month.Of(day) == Month.Of(Today) ? Spent.ThisMonth : Money.Zero, day == Today ? Spent.Today : 0);
        money += before.Where(b => Month.Of(b.Day) == Month.Of(day)).Select(b => b.Amount).Total();
        number += before.Count(b => b.Day == day);
        return money + amount <= Rule.MonthCap && number < Rule.DayCap ? amount : null;
    }
}

/// <summary>A recharge that a forecast expects, and the lot that it makes.</summary>
public sealed record RechargeDay(DateOnly Day, int Lot, Money Amount);
