using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Tests.Laws;

/// <summary>What the pool keeps in every history (R3-R5, R12).</summary>
public sealed class PoolLaws
{
    [Fact]
    [Trait("Case", "K08")]
    public void Money_IsConserved() => Law.Holds(books =>
    {
        var sums = new Dictionary<Book, Money>();
        foreach (var entry in books.Entries)
        {
            Assert.True(entry.Amount.IsPositive);
            Assert.NotEqual(entry.From, entry.To);
            sums[entry.From] = sums.GetValueOrDefault(entry.From) - entry.Amount;
            sums[entry.To] = sums.GetValueOrDefault(entry.To) + entry.Amount;
        }
        Assert.Equal(Money.Zero, sums.Values.Total());
        Assert.Equal(books.Pool.BookBalance, sums.Where(s => s.Key.IsPool).Select(s => s.Value).Total());
        Assert.Equal(books.Pool.Overdraft, -sums.GetValueOrDefault(Book.Overdraft));
        Assert.Equal(books.Pool.Lots.Select(l => l.Lapsed).Total(), sums.GetValueOrDefault(Book.Expired));
        Assert.Equal(books.Pool.Lots.Select(l => l.PaidBack).Total() + ThroughOverdraft(books), sums.GetValueOrDefault(Book.Refunded));
        Assert.Equal(Money.Zero, sums.GetValueOrDefault(Book.Postpaid));
        foreach (var lot in books.Pool.Lots) Assert.Equal(lot.Left, sums.GetValueOrDefault(Book.Lot(lot.Number)));
    });

    [Fact]
    [Trait("Case", "K04")]
    public void WhatStandsOfAllCalls_IsWhatLotsPaidAndTheOverdraftOwes() => Law.Holds(books =>
    {
        var stands = books.Calls.Select(c => c.Stands).Total();
        Assert.Equal(stands + ThroughOverdraft(books), books.Pool.Lots.Select(l => l.Used).Total() + books.Pool.Overdraft);
        foreach (var kind in books.Calls.GroupBy(c => c.Kind))
            Assert.Equal(kind.Select(c => c.Stands).Total(), Into(books, Book.Usage(kind.Key)));
        foreach (var lot in books.Pool.Lots)
        {
            Assert.False(lot.Used.IsNegative);
            Assert.InRange(lot.Repaid.Micros, 0, lot.Used.Micros);
            Assert.InRange(lot.Returns.Total.Micros, 0, lot.Available.Micros);
            Assert.All(lot.Returns.All, r => Assert.True(r.Left.IsPositive));
            var adjusted = Into(books, Book.Lot(lot.Number), e => e.From == Book.Corrections || e.To == Book.Corrections);
            Assert.Equal(lot.Amount + adjusted, lot.Left + lot.Lapsed + lot.Used + lot.PaidBack);
        }
    });

    /// <summary>At equal instants what comes in comes first (R4.3): the sum after each instant decides.</summary>
    [Fact]
    public void NoLot_IsBelowZero_AtAnyPastInstant() => Law.Holds(books =>
    {
        foreach (var lot in books.Pool.Lots)
        {
            var balance = Money.Zero;
            foreach (var instant in books.Entries.Where(e => Touches(e, lot.Number)).GroupBy(e => e.Effective).OrderBy(g => g.Key))
            {
                balance += instant.Select(e => Change(e, lot.Number)).Total();
                Assert.False(balance.IsNegative, $"Lot {lot.Number} held {balance} at {instant.Key:O}.");
            }
        }
    });

    [Fact]
    public void NoLot_IsBelowZero_InAnyMonth() => Law.Holds(books =>
    {
        foreach (var lot in books.Pool.Lots)
        {
            var balance = Money.Zero;
            foreach (var month in books.Entries.Where(e => Touches(e, lot.Number)).GroupBy(e => e.BookingMonth).OrderBy(g => g.Key))
            {
                balance += month.Select(e => Change(e, lot.Number)).Total();
                Assert.False(balance.IsNegative, $"Lot {lot.Number} held {balance} in {month.Key}.");
            }
        }
    });

    /// <summary>A lot repays at its purchase, or when it is booked where a call it makes good began after that (R3.3): never before the debt.</summary>
    [Fact]
    public void TheOverdraft_IsNeverBelowZero_AtAnyPastInstantOrInAnyMonth() => Law.Holds(books =>
    {
        AssertNeverBelow(books.Entries.GroupBy(e => e.Effective.Ticks).OrderBy(g => g.Key));
        AssertNeverBelow(books.Entries.GroupBy(e => (long)e.BookingMonth.FirstDay.DayNumber).OrderBy(g => g.Key));
    });

