using CommsCredits.Domain.Calls;

namespace CommsCredits.Domain.Ledger;

public sealed partial class CreditPool
{
    /// <summary>
    /// A charge undone whole (R4.7): its entries last to first. What went to an overdraft goes to the overdraft that is left, then to the lots that
    /// repaid it, latest first. An open lot then repays remaining overdraft; an ended lot lapses the money again at once. Other calls are not drawn anew.
    /// </summary>
    /// <param name="charge">What was posted for the call, in posting order.</param>
    public IReadOnlyList<Posting> CreditBack(IReadOnlyList<Posting> charge, DateTime now)
    {
        var postings = new List<Posting>();
        Return(charge, EntryKind.CreditBack, now, postings);
        Settle(EntryKind.Repayment, EntryKind.Expiry, now, postings);
        return postings;
    }

    /// <summary>
    /// A charge booked at another amount (R3.7, R12.2): undone and drawn again for the call's start, all of it now and under corrections. Zero undoes it and books nothing.
    /// </summary>
    public IReadOnlyList<Posting> Correct(IReadOnlyList<Posting> charge, UsageKind kind, Money amount, DateTime start, DateTime now)
    {
        if (amount.IsNegative) throw new ArgumentOutOfRangeException(nameof(amount));
        var postings = new List<Posting>();
        Return(charge, EntryKind.Correction, now, postings);
        if (amount.IsPositive) Draw(kind, amount, start, now, EntryKind.Correction, postings);
        Settle(EntryKind.Repayment, EntryKind.Correction, now, postings);
        return postings;
    }

    /// <summary>An admin's correction of one lot against <c>Corrections</c> (R3.7). More than the lot holds cannot be taken.</summary>
    public IReadOnlyList<Posting> Adjust(int lot, Money amount, DateTime now)
    {
        if (amount.IsZero || -amount > Find(lot).Left) throw new ArgumentOutOfRangeException(nameof(amount));
        var postings = new List<Posting>();
        Post(postings, amount.IsPositive
            ? new(Book.Corrections, Book.Lot(lot), amount, EntryKind.Correction, now)
            : new(Book.Lot(lot), Book.Corrections, -amount, EntryKind.Correction, now));
        Settle(EntryKind.Repayment, EntryKind.Correction, now, postings);
        return postings;
    }

    /// <summary>Unused money of one lot leaves the pool to the payer (R6.7). The caller has checked holds, overdraft and rounding; more than the lot holds throws.</summary>
    public IReadOnlyList<Posting> PayBack(int lot, Money amount, DateTime now)
    {
        if (!amount.IsPositive || amount > Find(lot).Left) throw new ArgumentOutOfRangeException(nameof(amount));
        if (Overdraft.IsPositive) throw new PoolBrokenException("Nothing is paid back while there is overdraft (R6.7).");
        var postings = new List<Posting>();
        Post(postings, new(Book.Lot(lot), Book.Refunded, amount, EntryKind.PaidBack, now));
        return postings;
    }

    private void Return(IReadOnlyList<Posting> charge, EntryKind kind, DateTime now, List<Posting> postings)
    {
        var usage = charge.First(p => p.To.IsUsage).To;
        var ownRepayments = charge.Where(p => p.To == Book.Overdraft).Select(p => p.Amount).Total();
        foreach (var entry in charge.Reverse())
        {
            if (entry.To == Book.Overdraft || entry.To.IsUsage && entry.From.Type is BookType.Lot or BookType.Postpaid)
            {
                Post(postings, new(usage, entry.From, entry.Amount, kind, now));
            }
            else if (entry.From == Book.Overdraft)
            {
                ReturnToOverdraft(usage, entry.Amount - ownRepayments, kind, now, postings);
            }
        }
    }

    private void ReturnToOverdraft(Book usage, Money amount, EntryKind kind, DateTime now, List<Posting> postings)
    {
        var left = Money.Min(amount, Overdraft);
        if (left.IsPositive) Post(postings, new(usage, Book.Overdraft, left, kind, now));
        amount -= left;
        foreach (var lot in _lots.Where(l => l.Repaid.IsPositive).OrderByDescending(l => l.Purchased).ThenByDescending(l => l.Number).ToArray())
        {
            var share = Money.Min(amount, lot.Repaid);
            if (!share.IsPositive) continue;
            amount -= share;
            Post(postings, new(usage, Book.Lot(lot.Number), share, kind, now));
        }
        // What the move to billing after use took over is given back to it (R8.1).
        if (amount.IsPositive) Post(postings, new(usage, Book.Postpaid, amount, kind, now));
    }

    private void Settle(EntryKind repayment, EntryKind lapse, DateTime now, List<Posting> postings)
    {
        foreach (var number in postings.Where(p => p.To.IsLot).Select(p => p.To.LotNumber).Distinct().ToArray())
        {
            var lot = Find(number);
            if (!lot.HasEndedAt(now)) RepayFrom(number, now, repayment, postings);
            else if (lot.Returned.IsPositive && lot.Left.IsPositive)
                Post(postings, new(Book.Lot(number), Book.Expired, Money.Min(lot.Left, lot.Returned), lapse, now));
        }
    }
}
