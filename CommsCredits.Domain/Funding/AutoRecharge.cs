namespace CommsCredits.Domain.Funding;

/// <summary>
/// Whether to buy now (R7). Fires when usable balance + top-ups in flight is at the trigger or below (R7.2), one at a time (R7.3), whole amount
/// or nothing against the caps (R7.4). The first question that fails decides; nothing else is asked.
/// </summary>
public static class AutoRecharge
{
    public static RechargeDecision Decide(RechargeRule rule, RechargeSituation now)
    {
        var trace = new List<DecisionStep>();
        var amount = Money.Zero;
        bool Asked(string code, bool passed, params IReadOnlyList<string> figures)
        {
            trace.Add(new(code, passed, figures));
            return passed;
        }
        RechargeDecision Stop(RechargeOutcome outcome, DateTime? again = null) => new()
        {
            Outcome = outcome, At = now.Now, Cause = now.Cause, Counted = now.Counted, Amount = amount, LookAgainAt = again, Steps = trace,
        };

        var organization = now.Organization;
        var isPostpaid = organization.PostpaidSince is { } since && since <= now.Now;
        if (!Asked("MayBuy", !isPostpaid)) return Stop(RechargeOutcome.Postpaid);
        if (!Asked("IsOn", rule.IsOn)) return Stop(RechargeOutcome.Off);
        if (!Asked("Cause", MayFire(now.Cause), now.Cause.ToString())) return Stop(RechargeOutcome.NotACause);

        if (!Asked("AtTrigger", now.Counted <= rule.Trigger, Figure.Of(now.Usable), Figure.Of(now.InFlight.Total), Figure.Of(now.Counted), Figure.Of(rule.Trigger)))
            return Stop(RechargeOutcome.AboveTrigger, now.Usable <= rule.Trigger ? now.InFlight.FirstEnds : null);

        amount = rule.AmountAt(now.Counted, now.Limits);
        if (!Asked("NoneOnItsWay", !now.AutomaticIsOpen)) return Stop(RechargeOutcome.AlreadyOnItsWay);

        var dunning = now.Dunning;
        if (!Asked("NotSuspended", !dunning.IsSuspended, Figure.Of(dunning.FailedRounds))) return Stop(RechargeOutcome.Suspended);
        if (dunning.WaitsUntil is { } until && !Asked("WaitOver", until <= now.Now, Figure.Of(dunning.FailedRounds), Figure.Of(until)))
            return Stop(RechargeOutcome.Waiting, until);
        if (now.FellByExpiryAlone && !Asked("InUse", IdleGuard.LetsBuy(now), now.LastFundedCall is { } call ? Figure.Of(call) : ""))
            return Stop(RechargeOutcome.Idle);

        if (now.Imported is { Limit: not null } or { HeldSince: not null }
            && !Asked("ImportsPlausible", !now.Imported.Holds, Figure.Of(now.Imported.Sum), now.Imported.Limit is { } limit ? Figure.Of(limit) : ""))
            return Stop(RechargeOutcome.Held);

        if (!Asked("Amount", amount.IsPositive, rule.Mode.ToString(), Figure.Of(amount))) return Stop(RechargeOutcome.NothingToAdd);
        if (!Asked("InLimits", now.Limits.Refuse(amount) is null, Figure.Of(amount), Figure.Of(now.Limits.Minimum), Figure.Of(now.Limits.Maximum)))
            return Stop(RechargeOutcome.OutsideLimits);
        var (calendar, spent) = (organization.Calendar, now.Spent);
        if (!Asked("MonthCap", spent.ThisMonth + amount <= rule.MonthCap, Figure.Of(spent.ThisMonth), Figure.Of(amount), Figure.Of(rule.MonthCap)))
            return Stop(RechargeOutcome.MonthCap, calendar.EndOf(calendar.MonthOf(now.Now)));
        if (!Asked("DayCap", spent.Today < rule.DayCap, Figure.Of(spent.Today), Figure.Of(rule.DayCap)))
            return Stop(RechargeOutcome.DayCap, calendar.EndOf(calendar.DayOf(now.Now)));

        var option = dunning.NextOption(now.Option, now.Backup);
        if (!Asked("Option", option is not null, option is null ? "" : option.Id.ToString("N"))) return Stop(RechargeOutcome.NoPaymentOption);
        return Stop(RechargeOutcome.Fire) with { Option = option };
    }

    private static bool MayFire(RechargeCause cause) => cause is not (RechargeCause.CreditBack or RechargeCause.PaidBack or RechargeCause.Chargeback);
}
