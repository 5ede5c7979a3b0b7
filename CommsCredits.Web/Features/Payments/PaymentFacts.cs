using CommsCredits.Domain;
using CommsCredits.Domain.Funding;

namespace CommsCredits.Web.Features.Payments;

/// <summary>What the recharge rule does with an option.</summary>
public enum RuleUse
{
    None,
    First,
    Second,
}

/// <param name="IsRefusedForGood">The bank will not take it again: the rule does not try it (R7.6).</param>
public sealed record PaymentLine(PaymentOption Option, RuleUse Use, bool IsRefusedForGood, TopUp? LastPaid, TopUp? LastFailed);

/// <summary>A charge with the option that paid, or was to pay.</summary>
public sealed record ChargeLine(TopUp TopUp, PaymentOption Option);

/// <summary>What pays, in its order, what it paid last, and where failed recharges stand.</summary>
public sealed record PaymentFacts
{
    public required Organization Organization { get; init; }
    public required DateOnly Today { get; init; }
    public required IReadOnlyList<PaymentLine> Lines { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<ChargeLine> Charges { get; init; }
    public required bool RuleIsOn { get; init; }
    public required Dunning Dunning { get; init; }

    /// <summary>Of the last automatic top-up that failed, as the bank gave it.</summary>
    public string? LastDecline { get; init; }

    public PaymentOption? Default => Lines.FirstOrDefault(l => l.Option.IsDefault)?.Option;
    public PaymentOption? Backup => Lines.FirstOrDefault(l => l.Option.IsBackup)?.Option;
    public IEnumerable<PaymentOption> RunningOut => Lines.Select(l => l.Option).Where(o => o.StandingOn(Today) is CardStanding.Soon or CardStanding.RunOut);
}
