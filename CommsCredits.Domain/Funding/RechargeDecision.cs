namespace CommsCredits.Domain.Funding;

public enum RechargeOutcome
{
    /// <summary>Buy the amount with the option, now.</summary>
    Fire,
    Postpaid,
    Off,

    /// <summary>The cause by itself buys nothing (R7.2).</summary>
    NotACause,
    AboveTrigger,

    /// <summary>One automatic top-up at a time (R7.3).</summary>
    AlreadyOnItsWay,
    Suspended,
    Waiting,
    Idle,

    /// <summary>What imports took is beyond its limit: waits for a person (R7.9).</summary>
    Held,

    /// <summary>The target is at or under what is counted.</summary>
    NothingToAdd,

    /// <summary>The limits changed since the rule was saved: told, never silently cut.</summary>
    OutsideLimits,
    MonthCap,
    DayCap,
    NoPaymentOption,
}

/// <summary>
/// One look at the rule, stored whole (R7.8): what was decided and every question on the way there with its figures.
/// </summary>
public sealed record RechargeDecision
{
    public required RechargeOutcome Outcome { get; init; }
    public required DateTime At { get; init; }
    public required RechargeCause Cause { get; init; }
    public required Money Counted { get; init; }

    /// <summary>What is bought, or would have been but for the outcome; zero above the trigger.</summary>
    public Money Amount { get; init; }

    /// <summary>What is charged; null unless it fires.</summary>
    public PaymentOption? Option { get; init; }

    /// <summary>
    /// When a cap's period ends, a waiting time is over, or money that alone keeps the pool above the trigger stops counting as on its way: look
    /// again then, also if nothing else happens.
    /// </summary>
    public DateTime? LookAgainAt { get; init; }
    public required IReadOnlyList<DecisionStep> Steps { get; init; }
}

/// <summary>
/// One question of a decision and its answer. The text is found by the code; figures are culture-free: micros, ISO days and instants, plain numbers.
/// A step that did not pass is the last one.
/// </summary>
public sealed record DecisionStep(string Code, bool Passed, params IReadOnlyList<string> Figures);
