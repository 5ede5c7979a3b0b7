using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data.Rows;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Which calls are asked for; null leaves a condition out. Days are the organization's, both included.</summary>
public sealed record CallFilter
{
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public UsageKind? Kind { get; init; }
    public CallState? State { get; init; }

    /// <summary>A part of the person's name, in any case.</summary>
    public string? Person { get; init; }

    /// <summary>Digits of the number called. Left out for whoever may not see numbers whole: searching would tell them (R14.3).</summary>
    public string? Number { get; init; }
    public Guid? ImportId { get; init; }

    /// <summary>Only charged calls that agree with another in all but the usage id (R9.10).</summary>
    public bool IsTwin { get; init; }
}

/// <summary>A page of calls, newest first.</summary>
public sealed record CallList(Organization Organization, int Total, int Charged, int First, IReadOnlyList<CallLine> Lines)
{
    public Currency Currency => Organization.Currency;
    public LocalCalendar Calendar => Organization.Calendar;
}

/// <summary>One call as the actor may see it.</summary>
public sealed record CallLine(string UsageId, DateTime Start, int Seconds, CallState State, FreeReason? FreeReason, UsageKind? Kind, string CallType, Money Charge,
    string? PersonName, string? DestinationName, string? Number)
{
    /// <summary>Another charged call agrees with it in all but the usage id (R9.10).</summary>
    public bool IsTwin { get; init; }
}

/// <summary>Why a call cost what it cost, and where it came from.</summary>
/// <param name="Stands">What stands of its charge after corrections; null for whoever may not see the ledger.</param>
/// <param name="Paid">Whose money that is; empty for whoever may not see the ledger, and where nothing stands.</param>
/// <param name="Compared">What the organization's own list says where the source charged; null elsewhere.</param>
public sealed record CallDetail(Explanation Explanation, string Capability, string? CallerNumber, Money? ByDeck, Guid ImportId, string? FileName, int Line, long? EntrySequence, Money? Stands, IReadOnlyList<CallPayer> Paid,
    ListComparison? Compared);
