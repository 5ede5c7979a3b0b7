using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;

namespace CommsCredits.Web.Data.Rows;

/// <summary>The row that whoever writes holds first: the head of the chain and the overdraft (R3.4, R3.5).</summary>
public sealed class PoolRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }
    public required long HeadSequence { get; set; }
    public required byte[] HeadHash { get; set; }
    public required DateTime LastPosted { get; set; }
    public required Money Overdraft { get; set; }
    public DateTime? LatestOwed { get; set; }
    public Money TakenOver { get; set; }
    public required int LastLot { get; set; }

    /// <summary>The usable balance that notices and the recharge rule saw last: what the next one is compared with (R13.2). Not a balance to decide by (R3.5).</summary>
    public Money BalanceSeen { get; set; }
    public Month? LastClosed { get; set; }

    /// <summary>The pool as it was left, with these lots: all of them, or as far as <see cref="CreditPool.KnowsFrom"/> says.</summary>
    public CreditPool ToDomain(IEnumerable<LotRow> lots, Organization organization, DateTime knowsFrom = default) =>
        new(lots.Select(l => l.ToDomain()), Overdraft, LatestOwed, organization.PostpaidSince, TakenOver, knowsFrom);

    /// <summary>The newest row of the audit trail, and its hash: rows cannot be taken off its end unnoticed.</summary>
    public long AuditSequence { get; set; }
    public byte[] AuditHash { get; set; } = [];
}

public sealed class LotRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }
    public required int Number { get; init; }
    public required Money Amount { get; init; }
    public required DateTime Purchased { get; init; }
    public required DateOnly PurchaseDay { get; init; }
    public required DateOnly LastUsableDay { get; init; }
    public required DateTime End { get; init; }
    public Money Left { get; set; }
    public Money Lapsed { get; set; }
    public Money Used { get; set; }
    public Money PaidBack { get; set; }
    public DatedAmounts Repayments { get; set; } = DatedAmounts.None;
    public DatedAmounts Returns { get; set; } = DatedAmounts.None;

    public static LotRow Of(Guid organizationId, CreditLot lot)
    {
        var row = new LotRow
        {
            OrganizationId = organizationId, Number = lot.Number, Amount = lot.Amount, Purchased = lot.Purchased, PurchaseDay = lot.PurchaseDay,
            LastUsableDay = lot.LastUsableDay, End = lot.End,
        };
        row.Take(lot);
        return row;
    }

    /// <summary>Stores what entries did to the lot.</summary>
    public void Take(CreditLot lot) =>
        (Left, Lapsed, Used, PaidBack, Repayments, Returns) = (lot.Left, lot.Lapsed, lot.Used, lot.PaidBack, lot.Repayments, lot.Returns);

    public CreditLot ToDomain() => new()
    {
        Number = Number, Amount = Amount, Purchased = Purchased, PurchaseDay = PurchaseDay, LastUsableDay = LastUsableDay, End = End, Left = Left, Lapsed = Lapsed,
        Used = Used, PaidBack = PaidBack, Repayments = Repayments, Returns = Returns,
    };
}

/// <summary>A ledger entry as stored; the database refuses to change or delete it (R3.7).</summary>
public sealed class EntryRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }
    public required long Sequence { get; init; }
    public required Book From { get; init; }
    public required Book To { get; init; }
    public required Money Amount { get; init; }
    public required EntryKind Kind { get; init; }
    public required DateTime Effective { get; init; }
    public required DateTime Posted { get; init; }
    public required Month BookingMonth { get; init; }
    public required bool IsLate { get; init; }
    public required string Reference { get; init; }
    public required string IdempotencyKey { get; init; }
    public required byte[] ContentHash { get; init; }
    public required string ActorId { get; init; }
    public required byte[] Hash { get; init; }

    public static EntryRow Of(Guid organizationId, LedgerEntry entry) => new()
    {
        OrganizationId = organizationId, Sequence = entry.Sequence, From = entry.From, To = entry.To, Amount = entry.Amount, Kind = entry.Kind, Effective = entry.Effective,
        Posted = entry.Posted, BookingMonth = entry.BookingMonth, IsLate = entry.IsLate, Reference = entry.Reference, IdempotencyKey = entry.IdempotencyKey,
        ContentHash = entry.ContentHash.ToArray(), ActorId = entry.ActorId, Hash = entry.Hash.ToArray(),
    };

    public LedgerEntry ToDomain() => new()
    {
        Sequence = Sequence, From = From, To = To, Amount = Amount, Kind = Kind, Effective = Effective, Posted = Posted, BookingMonth = BookingMonth, IsLate = IsLate,
        Reference = Reference, IdempotencyKey = IdempotencyKey, ContentHash = ContentHash, ActorId = ActorId, Hash = Hash,
    };
}

/// <summary>One wish and what it posted: the same key again is answered from here (R3.6). Calls are their own wish and have no row here.</summary>
public sealed class PostingRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }
    public required string Key { get; init; }

    /// <summary>The fields that were asked, as JSON: so that a key used again for something else can name what differs.</summary>
    public required string Content { get; init; }
    public required long FirstSequence { get; init; }
    public required long LastSequence { get; init; }
    public required DateTime Posted { get; init; }
}

/// <summary>A closed month: a numbered snapshot of its figures (R12.3, R12.4). Never changed, never deleted.</summary>
public sealed class ClosedMonthRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }
    public required Month Month { get; init; }
    public required int Number { get; init; }
    public required DateTime ClosedAt { get; init; }
    public required string ActorId { get; init; }
    public required long HeadSequence { get; init; }
    public required string HeadHash { get; init; }

    /// <summary>The newest row of the audit trail before the closing, and its hash; null in a month that was closed before they were kept.</summary>
    public long? TrailSequence { get; init; }
    public string? TrailHash { get; init; }
    public required Money Closing { get; init; }
    public required int AwaitingCount { get; init; }
    public required Money AwaitingAmount { get; init; }
    public required string Fingerprint { get; init; }

    /// <summary>Which values the fingerprint is over.</summary>
    public int FingerprintVersion { get; init; } = 1;

    public ClosedMonth ToDomain() => new(Month, ClosedAt, HeadSequence, HeadHash, Fingerprint, FingerprintVersion, TrailSequence is { } row && TrailHash is { } hash ? new(row, hash) : null);
}

/// <summary>
/// A paper of closed months as it left the house: its digest, so that the same file is known again also when a later version of the program prints other bytes (R12.4). One row for each digest.
/// </summary>
public sealed class StatementPrintRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }

    /// <summary>SHA-256 of the PDF, 64 hex digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>As <see cref="MonthSpan"/> writes it.</summary>
    public required string Period { get; init; }
    public required string Language { get; init; }
    public required string Paper { get; init; }
    public required string Fingerprint { get; init; }
    public required DateTime FirstPrinted { get; init; }
    public required string ActorId { get; init; }
}