    [Fact]
    public void OverdraftStands_OnlyBesideEmptyOpenLots() => Law.Holds(History.Gen60, history => Books.Play(history, afterEach: books =>
    {
        Assert.False(books.Pool.Overdraft.IsNegative);
        if (books.Pool.Overdraft.IsPositive) Assert.DoesNotContain(books.Pool.Lots, l => !l.HasEndedAt(books.Now) && !l.Left.IsZero);
    }));

    [Fact]
    public void WhatACallTook_IsItsCharge() => Law.Holds(books =>
    {
        foreach (var deed in books.Deeds.Where(d => d.Postings.Any(p => p.Kind == EntryKind.Usage)))
        {
            Assert.Equal(deed.Asked, deed.Postings.Where(p => p.To.IsUsage).Select(p => p.Amount).Total());
            var throughOverdraft = deed.Postings.Where(p => p.From == Book.Overdraft).Select(p => p.Amount).Total();
            Assert.True(deed.Postings.Where(p => p.To == Book.Overdraft).Select(p => p.Amount).Total() <= throughOverdraft);
        }
    });

    /// <summary>A call that starts at a lot's end or later is not paid by it (R4.2), and money that lapsed comes back for that call only (R4.5).</summary>
    [Fact]
    public void ALot_PaysOnlyCallsThatBeganBeforeItsEnd() => Law.Holds(books =>
    {
        var lots = books.Pool.Lots.ToDictionary(l => Book.Lot(l.Number));
        foreach (var postings in books.Deeds.Select(d => d.Postings).Where(p => p.Any(e => e.Kind == EntryKind.Usage)))
        {
            var start = postings.First(p => p.To.IsUsage).Effective;
            foreach (var lot in postings.Where(p => p.From.IsLot).GroupBy(p => p.From))
            {
                Assert.True(start < lots[lot.Key].End);
                Assert.True(postings.Where(p => p.From == Book.Expired && p.To == lot.Key).Select(p => p.Amount).Total() <= lot.Select(p => p.Amount).Total());
            }
            Assert.Empty(postings.Where(p => p.From == Book.Expired).Select(p => p.To).Except(postings.Where(p => p.From.IsLot).Select(p => p.From)));
        }
    });

    [Fact]
    public void UsableBalance_IsTheBookBalanceLessWhatEndedLotsHold() => Law.Holds(History.Gen60, history => Books.Play(history, afterEach: books =>
    {
        var ended = books.Pool.Lots.Where(l => l.HasEndedAt(books.Now)).Select(l => l.Left).Total();
        Assert.Equal(books.Pool.BookBalance - ended, books.Pool.UsableBalance(books.Now));
        Assert.True(books.Pool.UsableBalance(books.Now) <= books.Pool.BookBalance);
        var swept = books.CopyOfPool();
        swept.ExpireDue(books.Now);
        Assert.Equal(books.Pool.UsableBalance(books.Now), swept.BookBalance);
    }));

    /// <summary>However a charge is cut, the same lots pay the same in total (R4.3).</summary>
    [Fact]
    public void ADrawInParts_TakesFromTheSameLotsAsTheWhole() => Law.Holds(books =>
    {
        var starts = books.Calls.Select(c => c.Start).Append(books.Now);
        var charge = Money.OfUnits(77);
        foreach (var start in starts)
        {
            var whole = books.CopyOfPool();
            whole.Draw(Domain.Calls.UsageKind.International, charge, start);
            var parts = books.CopyOfPool();
            for (var left = charge; left.IsPositive; left -= Money.Min(left, new(7_000_001)))
                parts.Draw(Domain.Calls.UsageKind.International, Money.Min(left, new(7_000_001)), start);
            Assert.Equal(whole.Lots, parts.Lots);
            Assert.Equal(whole.Overdraft, parts.Overdraft);
        }
    });

    /// <summary>Every call undone, nothing is used and nothing is owed (R4.7).</summary>
    [Fact]
    public void EveryCallCreditedBack_LeavesNothingUsedAndNothingOwed() => Law.Holds(books =>
    {
        var pool = books.CopyOfPool();
        foreach (var call in books.Calls.Where(c => c.Stands.IsPositive))
        {
            var back = pool.CreditBack(call.Postings, books.Now);
            Assert.Equal(call.Stands, back.Where(p => p.From.IsUsage).Select(p => p.Amount).Total());
            pool.AssertSound(books.Now);
        }
        // What banks took back beyond what the disputed lots held is the only debt that is left (R6.8).
        Assert.Equal(ThroughOverdraft(books), pool.Overdraft + pool.Lots.Select(l => l.Used).Total());
    });

