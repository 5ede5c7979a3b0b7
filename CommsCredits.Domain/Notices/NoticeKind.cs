namespace CommsCredits.Domain.Notices;

/// <summary>What a person can be told (R13.1). Stored by name; recipients are set per kind.</summary>
public enum NoticeKind
{
    FundsAdded,
    RechargeDone,
    RechargeFailed,
    RechargeSuspended,

    /// <summary>A cap stopped a recharge; once per period (R7.4).</summary>
    RechargeCapped,

    /// <summary>80, 90 or 100 % of the month's cap is bought; the figure Percent says which was passed, the words say how much is bought.</summary>
    MonthCap,

    /// <summary>Withheld: the pool fell by expiry alone and nobody calls (R7.7).</summary>
    RechargeIdle,

    /// <summary>Withheld: what imports took is beyond its limit, and a person is to look first (R7.9).</summary>
    RechargeHeld,
    AtTrigger,
    Low,
    AtZero,
    BelowZero,
    CallsBlocked,
    LotLapsing,
    LotLapsed,
    CardLapsing,
    MonthClosed,

    /// <summary>80 or 100 % of a minute pool is used (R13.1); the figure Percent says which was passed, the words say how much is used.</summary>
    MinutePool,

    /// <summary>Money came after a failed or canceled top-up, or another amount than asked (R6.3).</summary>
    MoneyOutsideOrder,

    /// <summary>The check before a backup found a fault of the books or of their file (R13.1).</summary>
    BooksDiffer,
}
