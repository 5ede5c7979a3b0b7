namespace CommsCredits.Domain.Rating;

/// <summary>
/// Every code that an <see cref="ExplanationStep"/> can have; a text <c>Explain_{code}</c> must exist for each. Stored with the call: never renamed. Money is in micros.
/// </summary>
public static class ExplanationCodes
{
    /// <summary>Usage kind, call type, capability: the pool pays for every minute of it.</summary>
    public const string PaidByThePool = nameof(PaidByThePool);

    /// <summary>Capability: the plan's minutes are used up, the source says.</summary>
    public const string BeyondThePlan = nameof(BeyondThePlan);

    /// <summary>Pool, minutes left before, taken, left after, of how many, month (<c>2026-10</c>) or <c>once</c>.</summary>
    public const string InMinutePool = nameof(InMinutePool);

    /// <summary>Pool, the other pool whose end ended it too, month.</summary>
    public const string MinutePoolEnded = nameof(MinutePoolEnded);

    /// <summary>Minutes that were included, seconds beyond them.</summary>
    public const string PartlyIncluded = nameof(PartlyIncluded);

    /// <summary>Prefix, destination, price a minute, deck, its date, how many prefixes fit.</summary>
    public const string RateByPrefix = nameof(RateByPrefix);

    /// <summary>Caller's country, prefix, destination, price a minute, deck, its date.</summary>
    public const string RateByCaller = nameof(RateByCaller);

    /// <summary>Seconds, billed seconds, first increment, step.</summary>
    public const string Duration = nameof(Duration);

    /// <summary>Fee, price a minute, exact charge, rounded charge, places, rounding mode.</summary>
    public const string ChargeByDeck = nameof(ChargeByDeck);

    /// <summary>Fee, charge, their sum: the source's own word.</summary>
    public const string ChargeBySource = nameof(ChargeBySource);

    /// <summary>Usage kind, charge: a person decided it, for the reason that stands with the exception.</summary>
    public const string DecidedByPerson = nameof(DecidedByPerson);

    /// <summary>Seconds; the source charged 0.00.</summary>
    public const string FreeBySource = nameof(FreeBySource);

    /// <summary>Capability; the call lies in the plan's minutes.</summary>
    public const string FreeInMinutes = nameof(FreeInMinutes);

    /// <summary>Call type, number type; nobody pays for coming calls of this kind.</summary>
    public const string FreeInbound = nameof(FreeInbound);

    /// <summary>Capability; it never costs anything.</summary>
    public const string FreeByCapability = nameof(FreeByCapability);

    /// <summary>No figures: the call lasted zero seconds.</summary>
    public const string FreeZeroSeconds = nameof(FreeZeroSeconds);

    /// <summary>Rate comes to nothing after rounding: exact charge as in <see cref="ChargeByDeck"/> stands in the step before. No figures.</summary>
    public const string FreeAfterRounding = nameof(FreeAfterRounding);

    /// <summary>Start of the call, start of the books (UTC), fee and charge by the source or empty (R6.6).</summary>
    public const string FreeBeforeBooks = nameof(FreeBeforeBooks);

    /// <summary>Operator as written: it is not Microsoft, whose credits these are (R9.9).</summary>
    public const string FreeOtherOperator = nameof(FreeOtherOperator);

    public static IReadOnlyList<string> All { get; } =
    [
        PaidByThePool, BeyondThePlan, InMinutePool, MinutePoolEnded, PartlyIncluded, RateByPrefix, RateByCaller, Duration, ChargeByDeck, ChargeBySource, DecidedByPerson,
        FreeBySource, FreeInMinutes, FreeInbound, FreeByCapability, FreeZeroSeconds, FreeAfterRounding, FreeBeforeBooks,
        FreeOtherOperator,
    ];
}
