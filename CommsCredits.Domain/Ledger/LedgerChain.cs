namespace CommsCredits.Domain.Ledger;

/// <summary>
/// The end of an organization's ledger, where postings become entries: the next number, a posted time that never runs backwards, a booking month and a hash (R3.2-R3.4).
/// </summary>
public sealed class LedgerChain(long sequence, byte[] hash, DateTime lastPosted, BookingMonths months)
{
    public long Sequence { get; private set; } = sequence;
    public byte[] Hash { get; private set; } = hash;
    public DateTime LastPosted { get; private set; } = lastPosted;

    public static LedgerChain Empty(Organization organization) =>
        new(0, EntryHash.Origin(organization), DateTime.UnixEpoch, new(organization, null));

    public LedgerEntry Append(in Posting posting, DateTime now, string reference, string key, byte[] contentHash, string actorId)
    {
        if (!posting.Amount.IsPositive) throw new PoolBrokenException($"{posting} moves nothing.");
        var (month, isLate) = months.Of(posting);
        var posted = Instants.Cut(now);
        if (posted < LastPosted) posted = LastPosted;
        var entry = new LedgerEntry
        {
            Sequence = Sequence + 1, From = posting.From, To = posting.To, Amount = posting.Amount, Kind = posting.Kind, Effective = Instants.Cut(posting.Effective),
            Posted = posted, BookingMonth = month, IsLate = isLate, Reference = reference, IdempotencyKey = key, ContentHash = contentHash, ActorId = actorId, Hash = default,
        };
        entry = entry with { Hash = EntryHash.Of(Hash, entry) };
        (Sequence, Hash, LastPosted) = (entry.Sequence, entry.Hash.ToArray(), posted);
        return entry;
    }
}