    /// <summary>A chargeback takes its amount from the pool once, from its own lot and the overdraft alone; won, it brings the same back (R6.8).</summary>
    [Fact]
    public void AChargeback_TakesItsAmountOnce_AndWonBringsItBack() => Law.Holds(books =>
    {
        foreach (var deed in books.Deeds.Where(d => d.Entries.Any(e => e.Kind is EntryKind.Chargeback or EntryKind.DisputeWon)))
        {
            var sign = deed.Entries.Any(e => e.Kind == EntryKind.Chargeback) ? 1 : -1;
            var lot = Book.Lot(int.Parse(deed.Entries[0].Reference["dispute:".Length..].Split('/')[0]));
            Assert.Equal(deed.Asked, deed.Postings.Select(p => p.To == Book.Refunded ? p.Amount : p.From == Book.Refunded ? -p.Amount : Money.Zero).Select(m => new Money(m.Micros * sign)).Total());
            Assert.All(deed.Postings.Where(p => p.To == Book.Refunded), p => Assert.True(p.From == lot || p.From == Book.Overdraft));
            Assert.All(deed.Postings.Where(p => p.From == Book.Refunded), p => Assert.True(p.To == lot || p.To == Book.Overdraft));
        }
    });

    /// <summary>Every dispute won: no bank holds anything, each lot has what was bought less what was paid back, and what calls took is owed as if nobody had disputed (R6.8).</summary>
    [Fact]
    public void EveryDisputeWon_LeavesOnlyWhatCallsTook() => Law.Holds(books =>
    {
        var pool = new CreditPool(books.Pool.Lots, books.Pool.Overdraft, books.Pool.LatestOwed);
        var balance = pool.BookBalance;
        var lapsed = Money.Zero;
        foreach (var (_, taken) in books.Disputes)
        {
            lapsed += pool.WinDispute(taken, books.Now).Where(p => p.To == Book.Expired).Select(p => p.Amount).Total();
            pool.AssertSound(books.Now);
        }
        Assert.Equal(balance + books.ChargedBack - lapsed, pool.BookBalance);
        Assert.Equal(books.Calls.Select(c => c.Stands).Total(), pool.Lots.Select(l => l.Used).Total() + pool.Overdraft);
        Assert.All(pool.Lots, l => Assert.False(l.PaidBack.IsNegative));
    });

    /// <summary>Money that comes back to a lot that ended lapses at once, and no more than came (R4.7).</summary>
    [Fact]
    public void WhatLapsesLater_IsWhatCameBack() => Law.Holds(books =>
    {
        foreach (var deed in books.Deeds)
            foreach (var lapse in deed.Postings.Where(p => p.To == Book.Expired && p.LapseDay is null))
            {
                var came = deed.Postings.Where(p => p.To == lapse.From).Select(p => p.Amount).Total();
                var went = deed.Postings.Where(p => p.From == lapse.From && p.To != Book.Expired).Select(p => p.Amount).Total();
                Assert.Equal(came - went, lapse.Amount);
            }
    });

    private static void AssertNeverBelow(IEnumerable<IGrouping<long, LedgerEntry>> groups)
    {
        var overdraft = Money.Zero;
        foreach (var group in groups)
        {
            foreach (var entry in group)
            {
                if (entry.From == Book.Overdraft) overdraft += entry.Amount;
                if (entry.To == Book.Overdraft) overdraft -= entry.Amount;
            }
            Assert.False(overdraft.IsNegative, $"The overdraft is {overdraft} after {group.First()}.");
        }
    }

    private static Money ThroughOverdraft(Books books) => Into(books, Book.Refunded, e => e.From == Book.Overdraft || e.To == Book.Overdraft);

    private static Money Into(Books books, Book book, Func<LedgerEntry, bool>? only = null) => books.Entries.Where(only ?? (_ => true))
        .Select(e => e.To == book ? e.Amount : e.From == book ? -e.Amount : Money.Zero).Total();

    private static bool Touches(LedgerEntry entry, int lot) => entry.From == Book.Lot(lot) || entry.To == Book.Lot(lot);

    private static Money Change(LedgerEntry entry, int lot) => entry.To == Book.Lot(lot) ? entry.Amount : -entry.Amount;
}
