namespace CommsCredits.Domain.Ledger;

public sealed partial class CreditPool
{
    /// <summary>
    /// The payer's bank took the money of a purchase back (R6.8): what its lot still holds, then the overdraft for the rest, which open lots make good at once (R5.2). What is due lapses first;
    /// lapsed money is not held. More than was bought and not paid back throws.
    /// </summary>
    public IReadOnlyList<Posting> Chargeback(int lot, Money amount, DateTime now)
    {
        DemandKnown(DateTime.MinValue);
        if (!amount.IsPositive || amount > Find(lot).Amount - Find(lot).PaidBack) throw new ArgumentOutOfRangeException(nameof(amount));
        var postings = LapseDue(now);
        var held = Money.Min(amount, Find(lot).Left);
        if (held.IsPositive) Post(postings, new(Book.Lot(lot), Book.Refunded, held, EntryKind.Chargeback, now));
        if (amount > held) Post(postings, new(Book.Overdraft, Book.Refunded, amount - held, EntryKind.Chargeback, now));
        foreach (var number in _lots.Where(l => !l.HasEndedAt(now)).Select(l => l.Number).ToArray()) RepayFrom(number, now, EntryKind.Repayment, postings);
        return postings;
    }

    /// <summary>
    /// The dispute was won after all: its entries last to first (R6.8). What went through the overdraft goes back as any debt that is undone (R4.7). An open lot then repays remaining overdraft; an ended lot lapses the money again at once (R4.7).
    /// </summary>
    /// <param name="chargeback">What <see cref="Chargeback"/> posted.</param>
    public IReadOnlyList<Posting> WinDispute(IReadOnlyList<Posting> chargeback, DateTime now)
    {
        DemandKnown(DateTime.MinValue);
        var taken = chargeback.Where(p => p.Kind == EntryKind.Chargeback).Reverse().ToList();
        if (taken.Count == 0) throw new ArgumentException("Nothing was charged back.", nameof(chargeback));
        var postings = LapseDue(now);
        foreach (var entry in taken)
        {
            if (entry.From.IsLot) Post(postings, new(Book.Refunded, entry.From, entry.Amount, EntryKind.DisputeWon, now));
            else ReturnDebt(Book.Refunded, entry.Amount, entry.Effective < _postpaidSince, EntryKind.DisputeWon, now, postings);
        }
        Settle(EntryKind.Repayment, EntryKind.Expiry, now, postings);
        return postings;
    }
}
