namespace CommsCredits.Domain.Calls;

/// <summary>Why a call waits for a decision (R9.7). Stored by name; each has its own figures, listed here.</summary>
public enum ExceptionReason
{
    /// <summary>Usage kind, number called, start (UTC), deck in force or empty.</summary>
    NoRate,

    /// <summary>Call type as written.</summary>
    UnknownCallType,

    /// <summary>Capability as written.</summary>
    UnknownCapability,

    /// <summary>Capability, call type, charge in micros.</summary>
    ChargeOnFreeRow,

    /// <summary>Currency as written or empty, the organization's currency, charge in micros.</summary>
    OtherCurrency,

    /// <summary>Fee and charge in micros, empty where the source says nothing.</summary>
    NegativeCharge,

    /// <summary>The cell as written.</summary>
    TooManyDecimals,

    /// <summary>Start (UTC), now (UTC).</summary>
    StartInFuture,

    /// <summary>The first field that differs, booked value, arrived value.</summary>
    ChangedSinceBooked,

    /// <summary>Call id, start (UTC), seconds.</summary>
    ProbableDuplicate,

    /// <summary>Usage kind, number called.</summary>
    NumberMasked,

    /// <summary>Charge in micros, the most that a call of its length may cost in micros (R9.11), seconds, usage kind.</summary>
    ImplausibleCharge,
}

/// <summary>Why a call is kept and shown but takes nothing from the pool. Stored by name.</summary>
public enum FreeReason
{
    BySource,
    InMinutes,
    Inbound,
    ByCapability,
    ZeroSeconds,
    AfterRounding,
    BeforeBooks,

    /// <summary>Another operator carried it, and its source charges nothing (R9.9).</summary>
    OtherOperator,
}
