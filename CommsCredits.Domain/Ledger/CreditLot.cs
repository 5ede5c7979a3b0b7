namespace CommsCredits.Domain.Ledger;

/// <summary>
/// One purchase and what is left of it (R4.1). <see cref="Purchased"/> and <see cref="End"/> are UTC; the end is exclusive: a call that starts
/// at that very instant is not paid by this lot (R4.2). <c>Amount = Used + Repaid + PaidBack + Lapsed + Left</c> plus net corrections, always.
/// </summary>
public sealed record CreditLot
{
    public required int Number { get; init; }
    public required Money Amount { get; init; }
    public required DateTime Purchased { get; init; }

    /// <summary>The local calendar day 12 months after the purchase, clamped at month end.</summary>
    public required DateOnly LastUsableDay { get; init; }
    public required DateTime End { get; init; }

    /// <summary>What the book <c>Lot(n)</c> holds; never below zero.</summary>
    public required Money Left { get; init; }

    /// <summary>Lapsed less lapses reversed; late usage may still take from it (R4.5).</summary>
    public Money Lapsed { get; init; }

    /// <summary>What this lot has paid into the overdraft, less what came back by charges undone (R4.7).</summary>
    public Money Repaid { get; init; }

    public bool HasEndedAt(DateTime instant) => instant >= End;

    /// <summary>The lot that a purchase makes: its last usable day and end by the organization's calendar (R4.1).</summary>
    public static CreditLot Bought(int number, Money amount, DateTime purchased, LocalCalendar calendar)
    {
        var lastUsableDay = LastUsableDayOf(calendar.DayOf(purchased));
        return new()
        {
            Number = number, Amount = amount, Purchased = purchased, LastUsableDay = lastUsableDay, End = calendar.EndOf(lastUsableDay), Left = amount,
        };
    }

    /// <summary>The purchase's local day + 12 months, clamped at month end: 29 Feb 2028 gives 28 Feb 2029.</summary>
    public static DateOnly LastUsableDayOf(DateOnly purchaseDay) => purchaseDay.AddMonths(12);
}
