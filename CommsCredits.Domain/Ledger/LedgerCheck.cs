namespace CommsCredits.Domain.Ledger;

/// <summary>
/// Reads a whole ledger in order and says the first thing that does not hold: a gap, a hash, an amount, a lot below zero (R3). It derives lots and overdraft from the
/// entries alone, so that what is stored can be compared with them (R3.5).
/// </summary>
public sealed class LedgerCheck(Organization organization)
{
    /// <summary>A lot's end is stored once and not moved by later time-zone data (R4.1); zones move a midnight by hours, not by days.</summary>
    private static readonly TimeSpan s_zoneDataMoves = TimeSpan.FromHours(26);

    private readonly Dictionary<int, CreditLot> _lots = [];
    private readonly Dictionary<int, long> _lastMoved = [];
    private byte[] _hash = EntryHash.Origin(organization);
    private DateTime _posted = DateTime.MinValue;

    public long Entries { get; private set; }
    public Money Overdraft { get; private set; }

    /// <summary>As <see cref="CreditPool.LatestOwed"/>.</summary>
    public DateTime? LatestOwed { get; private set; }

    /// <summary>As <see cref="CreditPool.TakenOver"/>.</summary>
    public Money TakenOver { get; private set; }
    public IReadOnlyCollection<CreditLot> Lots => _lots.Values;
    public ReadOnlySpan<byte> HeadHash => _hash;

    /// <summary>Takes the next entry; answers the fault it shows, or null.</summary>
    public LedgerFault? Add(LedgerEntry entry)
    {
        if (entry.Sequence != Entries + 1) return Fault(Entries + 1, "EntryMissing", entry.Sequence);
        if (!EntryHash.Of(_hash, entry).AsSpan().SequenceEqual(entry.Hash.Span)) return Fault(entry.Sequence, "HashDiffers");
        if (!entry.Amount.IsPositive) return Fault(entry.Sequence, "AmountNotPositive", entry.Amount);
        if (entry.Posted < _posted) return Fault(entry.Sequence, "PostedRunsBackwards");
        (Entries, _hash, _posted) = (entry.Sequence, entry.Hash.ToArray(), entry.Posted);
        var posting = new Posting(entry.From, entry.To, entry.Amount, entry.Kind, entry.Effective);
        if (entry.From == Book.Overdraft) Overdraft += entry.Amount;
        if (entry.To == Book.Overdraft) Overdraft -= entry.Amount;
        TakenOver = CreditPool.TakenOverAfter(TakenOver, posting);
        if (TakenOver.IsNegative) return Fault(entry.Sequence, "TakenOverBelowZero", TakenOver);
        LatestOwed = CreditPool.LatestOwedAfter(LatestOwed, posting, Overdraft);
        if (Overdraft.IsNegative) return Fault(entry.Sequence, "OverdraftBelowZero", Overdraft);
        if (entry.From == Book.Funding && !entry.To.IsLot) return Fault(entry.Sequence, "FundingWithoutLot", entry.To);
        if (entry.From == Book.Funding && !Open(entry)) return Fault(entry.Sequence, "LotTwice", entry.To);
        return Move(entry.From, entry, posting) ?? Move(entry.To, entry, posting);
    }

    /// <summary>After the last entry: the head on the pool row, and every stored lot and the stored overdraft, against what the entries give.</summary>
    public LedgerFault? Finish(long headSequence, ReadOnlySpan<byte> headHash, PoolFigures stored, IEnumerable<CreditLot> storedLots)
    {
        if (headSequence != Entries) return Fault(Math.Min(headSequence, Entries) + 1, headSequence > Entries ? "TailCut" : "HeadBehind", headSequence, Entries);
        if (!headHash.SequenceEqual(_hash)) return Fault(Entries, "HeadHashDiffers");
        if (stored.LatestOwed != LatestOwed) return Fault(Entries, "LatestOwedDiffers", stored.LatestOwed ?? DateTime.MinValue, LatestOwed ?? DateTime.MinValue);
        if (stored.Overdraft != Overdraft) return Fault(Entries, "OverdraftDiffers", stored.Overdraft, Overdraft);
        if (stored.TakenOver != TakenOver) return Fault(Entries, "TakenOverDiffers", stored.TakenOver, TakenOver);
        var rows = storedLots.ToDictionary(l => l.Number);
        foreach (var lot in _lots.Values.OrderBy(l => l.Number))
            if (!rows.Remove(lot.Number, out var row) || !IsSame(row, lot)) return Fault(_lastMoved[lot.Number], "LotDiffers", lot.Number, row?.Left ?? Money.Zero, lot.Left);
        return rows.Count > 0 ? Fault(Entries, "LotWithoutPurchase", rows.Keys.Min()) : null;
    }

    private static bool IsSame(CreditLot stored, CreditLot derived) =>
        stored with { End = derived.End } == derived && (stored.End - derived.End).Duration() < s_zoneDataMoves;

    private bool Open(LedgerEntry entry) =>
        _lots.TryAdd(entry.To.LotNumber, CreditLot.Bought(entry.To.LotNumber, entry.Amount, entry.Effective, organization.Calendar));

    private LedgerFault? Move(Book book, LedgerEntry entry, in Posting posting)
    {
        if (!book.IsLot) return null;
        if (!_lots.TryGetValue(book.LotNumber, out var lot)) return Fault(entry.Sequence, "LotUnknown", book);
        lot = lot.After(posting);
        _lots[book.LotNumber] = lot;
        _lastMoved[book.LotNumber] = entry.Sequence;
        return lot.Left.IsNegative || lot.Lapsed.IsNegative ? Fault(entry.Sequence, "LotBelowZero", book, lot.Left) : null;
    }

    private static LedgerFault Fault(long sequence, string code, params object[] figures) => new(sequence, code, figures);
}

/// <summary>The first thing in the books that does not hold, with the number of its entry.</summary>
public sealed record LedgerFault(long Sequence, string Code, IReadOnlyList<object> Figures)
{
    /// <summary>Every code there is; a text <c>LedgerFault_{code}</c> must exist for each.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    [
        "EntryMissing", "HashDiffers", "AmountNotPositive", "PostedRunsBackwards", "OverdraftBelowZero", "TakenOverBelowZero", "FundingWithoutLot", "LotTwice", "LotUnknown", "LotBelowZero", "TailCut", "HeadBehind",
        "HeadHashDiffers", "LatestOwedDiffers", "OverdraftDiffers", "TakenOverDiffers", "LotDiffers", "LotWithoutPurchase", "EntryUnreadable", "RowUnreadable", "PoolDiffers", "DaySumsDiffer", "CallSumsDiffer", "UsageSumsDiffer", "MonthDiffers", "AuditDiffers",
        "TrailHeadDiffers", "StateDiffers", "PostingsDiffer",
    ];

    public override string ToString() => $"entry {Sequence}: {Code} {string.Join(' ', Figures)}".TrimEnd();
}
