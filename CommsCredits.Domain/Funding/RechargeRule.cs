namespace CommsCredits.Domain.Funding;

/// <summary>AddAmount: always the amount, whatever is left. FillUp: the target less what is counted.</summary>
public enum RechargeMode { AddAmount, FillUp }

/// <summary>
/// When to buy by itself, how much and at most how much (R7.1). Off until a person switches it on. Only the field of the mode counts:
/// <see cref="Amount"/> or <see cref="Target"/>.
/// </summary>
public sealed record RechargeRule
{
    public bool IsOn { get; init; }

    /// <summary>Fires at or below it.</summary>
    public required Money Trigger { get; init; }
    public RechargeMode Mode { get; init; } = RechargeMode.AddAmount;
    public Money Amount { get; init; }
    public Money Target { get; init; }

    /// <summary>The most that is bought automatically in a calendar month, included.</summary>
    public required Money MonthCap { get; init; }

    /// <summary>The most recharges on one local day.</summary>
    public int DayCap { get; init; } = 3;
    public Guid? OptionId { get; init; }
    public Guid? BackupOptionId { get; init; }

    /// <summary>
    /// What one recharge buys at a counted balance, before the caps (R7.3): the amount; or the target less the balance, up to whole units, at least the
    /// minimum, at most the maximum, and zero where the balance is at the target or above.
    /// </summary>
    public Money AmountAt(Money counted, FundingLimits limits)
    {
        if (Mode == RechargeMode.AddAmount) return Amount;
        var gap = Target - counted;
        if (!gap.IsPositive) return Money.Zero;
        var part = gap.Micros % Money.MicrosPerUnit;
        var whole = part == 0 ? gap : gap + new Money(Money.MicrosPerUnit - part);
        return Money.Min(Money.Max(whole, limits.Minimum), limits.Maximum);
    }

    /// <summary>Four recharges that each start at the trigger (R7.1).</summary>
    public Money SuggestedMonthCap(FundingLimits limits) => AmountAt(Trigger, limits) * 4;

    /// <summary>All that keeps the rule from being saved, by field; empty where it may be (R7.1). Switching off needs no validation.</summary>
    public IReadOnlyList<FieldRefusal> Validate(FundingLimits limits)
    {
        var refusals = new List<FieldRefusal>();
        void Refuse(string field, Refused? why)
        {
            if (why is not null) refusals.Add(new(field, why));
        }
        Refuse(nameof(Trigger), !FundingLimits.IsWhole(Trigger) ? new("NotWhole") : Trigger < Money.OfUnits(1) ? new("TriggerBelowOne") : null);
        if (Mode == RechargeMode.AddAmount) Refuse(nameof(Amount), limits.Refuse(Amount));
        else Refuse(nameof(Target), !FundingLimits.IsWhole(Target) ? new("NotWhole") : Target <= Trigger ? new("TargetNotAboveTrigger", Trigger) : null);
        var recharge = AmountAt(Trigger, limits);
        Refuse(nameof(MonthCap), !MonthCap.IsPositive ? new("MonthCapMissing") : recharge > MonthCap ? new("AmountAboveMonthCap", recharge) : null);
        Refuse(nameof(DayCap), DayCap < 1 ? new("DayCapBelowOne") : null);
        return refusals;
    }

    /// <summary>
    /// True where one recharge may not lift the pool above the trigger, so that a second follows (R7.3): worth a warning, not a refusal. At the trigger or below it the balance itself
    /// says so; above it, a pool that still holds something when the rule fires, because an amount of the trigger or more lifts each of these.
    /// </summary>
    /// <param name="counted">What is compared with the trigger now.</param>
    public bool OneRechargeMayNotLift(FundingLimits limits, Money counted) =>
        counted <= Trigger ? counted + AmountAt(counted, limits) <= Trigger : AmountAt(Money.Zero, limits) < Trigger;

    /// <summary>Paying back down to this usable balance switches the rule off in the same step (R6.7).</summary>
    public bool IsSwitchedOffByPayingBackTo(Money usable) => IsOn && usable <= Trigger;

    /// <summary>
    /// The first purchase that saving this rule would make, to be confirmed before it is saved; null where it buys nothing now. An edit that
    /// leaves the balance above the trigger never asks.
    /// </summary>
    public RechargeDecision? WouldBuyNow(RechargeSituation situation)
    {
        var decision = AutoRecharge.Decide(this, situation with { Cause = RechargeCause.RuleChanged });
        return decision.Outcome == RechargeOutcome.Fire ? decision : null;
    }
}
