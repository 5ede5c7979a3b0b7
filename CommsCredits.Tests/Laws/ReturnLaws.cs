using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;

namespace CommsCredits.Tests.Laws;

/// <summary>
/// Money that comes back (R4.3, R4.5, R4.7, R6.8, R8.1): credit backs, corrections, chargebacks, disputes won, pay-backs, the move to billing after use and late rows in every order, with months closing in
/// between. Each law is worked out from the entries alone, not from what a lot remembers of its returns.
/// </summary>
public sealed class ReturnLaws
{
    private static readonly (string Name, Func<Books, bool> Has)[] s_parts =
    [
        ("a late row after a return", b => b.Entries.Any(e => e.Kind == EntryKind.Usage && e.From.IsLot
            && b.Entries.Any(r => IsReturn(r) && r.To == e.From && r.Sequence < e.Sequence && r.Effective > e.Effective))),
        ("two returns to a lot", b => b.Entries.Where(IsReturn).GroupBy(e => e.To).Any(g => g.Select(e => e.Effective).Distinct().Count() > 1)),
        ("a lapse reversed", b => b.Entries.Any(e => e.Kind == EntryKind.ExpiryReversal)),
        ("a repayment undone", b => b.Entries.Any(e => e.From == Book.Overdraft && e.To.IsLot)),
        ("a dispute won", b => b.Entries.Any(e => e.Kind == EntryKind.DisputeWon)),
        ("a closed month", b => b.Closed.Count > 0),
        ("the move", b => b.Moved is not null),
    ];

    /// <summary>R4.3: what was in the lot from the call's start until now, at its least, pays directly; only money that came later takes the way through the overdraft.</summary>
    [Fact]
    public void ACall_TakesTheWayThroughTheOverdraft_OnlyForMoneyThatCameLater() => Holds(books =>
    {
        foreach (var deed in books.Deeds.Where(d => d.Postings.Any(p => p.Kind == EntryKind.Usage)))
        {
            var start = deed.Postings.First(p => p.To.IsUsage).Effective;
            foreach (var lot in deed.Postings.Where(p => p.From.IsLot).GroupBy(p => p.From))
            {
                var direct = lot.Where(p => p.To.IsUsage).Select(p => p.Amount).Total();
                var least = LeastSince(books, lot.Key, start, deed.Entries[0].Sequence);
                Assert.Equal(Money.Min(lot.Select(p => p.Amount).Total(), least), direct);
            }
        }
    });

    /// <summary>R3.3: an expiry is reversed at its own time, so no instant has more reversed than expired, and no month either (R4.4).</summary>
    [Fact]
    public void AReversal_IsNeverMoreThanWhatExpiredThen() => Holds(books =>
    {
        var corrected = books.Entries.Where(e => e.Kind == EntryKind.Correction && e.From == Book.Expired).ToHashSet();
        var moves = books.Entries.Where(e => (e.From == Book.Expired || e.To == Book.Expired) && !corrected.Contains(e));
        foreach (var one in moves.GroupBy(e => (Lot: e.From.IsLot ? e.From : e.To, e.Effective)))
            Assert.True(Net(one, Book.Expired) is { IsNegative: false }, $"{one.Key.Lot} has {Net(one, Book.Expired)} expired at {one.Key.Effective:O}.");
        foreach (var entry in books.Entries.Where(e => e.Kind is EntryKind.Expiry or EntryKind.ExpiryReversal))
        {
            var lot = books.Pool.Lots.Single(l => entry.From == Book.Lot(l.Number) || entry.To == Book.Lot(l.Number));
            var month = entry.Effective == lot.End && !CameAt(books, lot, lot.End) ? Month.Of(lot.LastUsableDay) : books.Organization.Calendar.MonthOf(entry.Effective);
            Assert.True(entry.IsLate ? entry.BookingMonth > month : entry.BookingMonth == month, $"{entry.From} -> {entry.To} of {month} is booked in {entry.BookingMonth}.");
        }
    });

    /// <summary>Each lot's direct payments are its calls', and what it repaid, what is owed and what the move took over are together every debt that there is.</summary>
    [Fact]
    public void WhatALotPaidAndRepaid_IsWhatItsCallsAndDebtsSay() => Holds(books =>
    {
        var standing = books.Calls.Where(c => c.Stands.IsPositive).SelectMany(c => Standing(c.Postings)).ToList();
        foreach (var lot in books.Pool.Lots)
            Assert.Equal(standing.Where(p => p.From == Book.Lot(lot.Number) && p.To.IsUsage).Select(p => p.Amount).Total(), lot.Used - lot.Repaid);
        var debts = standing.Where(p => p.From == Book.Overdraft && p.To.IsUsage).Select(p => p.Amount).Total()
            + Net(books.Entries.Where(e => e.From == Book.Overdraft || e.To == Book.Overdraft), Book.Refunded);
        Assert.Equal(debts, books.Pool.Lots.Select(l => l.Repaid).Total() + books.Pool.Overdraft + books.Pool.TakenOver);
        Assert.Equal(standing.Where(p => p.From == Book.Postpaid).Select(p => p.Amount).Total() + books.Pool.TakenOver, -Net(books.Entries, Book.Postpaid));
    });

