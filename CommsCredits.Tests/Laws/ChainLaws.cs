using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;

namespace CommsCredits.Tests.Laws;

/// <summary>What is stored is what the entries give, and nothing is changed unseen (R3, R12).</summary>
public sealed class ChainLaws
{
    private static readonly Func<LedgerEntry, LedgerEntry>[] s_changes =
    [
        e => e with { Sequence = e.Sequence + 1 },
        e => e with { From = e.From == Book.Corrections ? Book.Refunded : Book.Corrections },
        e => e with { To = e.To == Book.Corrections ? Book.Refunded : Book.Corrections },
        e => e with { Amount = e.Amount + new Money(1) },
        e => e with { Kind = e.Kind == EntryKind.Usage ? EntryKind.Correction : EntryKind.Usage },
        e => e with { Effective = e.Effective.AddMicroseconds(1) },
        e => e with { Posted = e.Posted.AddMicroseconds(1) },
        e => e with { BookingMonth = e.BookingMonth.Next },
        e => e with { IsLate = !e.IsLate },
        e => e with { Reference = e.Reference + "x" },
        e => e with { IdempotencyKey = e.IdempotencyKey + "x" },
        e => e with { ContentHash = new byte[32] },
        e => e with { ActorId = "person-2" },
        e => e with { Hash = new byte[32] },
        // A letter moved over the border of two fields is another entry too.
        e => e with { Reference = e.Reference + e.IdempotencyKey[..1], IdempotencyKey = e.IdempotencyKey[1..] },
    ];

    [Fact]
    public void Replay_GivesThePoolThatTheDeedsLeft() => Law.Holds(books =>
    {
        var check = new LedgerCheck(books.Organization);
        foreach (var entry in books.Entries) Assert.Null(check.Add(entry));
        Assert.Null(Finish(check, books));
        Assert.Equal(books.Pool.Lots.OrderBy(l => l.Number), check.Lots.OrderBy(l => l.Number));
        Assert.Equal(books.Pool.Overdraft, check.Overdraft);
    });

    private static LedgerFault? Finish(LedgerCheck check, Books books) => check.Finish(books.Chain.Sequence, books.Chain.Hash, PoolFigures.Of(books.Pool), books.Pool.Lots);

    [Fact]
    [Trait("Case", "K09")]
    public void OneChangedField_IsFoundAtItsEntry() => Law.Holds(books =>
    {
        if (books.Entries.Count == 0) return;
        var at = books.Chain.Hash[0] % books.Entries.Count;
        foreach (var change in s_changes)
        {
            var check = new LedgerCheck(books.Organization);
            for (var i = 0; i < at; i++) Assert.Null(check.Add(books.Entries[i]));
            Assert.Equal(at + 1, check.Add(change(books.Entries[at]))?.Sequence);
        }
        AssertForgeryIsFound(books, at);
    });

    /// <summary>Whoever changes an entry and makes its hash anew is found by the next entry, or by the head where there is none.</summary>
    private static void AssertForgeryIsFound(Books books, int at)
    {
        var check = new LedgerCheck(books.Organization);
        for (var i = 0; i < at; i++) check.Add(books.Entries[i]);
        var forged = books.Entries[at] with { ActorId = "person-2" };
        forged = forged with { Hash = EntryHash.Of(check.HeadHash, forged) };
        Assert.Null(check.Add(forged));
        if (at + 1 < books.Entries.Count) Assert.Equal("HashDiffers", check.Add(books.Entries[at + 1])?.Code);
        else Assert.Equal("HeadHashDiffers", Finish(check, books)?.Code);
    }

    [Fact]
    public void ATailCutOff_IsFound() => Law.Holds(books =>
    {
        if (books.Entries.Count == 0) return;
        var check = new LedgerCheck(books.Organization);
        foreach (var entry in books.Entries.SkipLast(1)) check.Add(entry);
        Assert.Equal("TailCut", Finish(check, books)?.Code);
    });

    [Fact]
    public void PostedTimes_NeverRunBackwards_AndMonthsAreOpen() => Law.Holds(books =>
    {
        foreach (var (before, after) in books.Entries.Zip(books.Entries.Skip(1)))
        {
            Assert.True(before.Posted <= after.Posted);
            Assert.True(after.BookingMonth >= Month.Of(books.Organization.BooksBegin));
        }
    });

    [Fact]
    public void EachMonthAddsUp_AndOpensWhereTheLastOneClosed() => Law.Holds(books =>
    {
        var last = books.Organization.Calendar.MonthOf(books.Now);
        Statement? before = null;
        for (var month = Month.Of(books.Organization.BooksBegin); month <= last; month = month.Next)
        {
            var statement = books.StatementOf(month);
            Assert.Equal(before?.Closing ?? Money.Zero, statement.Opening);
            foreach (var lot in statement.Lots)
            {
                Assert.Equal(before?.Lots.FirstOrDefault(l => l.Number == lot.Number)?.Closing ?? Money.Zero, lot.Opening);
                Assert.False(lot.Closing.IsNegative);
            }
            Assert.Equal(month.LastDay.Day, statement.BalanceByDay.Count);
            before = statement;
        }
        Assert.Equal(books.Pool.BookBalance, before!.Closing);
        Assert.Equal(books.Pool.Overdraft, before.Overdraft);
    });

    [Fact]
    public void AClosedMonth_PrintsTheSameForever() => Law.Holds(books =>
    {
        foreach (var (month, closed) in books.Closed)
        {
            var builder = new StatementBuilder(books.Organization);
            foreach (var entry in books.Entries) builder.Add(entry);
            var again = builder.Build(month, new(month, closed.Closed!.Value, closed.HeadSequence, closed.HeadHash, closed.Fingerprint), closed.HeadSequence, closed.HeadHash);
            Assert.Equal(closed.Fingerprint, again.Fingerprint);
            Assert.Equal(Fingerprint.Text(closed), Fingerprint.Text(again));
        }
    });

    /// <summary>Closing posts every expiry due first, so a closed month holds no money of a lot that ended in it (R12.3).</summary>
    [Fact]
    public void AClosedMonth_HoldsNoMoneyOfEndedLots() => Law.Holds(books =>
    {
        foreach (var (_, closed) in books.Closed)
            foreach (var lot in closed.Lots.Where(l => l.HasEnded)) Assert.Equal(Money.Zero, lot.Closing);
    });
}
