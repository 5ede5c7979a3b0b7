using CommsCredits.Domain;

namespace CommsCredits.Web.Data.Rows;

/// <summary>What can pay (R6.5). Of a card nothing but what is printed on receipts is stored.</summary>
public sealed class PaymentOptionRow : IOrganizationOwned
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }

    /// <summary>A name of <c>PaymentMethod</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Card brand; empty for other methods.</summary>
    public string Brand { get; init; } = "";
    public string LastFour { get; init; } = "";
    public DateOnly? ExpiryMonth { get; init; }
    public string Fingerprint { get; init; } = "";
    public string Token { get; init; } = "";
    public bool IsDefault { get; set; }
    public bool IsBackup { get; set; }
}

/// <summary>One top-up from wish to lot (R6.2); the key was made with the form and is stored before the gateway is asked.</summary>
public sealed class TopUpRow : IOrganizationOwned
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Key { get; init; }
    public required Money Amount { get; init; }
    public required string Method { get; init; }
    public Guid? OptionId { get; init; }
    public string? PurchaseOrder { get; init; }

    /// <summary>Recorded top-ups: the day the money was bought elsewhere and its reference there (R6.5).</summary>
    public DateOnly? RecordedDay { get; init; }
    public string? ExternalReference { get; set; }
    public required bool IsAutomatic { get; init; }
    public required DateTime Requested { get; init; }
    public required string RequestedBy { get; init; }

    /// <summary>A name of <c>TopUpState</c>.</summary>
    public required string State { get; set; }
    public DateTime? Settled { get; set; }
    public string? DeclineCode { get; set; }
    public bool IsFinalDecline { get; set; }
    public int? Lot { get; set; }
    public Money? BalanceAfter { get; set; }
}

public sealed class RechargeRuleRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }
    public bool IsOn { get; set; }
    public Money Trigger { get; set; }

    /// <summary>A name of <c>RechargeMode</c>.</summary>
    public required string Mode { get; set; }

    /// <summary>The amount to add, or the target to fill up to.</summary>
    public Money Amount { get; set; }
    public Money MonthCap { get; set; }
    public int DayCap { get; set; }
    public Guid? OptionId { get; set; }
    public Guid? BackupId { get; set; }
    public DateTime? OnSince { get; set; }

    /// <summary>Failed rounds in a row, and when to try again (R7.6).</summary>
    public int FailedRounds { get; set; }
    public DateTime? NextTry { get; set; }
    public bool IsSuspended { get; set; }
    public string? SuspendedFingerprint { get; set; }

    /// <summary>Set by whatever may make the rule fire, in its transaction; the job clears it when it has looked (R7.2). Null: nothing to look at.</summary>
    public string? LookBecause { get; set; }

    /// <summary>When a cap's period or a waiting time ends (R7.2).</summary>
    public DateTime? LookAgainAt { get; set; }
}

/// <summary>One look of the rule with the figures it saw (R7.8).</summary>
public sealed class RechargeDecisionRow : IOrganizationOwned
{
    public long Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required DateTime At { get; init; }

    /// <summary>A name of <c>RechargeCause</c>.</summary>
    public required string Cause { get; init; }

    /// <summary>A name of <c>RechargeOutcome</c>.</summary>
    public required string Outcome { get; init; }
    public required Money Counted { get; init; }
    public required Money Trigger { get; init; }
    public required Money Amount { get; init; }

    /// <summary>The steps with their figures, as JSON.</summary>
    public required string Steps { get; init; }
    public Guid? TopUpId { get; init; }
}
