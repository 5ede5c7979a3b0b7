using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Insight;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Ledger.Mending;

namespace CommsCredits.Web.Features.Funding;

/// <summary>What the funding page shows before anything is asked: the open lots, the balance, and what the form needs.</summary>
public sealed record FundingFacts
{
    public required Organization Organization { get; init; }
    public required FundingLimits Limits { get; init; }
    public required DateTime Now { get; init; }
    public required Money Usable { get; init; }
    public required int NextLot { get; init; }

    /// <summary>Not ended and not used up, in the order in which they pay (R4.3).</summary>
    public required IReadOnlyList<LotLine> Open { get; init; }
    public required IReadOnlyList<PaymentOption> Options { get; init; }
    public required bool RechargeIsOn { get; init; }
    public required Money RechargeTrigger { get; init; }

    /// <summary>What the organization's own days say of what is ahead; null until a whole day has passed.</summary>
    public Outlook? Outlook { get; init; }

    public Currency Currency => Organization.Currency;
    public LocalCalendar Calendar => Organization.Calendar;
    public DateOnly Today => Organization.Calendar.DayOf(Now);
}

/// <summary>A lot with the top-up that made it; null where the books know of none.</summary>
public sealed record LotLine(CreditLot Lot, TopUpLine? Source);

/// <summary>A top-up as a list shows it. <see cref="RequestedBy"/> is an actor's id, <see cref="Person"/> its name where one is known.</summary>
public sealed record TopUpLine(TopUp TopUp, PaymentOption? Option, string RequestedBy, string? Person);

/// <summary>What one lot paid, by the book that got it, less what came back; largest first. And what its payer's bank did (R6.8).</summary>
public sealed record LotUse(IReadOnlyList<LotUseLine> Lines, Money Used, int Calls, IReadOnlyList<Dispute> Disputes);

public sealed record LotUseLine(Book Book, Money Amount);

/// <summary>One page of a list and how many rows there are in all.</summary>
public sealed record FundingPart<T>(IReadOnlyList<T> Rows, int Page, int Total)
{
    public const int Size = 20;

    public int First => Total == 0 ? 0 : (Page - 1) * Size + 1;
    public int Last => First == 0 ? 0 : First + Rows.Count - 1;
    public bool HasNext => Page * Size < Total;
}