    /// <summary>R8.1, R12.1: what is billed after use, all months together, is what stands of it: never below zero.</summary>
    [Fact]
    public void BilledAfterUse_IsNeverBelowZero() => Holds(books =>
    {
        var billed = Money.Zero;
        var builder = new StatementBuilder(books.Organization);
        foreach (var entry in books.Entries) builder.Add(entry);
        for (var month = Month.Of(books.Organization.BooksBegin); month <= books.Organization.Calendar.MonthOf(books.Now); month = month.Next)
        {
            billed += builder.Build(month, null, 0, "").BilledAfterUse;
            Assert.False(billed.IsNegative, $"{billed} is billed after use until {month}.");
        }
    });

    /// <summary>R4.7: a call that is credited back before anything else happens leaves the pool as it was; so does a dispute that is won.</summary>
    [Fact]
    public void Undone_IsAsIfItHadNotBeen() => Holds(books =>
    {
        // Repayments of one instant have no order: a minute later nothing else is of it.
        var later = books.Now.AddMinutes(1);
        foreach (var start in books.Calls.Select(c => c.Start).Append(books.Now).Distinct())
            AssertUndone(books, later, pool => pool.CreditBack(pool.Draw(Domain.Calls.UsageKind.International, Money.OfUnits(91), start), later));
        foreach (var lot in books.Pool.Lots.Where(l => l.Amount > l.PaidBack))
            AssertUndone(books, later, pool => pool.WinDispute(pool.Chargeback(lot.Number, lot.Amount - lot.PaidBack, later), later));
    });

    private static void AssertUndone(Books books, DateTime now, Action<CreditPool> doAndUndo)
    {
        var pool = books.CopyOfPool();
        pool.ExpireDue(now);
        var before = Figures(pool);
        doAndUndo(pool);
        Assert.Equal(before, Figures(pool));
    }

    /// <summary>R4.3, R5.2, R12.2: at no instant and in no month is a lot or the overdraft below zero, so no month closes below what its overdraft says.</summary>
    [Fact]
    public void NothingIsBelowZero_AtAnyInstantOrInAnyMonth() => Holds(books =>
    {
        foreach (var book in books.Pool.Lots.Select(l => Book.Lot(l.Number)).Append(Book.Overdraft))
        {
            var sign = book == Book.Overdraft ? -1 : 1;
            NeverBelow(book, books.Entries.GroupBy(e => e.Effective.Ticks), sign);
            NeverBelow(book, books.Entries.GroupBy(e => (long)e.BookingMonth.FirstDay.DayNumber), sign);
        }
        foreach (var (_, statement) in books.Closed) Assert.True(statement.Closing >= -statement.Overdraft);
    });

    /// <summary>What the books keep is what their entries give.</summary>
    [Fact]
    public void Replay_GivesThePoolThatTheDeedsLeft() => Holds(books =>
    {
        var check = new LedgerCheck(books.Organization);
        foreach (var entry in books.Entries) Assert.Null(check.Add(entry));
        Assert.Null(check.Finish(books.Chain.Sequence, books.Chain.Hash, PoolFigures.Of(books.Pool), books.Pool.Lots));
    });

    private static void Holds(Action<Books> law) => Law.Holds(History.Returning, history => { var books = Books.Play(history); law(books); return books; }, s_parts);

    private static bool IsReturn(LedgerEntry e) => e.To.IsLot && e.From.Type is not (BookType.Funding or BookType.Expired);

    private static bool CameAt(Books books, CreditLot lot, DateTime instant) => books.Entries.Any(e => IsReturn(e) && e.To == Book.Lot(lot.Number) && e.Effective == instant);

    /// <summary>The least that a lot held, or held expired, at any time from an instant on, before an entry was posted.</summary>
    private static Money LeastSince(Books books, Book lot, DateTime since, long before)
    {
        var (holds, least) = (Money.Zero, (Money?)null);
        foreach (var entry in books.Entries.Where(e => e.Sequence < before && (e.From == lot || e.To == lot) && e.From != Book.Expired && e.To != Book.Expired)
            .OrderBy(e => e.Effective).ThenByDescending(e => e.From == Book.Funding).ThenBy(e => e.Sequence))
        {
            if (entry.Effective > since) least = Money.Min(least ?? holds, holds);
            holds += entry.To == lot ? entry.Amount : -entry.Amount;
        }
        return Money.Min(least ?? holds, holds);
    }

    private static List<Posting> Standing(List<Posting> postings) => postings[(postings.FindLastIndex(p => p.From.IsUsage) + 1)..];

    private static Money Net(IEnumerable<LedgerEntry> entries, Book book) =>
        entries.Select(e => e.To == book ? e.Amount : e.From == book ? -e.Amount : Money.Zero).Total();

    private static void NeverBelow(Book book, IEnumerable<IGrouping<long, LedgerEntry>> groups, int sign)
    {
        var holds = Money.Zero;
        foreach (var group in groups.OrderBy(g => g.Key))
        {
            holds += new Money(Net(group, book).Micros * sign);
            Assert.False(holds.IsNegative, $"{book} is at {holds} after {group.Last()}.");
        }
    }

    /// <summary>When the latest debt began is not undone while others are owed: it says from when a purchase may repay, and later is never wrong (R3.3).</summary>
    private static (PoolFigures, string) Figures(CreditPool pool) =>
        (PoolFigures.Of(pool) with { LatestOwed = null }, string.Join('\n', pool.Lots.Select(l => $"{l.Number} {l.Left} {l.Lapsed} {l.Used} {l.Repaid} {l.PaidBack}")));
}
