using CommsCredits.Domain.Calls;

namespace CommsCredits.Domain.Ledger;

public sealed partial class CreditPool
{
    /// <summary>
    /// A charge undone whole (R4.7): its entries last to first, each exactly: a repayment that it brought with it too. What is owed for it since goes to the overdraft that is left, then to those that repaid
    /// it, latest first: their repayment is undone (<c>Overdraft -> Lot(n)</c>). An open lot then repays remaining overdraft; an ended lot lapses the money again at once. Other calls are not drawn anew.
    /// As with every deed that is effective now, what is due lapses first: it makes no difference whether the job has run (R4.4).
    /// </summary>
    /// <param name="charge">All that was posted for the call, in posting order, earlier corrections too: only what stands is undone. Nothing stands: throws.</param>
    public IReadOnlyList<Posting> CreditBack(IReadOnlyList<Posting> charge, DateTime now)
    {
        DemandKnown(DateTime.MinValue);
        var postings = LapseDue(now);
        Return(charge, EntryKind.CreditBack, now, postings);
        Settle(EntryKind.Repayment, EntryKind.Expiry, now, postings);
        return postings;
    }

    /// <summary>
    /// A charge booked at another amount (R3.7, R12.2): undone and drawn again for the call's start, all of it now and under corrections. Zero undoes it and books nothing; where nothing stands - a
    /// call that was free, or was credited back - it is only drawn.
    /// </summary>
    public IReadOnlyList<Posting> Correct(IReadOnlyList<Posting> charge, UsageKind kind, Money amount, DateTime start, DateTime now)
    {
        DemandKnown(DateTime.MinValue);
        var stands = StandsOf(charge);
        if (amount.IsNegative || (amount.IsZero && stands.IsZero)) throw new ArgumentOutOfRangeException(nameof(amount));
        var postings = LapseDue(now);
        if (stands.IsPositive) Return(charge, EntryKind.Correction, now, postings);
        if (amount.IsPositive) Draw(kind, amount, start, now, EntryKind.Correction, postings);
        Settle(EntryKind.Repayment, EntryKind.Correction, now, postings);
        return postings;
    }

    /// <summary>What a call costs after all that was posted for it: the charge that stands since it was last undone.</summary>
    public static Money StandsOf(IReadOnlyList<Posting> charge) => Standing(charge).Where(p => p.To.IsUsage).Select(p => p.Amount).Total();

    /// <summary>
    /// Whose money the standing charge is, in the order in which it was taken: lots, the overdraft, or what is billed. A call from before a purchase went into the overdraft and brought its own repayment (R4.3): then the lot
    /// paid it. Together it is what stands.
    /// </summary>
    public static IReadOnlyList<(Book From, Money Amount)> PaidBy(IReadOnlyList<Posting> charge)
    {
        var standing = Standing(charge);
        var brought = standing.Find(p => p.To.IsUsage) is { Kind: EntryKind.Usage } ? standing.Where(p => p.To == Book.Overdraft).ToList() : [];
        var repaid = Money.Min(brought.Select(p => p.Amount).Total(), standing.Where(p => p.To.IsUsage && p.From == Book.Overdraft).Select(p => p.Amount).Total());
        var paid = standing.Where(p => p.To.IsUsage).Select(p => (p.From, p.Amount)).ToList();
        if (repaid.IsPositive)
        {
            paid.AddRange(brought.Select(p => (p.From, p.Amount)));
            paid.Add((Book.Overdraft, -repaid));
        }
        return [.. paid.GroupBy(p => p.From).Select(g => (g.Key, Amount: g.Select(p => p.Amount).Total())).Where(p => p.Amount.IsPositive)];
    }

    /// <summary>An admin's correction of one lot against <c>Corrections</c> (R3.7). More than the lot holds cannot be taken.</summary>
    public IReadOnlyList<Posting> Adjust(int lot, Money amount, DateTime now)
    {
        DemandKnown(DateTime.MinValue);
        var holds = Find(lot).HasEndedAt(now) ? Money.Zero : Find(lot).Left;
        if (amount.IsZero || -amount > holds) throw new ArgumentOutOfRangeException(nameof(amount));
        var postings = LapseDue(now);
        Post(postings, amount.IsPositive
            ? new(Book.Corrections, Book.Lot(lot), amount, EntryKind.Correction, now)
            : new(Book.Lot(lot), Book.Corrections, -amount, EntryKind.Correction, now));
        Settle(EntryKind.Repayment, EntryKind.Correction, now, postings);
        return postings;
    }

    /// <summary>
    /// The most that can be paid back from a lot: what is left, less what open holds need, rounded down to the currency's smallest unit (R6.7). Zero while there is overdraft, and for a lot that ended.
    /// </summary>
    public Money MostPayable(int lot, Money smallestUnit, DateTime now, Money holds = default)
    {
        if (Overdraft.IsPositive || Find(lot).HasEndedAt(now)) return Money.Zero;
        var most = Money.Max(Money.Min(Find(lot).Left, UsableBalance(now, holds)), Money.Zero);
        return new(most.Micros - most.Micros % smallestUnit.Micros);
    }

    /// <summary>Unused money of one lot leaves the pool to the payer (R6.7). The caller has checked holds, overdraft and rounding; more than the lot holds, or a lot that ended (R4.4), throws.</summary>
    public IReadOnlyList<Posting> PayBack(int lot, Money amount, DateTime now)
    {
        if (!amount.IsPositive || amount > Find(lot).Left || Find(lot).HasEndedAt(now)) throw new ArgumentOutOfRangeException(nameof(amount));
        if (Overdraft.IsPositive) throw new PoolBrokenException("Nothing is paid back while there is overdraft (R6.7).");
        var postings = new List<Posting>();
        Post(postings, new(Book.Lot(lot), Book.Refunded, amount, EntryKind.PaidBack, now));
        return postings;
    }

