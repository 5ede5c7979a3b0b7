namespace CommsCredits.Domain.Funding;

/// <summary>
/// The rule worked with the figures of one instant, as its page shows them while a person types: what is counted, and what follows at the trigger.
/// Nothing is bought by it.
/// </summary>
public sealed record RechargeOutlook
{
    public required Money Usable { get; init; }
    public required Money InFlight { get; init; }
    public required Money Counted { get; init; }
    public required Money Trigger { get; init; }

    /// <summary>Zero or less: at the trigger or below it, where it fires.</summary>
    public required Money AboveTriggerBy { get; init; }

    /// <summary>What saving the rule would decide at once: its outcome and, where it fires, the purchase to confirm.</summary>
    public required RechargeDecision Now { get; init; }

    /// <summary>What falls due when the limit that stops the rule now begins again (R7.4); null where no limit stops it, or nothing would be bought then.</summary>
    public RechargeLater? Later { get; init; }

    /// <summary>What is charged when the balance comes to the trigger exactly.</summary>
    public required Money ChargedAtTrigger { get; init; }
    public required Money BalanceAfterwards { get; init; }
    public required Money SpentThisMonth { get; init; }

    /// <summary>What the month's cap leaves after that recharge; below zero where the cap would stop it.</summary>
    public required Money RoomLeft { get; init; }

    public static RechargeOutlook Of(RechargeRule rule, RechargeSituation situation)
    {
        var charged = rule.AmountAt(rule.Trigger, situation.Limits);
        var now = AutoRecharge.Decide(rule, situation with { Cause = RechargeCause.RuleChanged });
        return new()
        {
            Later = RechargeLater.Of(rule, situation, now),
            Usable = situation.Usable, InFlight = situation.InFlight.Total, Counted = situation.Counted, Trigger = rule.Trigger,
            AboveTriggerBy = situation.Counted - rule.Trigger,
            Now = now,
            ChargedAtTrigger = charged, BalanceAfterwards = rule.Trigger + charged,
            SpentThisMonth = situation.Spent.ThisMonth, RoomLeft = rule.MonthCap - situation.Spent.ThisMonth - charged,
        };
    }
}
