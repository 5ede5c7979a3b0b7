using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Rating;

namespace CommsCredits.Web.Features.Ledger;

/// <summary>A page of entries, the latest posted first.</summary>
/// <param name="First">How many entries stand before the page.</param>
/// <param name="Lots">The numbers of all lots, for choosing.</param>
public sealed record LedgerList(Currency Currency, LocalCalendar Calendar, DateTime Now, long Entries, int Total, int First, IReadOnlyList<LedgerLine> Lines, IReadOnlyList<int> Lots);

/// <param name="Change">What the entry did to the pool: plus in, minus out, zero within it.</param>
/// <param name="After">The pool's book balance after it, in posting order.</param>
public sealed record LedgerLine(long Sequence, DateTime Effective, Book From, Book To, Money Amount, Money Change, Money After, EntryKind Kind, bool IsLate, Cause Cause);

/// <summary>What outside the ledger caused an entry; what is unknown is null.</summary>
public sealed record Cause
{
    public string? Person { get; init; }
    public string? Destination { get; init; }
    public PaymentMethod? Method { get; init; }
    public string? Option { get; init; }
    public bool IsAutomatic { get; init; }
    public string? PaymentReference { get; init; }
    public DateOnly? LastUsableDay { get; init; }
    public string? Reason { get; init; }

    /// <summary>The bank's number of a dispute.</summary>
    public string? Dispute { get; init; }

    public static readonly Cause None = new();
}

/// <summary>One entry with all that explains it.</summary>
/// <param name="Stands">What stands of the charge of the call behind it; null where there is none.</param>
/// <param name="After">The pool's book balance after it, in posting order.</param>
public sealed record EntryDetail(Organization Organization, LedgerEntry Entry, Cause Cause, string? ActorName, CallFacts? Call, IReadOnlyList<LotShare> Shares, ChainLink? Previous, ChainLink? Next, bool Fits, Money? Stands, Money After)
{
    /// <summary>The pool's book balance before it, in posting order.</summary>
    public Money Before => After - Entry.Change;

    public Currency Currency => Organization.Currency;
    public LocalCalendar Calendar => Organization.Calendar;
}

/// <summary>The call behind a charge, as the actor may see it.</summary>
public sealed record CallFacts(DateTime Start, int Seconds, string CallType, string? Number, string? CallerNumber, Guid ImportId, string? FileName, int Line, Explanation Explanation);

/// <summary>What one book gave for the whole charge, in the order in which they paid.</summary>
public sealed record LotShare(Book From, Money Amount, Money? Before, Money? After, DateOnly? LastUsableDay);

public sealed record ChainLink(long Sequence, byte[] Hash);
