namespace CommsCredits.Domain.Ledger;

/// <summary>
/// One purchase and what is left of it (R4.1). <see cref="Purchased"/> and <see cref="End"/> are UTC; the end is exclusive: a call that starts
/// at that very instant is not paid by this lot (R4.2). Everything but the first six properties follows from the entries of its book.
/// </summary>
public sealed record CreditLot
{
    public required int Number { get; init; }

    /// <summary>What was bought; positive, never changed.</summary>
    public required Money Amount { get; init; }
    public required DateTime Purchased { get; init; }

    /// <summary>The local day of the purchase.</summary>
    public required DateOnly PurchaseDay { get; init; }

    /// <summary>The local calendar day 12 months after the purchase, clamped at month end.</summary>
    public required DateOnly LastUsableDay { get; init; }
    public required DateTime End { get; init; }

    /// <summary>What the book <c>Lot(n)</c> holds; never below zero.</summary>
    public Money Left { get; init; }

    /// <summary>Lapsed less lapses reversed; late usage may still take from it (R4.5).</summary>
    public Money Lapsed { get; init; }

    /// <summary>What it paid for calls, net of charges undone: at their start, or into the overdraft, which a chargeback takes from too (R6.8).</summary>
    public Money Used { get; init; }

    /// <summary>The part of <see cref="Used"/> that went into the overdraft and was not undone (R4.3, R5.2), by the time at which it did: the latest is undone first (R4.7).</summary>
    public DatedAmounts Repayments { get; init; } = DatedAmounts.None;

    public Money Repaid => Repayments.Total;

    /// <summary>Paid back to the payer or taken back by the payer's bank.</summary>
    public Money PaidBack { get; init; }

    /// <summary>
    /// The part of <c>Left + Lapsed</c> that came back after the purchase - a charge undone, a correction, a dispute won - each return at its own instant (R4.3). A call uses money directly only where it was there
    /// when the call started; or the lot would have been below zero in between. What leaves the lot takes the latest money first, so that earlier money stays usable by earlier calls.
    /// </summary>
    public DatedAmounts Returns { get; init; } = DatedAmounts.None;

    public Money Available => Left + Lapsed;

    public bool HasEndedAt(DateTime instant) => instant >= End;

    /// <summary>The lot that a purchase makes, still empty: its book fills by the entry from <c>Funding</c> (R4.1).</summary>
    public static CreditLot Bought(int number, Money amount, DateTime purchased, LocalCalendar calendar)
    {
        purchased = Instants.Cut(purchased);
        var purchaseDay = calendar.DayOf(purchased);
        var lastUsableDay = LastUsableDayOf(purchaseDay);
        return new() { Number = number, Amount = amount, Purchased = purchased, PurchaseDay = purchaseDay, LastUsableDay = lastUsableDay, End = calendar.EndOf(lastUsableDay) };
    }

    /// <summary>The purchase's local day + 12 months, clamped at month end: 29 Feb 2028 gives 28 Feb 2029.</summary>
    public static DateOnly LastUsableDayOf(DateOnly purchaseDay) => purchaseDay.AddMonths(12);

    /// <summary>What a call that started at <paramref name="start"/> can use directly: the least that the lot holds or held expired at any time from then on (R4.3).</summary>
    public Money AvailableAt(DateTime start) => Purchased > start ? Money.Zero : Available - Returns.After(start);

    /// <summary>The lot after an entry from or to its book. The one place that says what an entry does to a lot: pool, check and statement use it.</summary>
    public CreditLot After(in Posting posting)
    {
        var lot = posting.To == Book.Lot(Number) ? Receive(posting) : Give(posting);
        // A ledger of an earlier version may have used returned money as if it had always been there, and undone a repayment without saying so.
        return lot with { Returns = lot.Returns.AtMost(lot.Available), Repayments = lot.Repayments.AtMost(lot.Used) };
    }

    private CreditLot Receive(in Posting posting) => posting.From.Type switch
    {
        BookType.Funding => this with { Left = Left + posting.Amount },
        BookType.Expired => this with { Left = Left + posting.Amount, Lapsed = Lapsed - posting.Amount },
        BookType.Usage => Back(posting) with { Used = Used - posting.Amount },
        BookType.Refunded => Back(posting) with { PaidBack = PaidBack - posting.Amount },
        BookType.Overdraft => Back(posting) with { Used = Used - posting.Amount, Repayments = Repayments.Take(posting.Amount, DateTime.MaxValue) },
        _ => Back(posting),
    };

    private CreditLot Back(in Posting posting) => this with { Left = Left + posting.Amount, Returns = Returns.Add(posting.Effective, posting.Amount) };

    private CreditLot Give(in Posting posting) => posting.To.Type switch
    {
        BookType.Expired => this with { Left = Left - posting.Amount, Lapsed = Lapsed + posting.Amount },
        BookType.Usage => Away(posting) with { Used = Used + posting.Amount },
        BookType.Overdraft => Away(posting) with { Used = Used + posting.Amount, Repayments = Repayments.Add(posting.Effective, posting.Amount) },
        BookType.Refunded => Away(posting) with { PaidBack = PaidBack + posting.Amount },
        _ => Away(posting),
    };

    private CreditLot Away(in Posting posting) => this with { Left = Left - posting.Amount, Returns = Returns.Take(posting.Amount, posting.Effective) };
}
