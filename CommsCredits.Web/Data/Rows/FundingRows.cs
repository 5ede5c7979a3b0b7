using CommsCredits.Domain;
using CommsCredits.Domain.Funding;

namespace CommsCredits.Web.Data.Rows;

/// <summary>What can pay (R6.5). Of a card nothing but what is printed on receipts is stored.</summary>
public sealed class PaymentOptionRow : IOrganizationOwned
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required PaymentMethod Method { get; init; }
    public required string Label { get; init; }
    public string? LastFour { get; init; }
    public Month? ExpiryMonth { get; init; }
    public string? Fingerprint { get; init; }

    /// <summary>What the gateway knows the card by; never shown.</summary>
    public string Token { get; set; } = "";
    public bool IsDefault { get; set; }
    public bool IsBackup { get; set; }

    public PaymentOption ToDomain() => new()
    {
        Id = Id, Method = Method, Label = Label, LastFour = LastFour, ExpiryMonth = ExpiryMonth, Fingerprint = Fingerprint, IsDefault = IsDefault, IsBackup = IsBackup,
    };
}

/// <summary>One top-up from wish to lot (R6.2); the key was made with the form and is stored before the gateway is asked.</summary>
public sealed class TopUpRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }
    public required string Key { get; init; }
    public required Money Amount { get; init; }
    public required PaymentMethod Method { get; init; }
    public Guid? OptionId { get; init; }
    public string? PurchaseOrder { get; init; }
    public DateOnly? RecordedDay { get; init; }
    public string? Reference { get; init; }
    public required string Currency { get; init; }
    public required bool IsAutomatic { get; init; }
    public required DateTime RequestedAt { get; init; }
    public required string RequestedBy { get; init; }
    public TopUpState State { get; set; }
    public string? DeclineReason { get; set; }
    public bool DeclineIsFinal { get; set; }
    public string? ActionLink { get; set; }
    public DateTime? TakenAt { get; set; }
    public int? LotNumber { get; set; }
    public bool IsOutsideOrder { get; set; }
    public Money? TakenAmount { get; set; }
    public string? TakenCurrency { get; set; }

    public static TopUpRow Of(TopUp topUp, string requestedBy)
    {
        var row = new TopUpRow
        {
            OrganizationId = topUp.OrganizationId, Key = topUp.Key, Amount = topUp.Wish.Amount, Method = topUp.Wish.Method, OptionId = topUp.Wish.OptionId,
            PurchaseOrder = topUp.Wish.PurchaseOrder, RecordedDay = topUp.Wish.RecordedDay, Reference = topUp.Wish.Reference, Currency = topUp.Currency.Code,
            IsAutomatic = topUp.IsAutomatic, RequestedAt = topUp.RequestedAt, RequestedBy = requestedBy,
        };
        row.Take(topUp);
        return row;
    }

    /// <summary>Stores what a report of the gateway made of it.</summary>
    public void Take(TopUp topUp) =>
        (State, DeclineReason, DeclineIsFinal, ActionLink, TakenAt, LotNumber, IsOutsideOrder, TakenAmount, TakenCurrency) =
        (topUp.State, topUp.DeclineReason, topUp.DeclineIsFinal, topUp.ActionLink, topUp.TakenAt, topUp.LotNumber, topUp.IsOutsideOrder, topUp.TakenAmount, topUp.TakenCurrency);

    public TopUp ToDomain() => new()
    {
        OrganizationId = OrganizationId, Key = Key, RequestedAt = RequestedAt, Currency = Domain.Currency.Of(Currency), IsAutomatic = IsAutomatic, State = State,
        Wish = new() { Amount = Amount, Method = Method, OptionId = OptionId, PurchaseOrder = PurchaseOrder, RecordedDay = RecordedDay, Reference = Reference },
        DeclineReason = DeclineReason, DeclineIsFinal = DeclineIsFinal, ActionLink = ActionLink, TakenAt = TakenAt, LotNumber = LotNumber, IsOutsideOrder = IsOutsideOrder,
        TakenAmount = TakenAmount, TakenCurrency = TakenCurrency,
    };
}

/// <summary>The rule, what became of its failures, and what it is to be looked at for (R7).</summary>
public sealed class RechargeRuleRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }
    public bool IsOn { get; set; }
    public Money Trigger { get; set; }
    public RechargeMode Mode { get; set; }
    public Money Amount { get; set; }
    public Money Target { get; set; }
    public Money MonthCap { get; set; }
    public int DayCap { get; set; }
    public Guid? OptionId { get; set; }
    public Guid? BackupOptionId { get; set; }
    public DateTime? OnSince { get; set; }

    /// <summary>Failed rounds and waits, as JSON (R7.6).</summary>
    public required string Dunning { get; set; }

    /// <summary>Set by whatever may make the rule fire, in its transaction; cleared when the rule has been looked at (R7.2). Null: nothing to look at.</summary>
    public RechargeCause? LookBecause { get; set; }

    /// <summary>When a cap's period or a waiting time ends (R7.2).</summary>
    public DateTime? LookAgainAt { get; set; }

    /// <summary>Nothing but expiry took money since the pool was last above the trigger (R7.7).</summary>
    public bool FellByExpiryAlone { get; set; }

    /// <summary>What imports took since <see cref="ImportedSince"/>, and when a recharge was first held back for it (R7.9).</summary>
    public Money ImportedAmount { get; set; }
    public DateTime? ImportedSince { get; set; }
    public DateTime? HeldSince { get; set; }

    /// <summary>Counts charges that no person looked at.</summary>
    public void Count(Money imported, DateTime now)
    {
        if (ImportedSince is not { } since || now - since >= ImportedSum.Together) (ImportedAmount, ImportedSince) = (Money.Zero, now);
        ImportedAmount += imported;
    }

    /// <summary>A person has looked: what imports take counts from here on.</summary>
    public void LookedAt() => (ImportedAmount, ImportedSince, HeldSince) = (Money.Zero, null, null);

    public ImportedSum Imported(Money? limit, DateTime now) =>
        new(HeldSince is not null || ImportedSince is { } since && now - since < ImportedSum.Together ? ImportedAmount : Money.Zero, limit, HeldSince);

    public RechargeRule ToDomain() => new()
    {
        IsOn = IsOn, Trigger = Trigger, Mode = Mode, Amount = Amount, Target = Target, MonthCap = MonthCap, DayCap = DayCap, OptionId = OptionId, BackupOptionId = BackupOptionId,
    };

    public void Take(RechargeRule rule) =>
        (IsOn, Trigger, Mode, Amount, Target, MonthCap, DayCap, OptionId, BackupOptionId) =
        (rule.IsOn, rule.Trigger, rule.Mode, rule.Amount, rule.Target, rule.MonthCap, rule.DayCap, rule.OptionId, rule.BackupOptionId);
}

/// <summary>One look of the rule with the figures it saw (R7.8).</summary>
public sealed class RechargeDecisionRow : IOrganizationOwned
{
    public long Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required DateTime At { get; init; }
    public required RechargeCause Cause { get; init; }
    public required RechargeOutcome Outcome { get; init; }
    public required Money Counted { get; init; }
    public required Money Trigger { get; init; }
    public required Money Amount { get; init; }

    /// <summary>The steps with their figures, as JSON.</summary>
    public required string Steps { get; init; }

    /// <summary>The key of the top-up it made.</summary>
    public string? TopUpKey { get; init; }
}
