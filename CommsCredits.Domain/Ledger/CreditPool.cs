using CommsCredits.Domain.Calls;

namespace CommsCredits.Domain.Ledger;

/// <summary>
/// The prepaid money of one organization and the rules that move it (R4, R5). Given the lots and the overdraft, each method answers the postings that
/// a deed makes and leaves the pool as it is after them; nothing is read, nothing is written. The same postings on the same pool give the same pool.
/// </summary>
public sealed partial class CreditPool
{
    private readonly List<CreditLot> _lots;
    private readonly DateTime? _postpaidSince;

    /// <param name="lots">Every lot that holds money, and those that may pay late usage or take money back as far as <paramref name="knowsFrom"/> says.</param>
    /// <param name="knowsFrom">
    /// Every lot is there that may pay a call from this instant on. A call from before, or an undone charge, may need others (<see cref="Include"/>) and throws. By default nothing is missing.
    /// </param>
    /// <param name="postpaidSince">When the organization moved to billing after use (R8.1); null: it has not.</param>
    /// <param name="takenOver">As <see cref="TakenOver"/>.</param>
    public CreditPool(IEnumerable<CreditLot> lots, Money overdraft, DateTime? latestOwed = null, DateTime? postpaidSince = null, Money takenOver = default,
        DateTime knowsFrom = default)
    {
        LatestOwed = latestOwed;
        _lots = [.. lots];
        _lots.Sort(InDrawOrder);
        Overdraft = overdraft;
        _postpaidSince = postpaidSince;
        TakenOver = takenOver;
        KnowsFrom = knowsFrom;
    }

    /// <summary>Every lot is known that may pay a call from this instant on; the smallest instant: all lots are.</summary>
    public DateTime KnowsFrom { get; private set; }

    /// <summary>Lots that were not needed until now. One that is there already stays as it is.</summary>
    public void Include(IEnumerable<CreditLot> lots, DateTime knowsFrom)
    {
        _lots.AddRange(lots.Where(l => !_lots.Exists(known => known.Number == l.Number)));
        _lots.Sort(InDrawOrder);
        if (knowsFrom < KnowsFrom) KnowsFrom = knowsFrom;
    }

    /// <summary>What calls took beyond the lots; zero or positive (R5).</summary>
    public Money Overdraft { get; private set; }

    /// <summary>The latest time at which a call went into the overdraft since that was last zero; null while nothing is owed. Says when a purchase may repay (R3.3).</summary>
    public DateTime? LatestOwed { get; private set; }

    /// <summary>What the move to billing after use took over of the overdraft, less what was given back to it since; zero or positive (R8.1).</summary>
    public Money TakenOver { get; private set; }

    /// <summary>In the order in which they pay: earliest end, then oldest purchase, then lowest number (R4.3).</summary>
    public IReadOnlyList<CreditLot> Lots => _lots;

    /// <summary>What all lots hold less the overdraft (R1). Statements use it.</summary>
    public Money BookBalance => _lots.Select(l => l.Left).Total() - Overdraft;

    /// <summary>What the lots that have not ended hold, less the overdraft, less open holds (R1). Decisions use it; it is never stored (R3.5).</summary>
    public Money UsableBalance(DateTime at, Money holds = default) => _lots.Where(l => !l.HasEndedAt(at)).Select(l => l.Left).Total() - Overdraft - holds;

    /// <summary>
    /// A purchase: <c>Funding -> Lot(n)</c> at the purchase, then what the lot makes good of the overdraft, at the purchase too (R3.3, R5.2). Where a call that is owed for began after
    /// the day of a purchase recorded later, the repayment is effective now: it cannot stand before the debt. A lot that had ended when it is booked repays nothing.
    /// </summary>
    public IReadOnlyList<Posting> Grant(CreditLot lot, EntryKind kind, DateTime now)
    {
        if (kind is not (EntryKind.Purchase or EntryKind.OpeningLot)) throw new ArgumentException($"{kind} makes no lot.", nameof(kind));
        if (!lot.Amount.IsPositive || !lot.Available.IsZero) throw new ArgumentException("A lot begins empty, with a positive amount.", nameof(lot));
        if (_lots.Exists(l => l.Number == lot.Number)) throw new ArgumentException($"Lot {lot.Number} exists.", nameof(lot));
        _lots.Add(lot);
        _lots.Sort(InDrawOrder);
        var postings = new List<Posting>(2);
        Post(postings, new(Book.Funding, Book.Lot(lot.Number), lot.Amount, kind, lot.Purchased));
        if (!lot.HasEndedAt(now)) RepayFrom(lot.Number, LatestOwed > lot.Purchased && now > lot.Purchased ? now : lot.Purchased, EntryKind.Repayment, postings);
        return postings;
    }

