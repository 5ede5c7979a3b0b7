namespace CommsCredits.Domain.Ledger;

/// <summary>
/// One movement of money between two books (R3.1, R3.2). Never changed, never deleted. <see cref="Hash"/> covers every other field and the hash before it (R3.4).
/// </summary>
public sealed record LedgerEntry
{
    /// <summary>1, 2, 3 ... without a gap in its organization; the order of posting.</summary>
    public required long Sequence { get; init; }
    public required Book From { get; init; }
    public required Book To { get; init; }

    /// <summary>Positive.</summary>
    public required Money Amount { get; init; }
    public required EntryKind Kind { get; init; }

    /// <summary>When it happened (R3.3), UTC, whole microseconds.</summary>
    public required DateTime Effective { get; init; }

    /// <summary>When it was written, UTC, whole microseconds; never runs backwards.</summary>
    public required DateTime Posted { get; init; }
    public required Month BookingMonth { get; init; }

    /// <summary>True where the month of the effective time was closed already (R12.2).</summary>
    public required bool IsLate { get; init; }

    /// <summary>What outside the ledger caused it: <c>topup:…</c>, <c>call:…</c>, <c>lot:3</c>, <c>correction:…</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>Shared by all entries of one posting (R3.6).</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>SHA-256 over what was asked; the same key with another hash is refused (R3.6).</summary>
    public required ReadOnlyMemory<byte> ContentHash { get; init; }

    /// <summary>An opaque id.</summary>
    public required string ActorId { get; init; }
    public required ReadOnlyMemory<byte> Hash { get; init; }

    /// <summary>What it did to the pool's book balance.</summary>
    public Money Change => ChangeOf(From, To, Amount);

    /// <summary>Money between a lot and the overdraft stays in the pool; all else that touches the pool changes its balance (R1).</summary>
    public static Money ChangeOf(Book from, Book to, Money amount) => from.IsPool == to.IsPool ? Money.Zero : to.IsPool ? amount : -amount;

    /// <summary>An instant of the day that it belongs to: a lot's end is the first instant after its last usable day, and a lapse belongs to that day (R4.4).</summary>
    public DateTime Within => Kind is EntryKind.Expiry or EntryKind.ExpiryReversal ? Effective.AddTicks(-1) : Effective;
}