    private void Return(IReadOnlyList<Posting> charge, EntryKind kind, DateTime now, List<Posting> postings)
    {
        var standing = Standing(charge);
        var first = standing.Find(p => p.To.IsUsage);
        if (first == default) throw new ArgumentException("Nothing of the charge stands.", nameof(charge));
        // A call from before a purchase brought its own repayments (R4.3); after a correction a repayment is of what others owed.
        var owned = first.Kind == EntryKind.Usage ? standing.Where(p => p.To == Book.Overdraft).ToList() : [];
        var owed = -owned.Select(p => p.Amount).Total();
        foreach (var entry in standing.Where(p => p.To.IsUsage).Concat(owned).Reverse())
        {
            if (entry.From == Book.Overdraft) owed += entry.Amount;
            else if (entry.From == Book.Postpaid) Post(postings, new(first.To, Book.Postpaid, entry.Amount, kind, now));
            else if (entry.To == Book.Overdraft) owed += entry.Amount - UndoRepayment(first.To, entry.From.LotNumber, entry.Amount, kind, now, postings);
            else owed += entry.Amount - ReturnToLot(first.To, entry.From.LotNumber, entry.Amount, kind, now, postings);
        }
        if (!owed.IsPositive) return;
        // After the move calls go into the overdraft only with the repayment that they bring (R8.1): what is owed for one is from before it.
        ReturnDebt(first.To, owed, isFromBeforeTheMove: _postpaidSince is not null, kind, now, postings);
    }

    /// <summary>What was posted since the charge was last undone.</summary>
    private static List<Posting> Standing(IReadOnlyList<Posting> charge)
    {
        var standing = charge.ToList();
        standing.RemoveRange(0, standing.FindLastIndex(p => p.From.IsUsage) + 1);
        return standing;
    }

    /// <summary>Answers how much the lot took: never more than it paid.</summary>
    private Money ReturnToLot(Book source, int number, Money amount, EntryKind kind, DateTime now, List<Posting> postings)
    {
        var share = Money.Min(amount, Find(number).Used);
        if (share.IsPositive) Post(postings, new(source, Book.Lot(number), share, kind, now));
        return share;
    }

    /// <summary>
    /// A debt is undone: a call's or a chargeback's. It is taken from the overdraft that is left, then from those that repaid it, the latest repayment first (R4.7, R6.8). The move to billing after
    /// use repaid all that was owed then: for a debt from before it, the move comes first, and what was repaid after it comes last (R8.1).
    /// </summary>
    /// <param name="source">Where the money comes from: the usage, or <c>Refunded</c>.</param>
    private void ReturnDebt(Book source, Money amount, bool isFromBeforeTheMove, EntryKind kind, DateTime now, List<Posting> postings)
    {
        if (isFromBeforeTheMove)
        {
            FromTheMove();
            FromLots(_postpaidSince!.Value);
        }
        FromTheOverdraft();
        FromLots(DateTime.MaxValue);
        FromTheMove();
        // Books of an earlier version remember less than was repaid: a debt that was undone then took its repayment with it unnamed.
        foreach (var lot in _lots.OrderByDescending(l => l.Purchased).ThenByDescending(l => l.Number).ToArray())
            amount -= ReturnToLot(source, lot.Number, amount, kind, now, postings);
        if (amount.IsPositive) throw new PoolBrokenException($"{amount} of a debt is owed to nobody.");

        void FromTheOverdraft()
        {
            var left = Money.Min(amount, Overdraft);
            if (left.IsPositive) Post(postings, new(source, Book.Overdraft, left, kind, now));
            amount -= left;
        }

        void FromTheMove()
        {
            var taken = Money.Min(amount, TakenOver);
            if (!taken.IsPositive) return;
            Post(postings, new(Book.Overdraft, Book.Postpaid, taken, EntryKind.MoveToPostpaid, now));
            Post(postings, new(source, Book.Overdraft, taken, kind, now));
            amount -= taken;
        }

        void FromLots(DateTime until)
        {
            var repayments = _lots.SelectMany(l => l.Repayments.All.Where(r => r.At <= until).Select(r => (Lot: l.Number, r.At, r.Left)))
                .OrderByDescending(r => r.At).ThenByDescending(r => r.Lot).ToArray();
            foreach (var repaid in repayments) amount -= UndoRepayment(source, repaid.Lot, Money.Min(amount, repaid.Left), kind, now, postings);
        }
    }

    /// <summary>Answers how much the lot took: never more than it repaid.</summary>
    private Money UndoRepayment(Book source, int number, Money amount, EntryKind kind, DateTime now, List<Posting> postings)
    {
        var share = Money.Min(amount, Find(number).Repaid);
        if (!share.IsPositive) return Money.Zero;
        Post(postings, new(Book.Overdraft, Book.Lot(number), share, EntryKind.Repayment, now));
        Post(postings, new(source, Book.Overdraft, share, kind, now));
        return share;
    }

    private void Settle(EntryKind repayment, EntryKind lapse, DateTime now, List<Posting> postings)
    {
        foreach (var number in postings.Where(p => p.To.IsLot).Select(p => p.To.LotNumber).Distinct().ToArray())
        {
            var lot = Find(number);
            if (!lot.HasEndedAt(now)) RepayFrom(number, now, repayment, postings);
            // What was due has lapsed before (R4.4): an ended lot holds only what came back.
            else if (lot.Left.IsPositive) Post(postings, new(Book.Lot(number), Book.Expired, lot.Left, lapse, now));
        }
    }
}