    /// <summary>A charged call. See <see cref="Draw(UsageKind, Money, DateTime, List{Posting})"/>.</summary>
    public IReadOnlyList<Posting> Draw(UsageKind kind, Money charge, DateTime start)
    {
        var postings = new List<Posting>(1);
        Draw(kind, charge, start, postings);
        return postings;
    }

    /// <summary>
    /// A charged call takes its charge from the lots that had not ended when it started, then from the overdraft, or from <c>Postpaid</c> after the move (R4.3, R8.1).
    /// Lapsed money of such a lot is reversed for what is needed (R4.5). Appends to <paramref name="postings"/>: a batch uses one list.
    /// </summary>
    public void Draw(UsageKind kind, Money charge, DateTime start, List<Posting> postings) =>
        Draw(kind, charge, start, start, EntryKind.Usage, postings);

    /// <summary>What lots that ended still hold lapses: <c>Lot(n) -> Expired</c> at each lot's end (R4.4). Nothing due, nothing posted.</summary>
    public IReadOnlyList<Posting> ExpireDue(DateTime now) => LapseDue(now);

    /// <summary>The move to billing after use: what is owed becomes <c>Postpaid -> Overdraft</c> (R8.1). Later draws need a pool made as postpaid.</summary>
    public IReadOnlyList<Posting> MoveToPostpaid(DateTime now)
    {
        var postings = new List<Posting>();
        if (Overdraft.IsPositive) Post(postings, new(Book.Postpaid, Book.Overdraft, Overdraft, EntryKind.MoveToPostpaid, now));
        return postings;
    }

    /// <summary>Throws <see cref="PoolBrokenException"/> unless no lot is below zero and an overdraft stands beside empty open lots only (R4.3, R5.2).</summary>
    public void AssertSound(DateTime now)
    {
        if (Overdraft.IsNegative) throw new PoolBrokenException($"The overdraft is {Overdraft}.");
        foreach (var lot in _lots)
        {
            if (lot.Left.IsNegative || lot.Lapsed.IsNegative) throw new PoolBrokenException($"Lot {lot.Number} holds {lot.Left}, lapsed {lot.Lapsed}.");
            if (Overdraft.IsPositive && lot.Left.IsPositive && !lot.HasEndedAt(now))
                throw new PoolBrokenException($"The overdraft is {Overdraft} while open lot {lot.Number} holds {lot.Left}.");
        }
    }

    private void DemandKnown(DateTime start)
    {
        if (start < KnowsFrom) throw new PoolBrokenException($"Lots that ended before {KnowsFrom:O} are not known; one of them may have to do with {start:O}.");
    }

    private List<Posting> LapseDue(DateTime now)
    {
        var postings = new List<Posting>();
        foreach (var lot in _lots.ToArray())
            if (lot.HasEndedAt(now) && lot.Left.IsPositive)
                Post(postings, new(Book.Lot(lot.Number), Book.Expired, lot.Left, EntryKind.Expiry, lot.End, lot.LastUsableDay));
        return postings;
    }

    private void Draw(UsageKind kind, Money charge, DateTime start, DateTime effective, EntryKind entryKind, List<Posting> postings)
    {
        if (!charge.IsPositive) throw new ArgumentOutOfRangeException(nameof(charge), "A charge of zero makes no entry (R3.1).");
        DemandKnown(start);
        var owed = charge;
        var throughOverdraft = Money.Zero;
        List<Posting>? madeGood = null;
        for (var i = 0; i < _lots.Count && owed.IsPositive; i++)
        {
            var lot = _lots[i];
            if (lot.End <= start || lot.Available.IsZero) continue;
            var share = Money.Min(owed, lot.Available);
            owed -= share;
            var (direct, later) = Parts(lot, share, effective);
            ReverseLapse(lot, share, later, entryKind, effective, postings);
            if (direct.IsPositive) Post(postings, new(Book.Lot(lot.Number), Book.Usage(kind), direct, entryKind, effective));
            throughOverdraft += share - direct;
            foreach (var part in later)
                (madeGood ??= []).Add(new(Book.Lot(lot.Number), Book.Overdraft, part.Left, EntryKind.Repayment, part.At));
        }
        if (owed.IsPositive && _postpaidSince is not null) Post(postings, new(Book.Postpaid, Book.Usage(kind), owed, entryKind, effective));
        else throughOverdraft += owed;
        if (throughOverdraft.IsPositive) Post(postings, new(Book.Overdraft, Book.Usage(kind), throughOverdraft, entryKind, effective));
        if (madeGood is null) return;
        foreach (var repayment in madeGood) Post(postings, repayment);
    }

    /// <summary>
    /// What of a lot's share was there when the call started, and what came later: with the purchase, or with a return, each at its instant. The call gets the latter through the overdraft (R4.3).
    /// </summary>
    private static (Money Direct, List<DatedAmount> Later) Parts(CreditLot lot, Money share, DateTime start)
    {
        var direct = Money.Min(share, lot.AvailableAt(start));
        var (later, missing) = (new List<DatedAmount>(), share - direct);
        if (lot.Purchased > start) Take(lot.Purchased, lot.Available - lot.Returns.Total);
        foreach (var came in lot.Returns.All)
            if (came.At > start) Take(came.At, came.Left);
        return (direct, later);

        void Take(DateTime at, Money most)
        {
            var part = Money.Min(missing, most);
            if (!part.IsPositive) return;
            later.Add(new(at, part));
            missing -= part;
        }
    }

