using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Ledger;

/// <summary>What calls, closed months and debts see of money that came back (R3.3, R4.3, R4.7, R8.1).</summary>
public sealed class ReturnTests
{
    [Theory, InlineData(60, 59, 10), InlineData(50, 51, 20)]
    public void ALateRow_AfterACorrection_TakesNoDetour(decimal charged, decimal corrected, decimal closing)
    {
        var books = new SmallBooks().Buy(100, "2026-09-01").Call(charged, "2026-10-01").Correct(1, corrected, "2026-11-01").Call(30, "2026-10-15", arrives: "2026-11-02");
        Assert.Equal(["Lot(1) -> Usage(International) 30"], books.Last);
        var october = books.Close("2026-10", "2026-11-04");
        Assert.Equal((closing, closing, 0m), (october.Closing.ToDecimal(), october.Lots.Single().Closing.ToDecimal(), october.Overdraft.ToDecimal()));
    }

    [Fact]
    public void ALateRow_AfterACreditBack_TakesTheDetourForWhatCameBackAlone()
    {
        var books = new SmallBooks().Buy(100, "2026-09-01").Call(60, "2026-10-01").CreditBack(1, "2026-11-01").Call(50, "2026-10-15", arrives: "2026-11-02");
        Assert.Equal(["Lot(1) -> Usage(International) 40", "Overdraft -> Usage(International) 10", "Lot(1) -> Overdraft 10"], books.Last);
    }

    [Fact]
    public void SeveralReturns_AreEachReachedAtTheirOwnInstant()
    {
        var books = new SmallBooks().Buy(100, "2026-09-01").Call(40, "2026-09-10").Call(50, "2026-09-11").CreditBack(1, "2026-10-01").CreditBack(2, "2026-11-01");
        Assert.Equal("2026-10-01T00:00:00.000000Z=40000000;2026-11-01T00:00:00.000000Z=50000000", books.Lot(1).Returns.ToString());
        books.Call(70, "2026-09-20", arrives: "2026-11-02");
        var repaid = books.Entries.Where(e => e.To == Book.Overdraft).Select(e => (e.Amount.ToDecimal(), e.Effective));
        Assert.Equal([(40m, SmallBooks.At("2026-10-01")), (20m, SmallBooks.At("2026-11-01"))], repaid);
        Assert.Equal("2026-11-01T00:00:00.000000Z=30000000", books.Lot(1).Returns.ToString());
    }

    /// <summary>What is drawn after a return uses the returned money first: what was there before stays usable by earlier calls.</summary>
    [Fact]
    public void WhatIsDrawnAfterAReturn_UsesItUp()
    {
        var books = new SmallBooks().Buy(100, "2026-09-01").Call(60, "2026-09-10").CreditBack(1, "2026-10-01").Call(55, "2026-10-02").Call(40, "2026-09-15", arrives: "2026-10-03");
        Assert.Equal(["Lot(1) -> Usage(International) 40"], books.Last);
        Assert.Equal(5, books.Lot(1).Returns.Total.ToDecimal());
    }

    [Fact]
    public void AReversedExpiry_StandsInTheMonthOfThatExpiry()
    {
        var books = new SmallBooks().Buy(100, "2025-01-10").Call(60, "2025-06-01").Lapse("2026-01-12").Correct(1, 59, "2026-02-02").Call(30, "2026-01-05", arrives: "2026-02-03");
        var january = books.StatementOf("2026-01");
        Assert.Equal((10m, 0m), (january.Lapsed.ToDecimal(), january.Closing.ToDecimal()));
        Assert.Equal(0, books.StatementOf("2026-02").Lapsed.ToDecimal());
    }

    /// <summary>Money that came back after the lot's end and expired again at once: its expiry is reversed then, not with the lot's end.</summary>
    [Fact]
    public void WhatCameBackAfterTheEnd_IsReversedWhenItExpiredAgain()
    {
        var books = new SmallBooks().Buy(100, "2025-01-10").Call(60, "2025-06-01").Lapse("2026-01-12").Correct(1, 59, "2026-02-02").Call(41, "2026-01-05", arrives: "2026-02-03");
        Assert.Equal(["Expired -> Lot(1) 40", "Expired -> Lot(1) 1", "Lot(1) -> Usage(International) 40", "Overdraft -> Usage(International) 1", "Lot(1) -> Overdraft 1"], books.Last);
        Assert.Equal(0, books.StatementOf("2026-01").Lapsed.ToDecimal());
        Assert.Equal(0, books.StatementOf("2026-01").Lots.Single().Closing.ToDecimal());
    }

    [Fact]
    public void AfterTheMove_WhatItTookOverGoesBackToIt_NotToALotThatRepaidAnOlderDebt()
    {
        var books = new SmallBooks().Call(10, "2026-09-01").Buy(50, "2026-09-02").Call(60, "2026-09-03").MoveToPostpaid("2026-09-10").CreditBack(2, "2026-09-20");
        Assert.Equal(
            ["Usage(International) -> Lot(1) 40", "Overdraft -> Postpaid 20", "Usage(International) -> Overdraft 20"], books.Last);
        Assert.Equal((40m, 10m, 0m), (books.Lot(1).Left.ToDecimal(), books.Lot(1).Used.ToDecimal(), books.Pool.TakenOver.ToDecimal()));
        Assert.Equal(0, books.StatementOf("2026-09").BilledAfterUse.ToDecimal());
    }

