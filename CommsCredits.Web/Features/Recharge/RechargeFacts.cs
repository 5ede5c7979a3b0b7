using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Insight;

namespace CommsCredits.Web.Features.Recharge;

/// <summary>The rule as it is stored and the facts that it is worked with.</summary>
public sealed record RechargeFacts
{
    public required Organization Organization { get; init; }
    public required FundingLimits Limits { get; init; }

    /// <summary>Null where nobody has set one.</summary>
    public RechargeRule? Rule { get; init; }
    public DateTime? OnSince { get; init; }
    public required Dunning Dunning { get; init; }

    /// <summary>Since when a recharge waits for a person, because of what imports took (R7.9).</summary>
    public DateTime? HeldSince { get; init; }

    /// <summary>Of the last automatic top-up that failed, as the bank gave it.</summary>
    public string? LastDecline { get; init; }

    /// <summary>What may be charged without a person.</summary>
    public required IReadOnlyList<PaymentOption> Options { get; init; }
    public required RechargeSituation Situation { get; init; }

    /// <summary>When the rule that is on will likely fire if nothing else is added; null where nobody can say, or it is at its trigger.</summary>
    public DayBand? Fires { get; init; }

    public Currency Currency => Organization.Currency;
    public LocalCalendar Calendar => Organization.Calendar;
    public bool IsOn => Rule is { IsOn: true };
}

/// <summary>One stored look at the rule (R7.8). <see cref="TopUp"/> is what it bought, as it stands now.</summary>
public sealed record DecisionLine(long Id, DateTime At, RechargeCause Cause, RechargeOutcome Outcome, Money Counted, Money Trigger, Money Amount, TopUp? TopUp);

/// <summary>A decision with the questions it asked.</summary>
public sealed record DecisionTrace(DecisionLine Line, IReadOnlyList<DecisionStep> Steps);

/// <summary>One page of the decisions, and which outcomes there are to choose from.</summary>
public sealed record DecisionPart(IReadOnlyList<DecisionLine> Rows, int Page, int Total, IReadOnlyList<RechargeOutcome> Outcomes)
{
    public const int Size = 10;

    public int First => Rows.Count == 0 ? 0 : (Page - 1) * Size + 1;
    public int Last => First == 0 ? 0 : First + Rows.Count - 1;
    public bool HasNext => Page * Size < Total;
}
