namespace CommsCredits.Domain.Funding;

/// <summary>
/// Why the rule is looked at (R7.2). Import: once per committed batch (R7.5). WaitOver: after a failed round, or when a top-up stops counting as on its
/// way. The last three move money without the pool being used, and
/// by themselves buy nothing.
/// </summary>
public enum RechargeCause
{
    Debit,
    Import,
    Hold,
    Expiry,
    RuleChanged,
    PeriodBegan,
    WaitOver,
    TopUpPaid,
    TopUpFailed,
    OptionChanged,
    Resumed,

    /// <summary>A person has looked at what imports took (R7.9).</summary>
    Released,
    CreditBack,
    PaidBack,
    Chargeback,
}

/// <summary>All that a decision about a recharge may know (R7.2-R7.7), read in one transaction.</summary>
public sealed record RechargeSituation
{
    public required Organization Organization { get; init; }
    public required FundingLimits Limits { get; init; }
    public required DateTime Now { get; init; }
    public required RechargeCause Cause { get; init; }

    /// <summary>What open lots hold, less overdraft, less open holds; may be below zero (R3.5).</summary>
    public required Money Usable { get; init; }

    /// <summary>Top-ups whose gateway has not answered, automatic or manual.</summary>
    public InFlight InFlight { get; init; }

    /// <summary>An automatic top-up is not decided yet: see <see cref="TopUp.IsOpen"/>.</summary>
    public bool AutomaticIsOpen { get; init; }
    public AutomaticSpending Spent { get; init; }
    public Dunning Dunning { get; init; } = Dunning.None;

    /// <summary>Since the pool was last above the trigger, nothing but expiry took money from it: see <see cref="IdleGuard"/> (R7.7).</summary>
    public bool FellByExpiryAlone { get; init; }

    /// <summary>What imports took (R7.9).</summary>
    public ImportedSum Imported { get; init; } = ImportedSum.None;

    /// <summary>The start of the newest call that lots paid; null where there was none.</summary>
    public DateTime? LastFundedCall { get; init; }

    /// <summary>The options that the rule names, where they still exist.</summary>
    public PaymentOption? Option { get; init; }
    public PaymentOption? Backup { get; init; }

    /// <summary>What is compared with the trigger.</summary>
    public Money Counted => Usable + InFlight.Total;
}