    /// <summary>
    /// What the lot no longer holds of a share is taken back from <c>Expired</c>, each part at the time at which it expired (R3.3): with the lot's end, or where it came back after that, at once then.
    /// A correction does it all now (R12.2).
    /// </summary>
    private void ReverseLapse(CreditLot lot, Money share, List<DatedAmount> later, EntryKind entryKind, DateTime effective, List<Posting> postings)
    {
        var needed = share - lot.Left;
        if (!needed.IsPositive) return;
        if (entryKind == EntryKind.Correction)
        {
            Post(postings, new(Book.Expired, Book.Lot(lot.Number), needed, EntryKind.Correction, effective));
            return;
        }
        var held = lot.Left;
        var cameLater = later.Where(p => p.At >= lot.End).ToList();
        Reverse(share - cameLater.Select(p => p.Left).Total(), lot.End, lot.LastUsableDay);
        foreach (var part in cameLater) Reverse(part.Left, part.At, null);

        void Reverse(Money part, DateTime expired, DateOnly? lapseDay)
        {
            var fromHeld = Money.Min(part, held);
            held -= fromHeld;
            if (part > fromHeld) Post(postings, new(Book.Expired, Book.Lot(lot.Number), part - fromHeld, EntryKind.ExpiryReversal, expired, lapseDay));
        }
    }

    private void RepayFrom(int number, DateTime effective, EntryKind kind, List<Posting> postings)
    {
        var repaid = Money.Min(Overdraft, Find(number).Left);
        if (repaid.IsPositive) Post(postings, new(Book.Lot(number), Book.Overdraft, repaid, kind, effective));
    }

    private void Post(List<Posting> postings, in Posting posting)
    {
        postings.Add(posting);
        Apply(posting);
    }

    private void Apply(in Posting posting)
    {
        if (posting.From.IsLot) Move(posting.From.LotNumber, posting);
        if (posting.To.IsLot) Move(posting.To.LotNumber, posting);
        if (posting.From == Book.Overdraft) Overdraft += posting.Amount;
        if (posting.To == Book.Overdraft) Overdraft -= posting.Amount;
        TakenOver = TakenOverAfter(TakenOver, posting);
        LatestOwed = LatestOwedAfter(LatestOwed, posting, Overdraft);
    }

    /// <summary>What a posting makes of <see cref="LatestOwed"/>; the check of the books derives it by the same words. A repayment that is undone makes no new debt.</summary>
    internal static DateTime? LatestOwedAfter(DateTime? before, in Posting posting, Money overdraft)
    {
        if (!overdraft.IsPositive) return null;
        var isNewDebt = posting.From == Book.Overdraft && !posting.To.IsLot && posting.To != Book.Postpaid;
        return isNewDebt && !(before > posting.Effective) ? posting.Effective : before;
    }

    /// <summary>What a posting makes of <see cref="TakenOver"/>; the check of the books derives it by the same words.</summary>
    internal static Money TakenOverAfter(Money before, in Posting posting) =>
        posting.From == Book.Postpaid && posting.To == Book.Overdraft ? before + posting.Amount
        : posting.From == Book.Overdraft && posting.To == Book.Postpaid ? before - posting.Amount
        : before;

    private void Move(int number, in Posting posting)
    {
        var index = IndexOf(number);
        _lots[index] = _lots[index].After(posting);
    }

    private CreditLot Find(int number) => _lots[IndexOf(number)];

    private int IndexOf(int number)
    {
        for (var i = 0; i < _lots.Count; i++)
            if (_lots[i].Number == number) return i;
        throw new ArgumentException($"There is no lot {number}.", nameof(number));
    }

    private static int InDrawOrder(CreditLot a, CreditLot b)
    {
        var order = a.End.CompareTo(b.End);
        if (order == 0) order = a.Purchased.CompareTo(b.Purchased);
        return order == 0 ? a.Number.CompareTo(b.Number) : order;
    }
}

/// <summary>What a pool keeps beside its lots, as stored with each posting (R3.5): see the properties of <see cref="CreditPool"/>.</summary>
public readonly record struct PoolFigures(Money Overdraft, DateTime? LatestOwed, Money TakenOver)
{
    public static PoolFigures Of(CreditPool pool) => new(pool.Overdraft, pool.LatestOwed, pool.TakenOver);
}

/// <summary>A rule of the pool does not hold: a defect, never an answer to a person. Nothing is written.</summary>
public sealed class PoolBrokenException(string message) : Exception(message);