    /// <summary>The move repaid last: a lot that repaid before it comes after it (R4.7, R8.1).</summary>
    [Fact]
    public void ADebtFromBeforeTheMove_GoesToTheMoveFirst_AndThenToTheLotThatRepaidBeforeIt()
    {
        var books = new SmallBooks().Call(10, "2026-09-01").Call(20, "2026-09-02").Buy(15, "2026-09-03").MoveToPostpaid("2026-09-10").CreditBack(2, "2026-09-20");
        Assert.Equal(
            ["Overdraft -> Postpaid 15", "Usage(International) -> Overdraft 15", "Overdraft -> Lot(1) 5", "Usage(International) -> Overdraft 5"], books.Last);
        Assert.Equal((5m, 0m), (books.Lot(1).Left.ToDecimal(), books.Pool.TakenOver.ToDecimal()));
    }

    [Fact]
    public void AfterTheMove_ADisputeWonGivesBackToIt()
    {
        var books = new SmallBooks().Call(10, "2026-09-01").Buy(100, "2026-09-02").Call(90, "2026-09-03").Chargeback(1, 100, "2026-09-05").MoveToPostpaid("2026-09-10").WinDispute(1, "2026-09-20");
        Assert.Equal(["Overdraft -> Postpaid 100", "Refunded -> Overdraft 100"], books.Last);
        Assert.Equal((0m, 0m), (books.Lot(1).Left.ToDecimal(), books.Pool.TakenOver.ToDecimal()));
    }

    /// <summary>A chargeback from after the move was never taken over: it goes to the lot that made it good.</summary>
    [Fact]
    public void ADisputeOfAfterTheMove_Won_GoesToTheLotThatMadeItGood()
    {
        var books = new SmallBooks().Buy(30, "2026-08-01").Call(50, "2026-08-03").Buy(100, "2026-08-04").Call(90, "2026-08-05").MoveToPostpaid("2026-09-10")
            .Correct(2, 40, "2026-09-15").Chargeback(1, 30, "2026-09-20").WinDispute(1, "2026-09-21");
        Assert.Equal(["Overdraft -> Lot(2) 30", "Refunded -> Overdraft 30"], books.Last);
    }

    /// <summary>Debts of two calls that two lots repaid go back to one lot each, latest first (R4.7).</summary>
    [Fact]
    public void TwoDebtsUndone_GoBackToBothLotsThatRepaidThem()
    {
        var books = new SmallBooks().Call(10, "2026-09-01").Call(10, "2026-09-02").Buy(10, "2026-09-03").Buy(100, "2026-09-04").Call(50, "2026-09-05").CreditBack(1, "2026-10-01");
        Assert.Equal(["Overdraft -> Lot(2) 10", "Usage(International) -> Overdraft 10"], books.Last);
        books.CreditBack(2, "2026-10-02");
        Assert.Equal(["Overdraft -> Lot(1) 10", "Usage(International) -> Overdraft 10"], books.Last);
        Assert.Equal((10m, 0m, 50m, 0m), (books.Lot(1).Left.ToDecimal(), books.Lot(1).Repaid.ToDecimal(), books.Lot(2).Used.ToDecimal(), books.Lot(2).Repaid.ToDecimal()));
    }

    /// <summary>A lot that had repaid an older debt is asked for nothing: the later repayment was this debt's (R4.7).</summary>
    [Fact]
    public void ADebtUndone_GoesToTheLotThatRepaidIt_NotToOneThatRepaidAnOlderOne()
    {
        var books = new SmallBooks().Call(10, "2026-09-01").Buy(10, "2026-09-02").Call(10, "2026-09-03").Buy(50, "2026-09-04").CreditBack(2, "2026-09-20");
        Assert.Equal(["Overdraft -> Lot(2) 10", "Usage(International) -> Overdraft 10"], books.Last);
    }

    [Fact]
    public void DatedAmounts_AreReadAsTheyWereWritten()
    {
        var returns = DatedAmounts.None.Add(SmallBooks.At("2026-09-01"), Money.OfUnits(3)).Add(SmallBooks.At("2026-11-01"), new Money(1)).Add(SmallBooks.At("2026-09-01"), Money.OfUnits(4));
        Assert.Equal(returns, DatedAmounts.Parse(returns.ToString()));
        Assert.Equal(DatedAmounts.None, DatedAmounts.Parse(""));
        Assert.Equal("2026-09-01T00:00:00.000000Z=7000000;2026-11-01T00:00:00.000000Z=1", returns.ToString());
        foreach (var text in new[] { "x", "2026-09-01=1", "2026-09-01T00:00:00.000000Z", "2026-09-01T00:00:00.000000Z=-1" })
            Assert.Throws<FormatException>(() => DatedAmounts.Parse(text));
    }
}
