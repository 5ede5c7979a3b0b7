using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Ledger;

/// <summary>Money that the payer's bank takes back, and returns (R6.8).</summary>
public sealed class DisputeTests
{
    private static SmallBooks Two => new SmallBooks().Buy(100, "2026-09-01").Call(70, "2026-09-10").Buy(200, "2026-09-20");

    [Fact]
    public void Chargeback_TakesWhatTheLotHolds_ThenTheOverdraft_WhichOpenLotsMakeGood()
    {
        var books = Two.Chargeback(1, 100, "2026-10-01");
        Assert.Equal(["Lot(1) -> Refunded 30", "Overdraft -> Refunded 70", "Lot(2) -> Overdraft 70"], books.Last);
        Assert.Equal((130, 0), (books.Pool.BookBalance.ToDecimal(), books.Pool.Overdraft.ToDecimal()));
    }

    [Fact]
    public void DisputeWon_GivesBackLastToFirst_ToTheLotThatMadeItGood()
    {
        var books = Two.Chargeback(1, 100, "2026-10-01").WinDispute(1, "2026-10-05");
        Assert.Equal(["Overdraft -> Lot(2) 70", "Refunded -> Overdraft 70", "Refunded -> Lot(1) 30"], books.Last);
        Assert.Equal((30, 0), (books.Lot(1).Left.ToDecimal(), books.Lot(1).PaidBack.ToDecimal()));
        Assert.Equal((200, 0, 0), (books.Lot(2).Left.ToDecimal(), books.Lot(2).Used.ToDecimal(), books.Lot(2).Repaid.ToDecimal()));
        var october = books.StatementOf("2026-10");
        Assert.Equal((0, 230, 230), (october.PaidBack.ToDecimal(), october.Opening.ToDecimal(), october.Closing.ToDecimal()));
        Assert.Equal([-30m, -70m, 70m, 30m], october.CorrectionsAndLate.Select(c => c.Amount.ToDecimal()));
    }

    [Fact]
    public void DisputeWon_PaysTheOverdraftFirst()
    {
        var books = new SmallBooks().Buy(100, "2026-09-01").Call(70, "2026-09-10").Chargeback(1, 100, "2026-10-01");
        Assert.Equal(70, books.Pool.Overdraft.ToDecimal());
        Assert.Equal(["Refunded -> Overdraft 70", "Refunded -> Lot(1) 30"], books.WinDispute(1, "2026-10-05").Last);
        Assert.Equal((30, 0), (books.Pool.BookBalance.ToDecimal(), books.Pool.Overdraft.ToDecimal()));
    }

    [Fact]
    public void DisputeWon_OfALotThatEnded_LapsesAtOnce()
    {
        var books = new SmallBooks().Buy(100, "2025-09-01").Chargeback(1, 100, "2026-08-01").WinDispute(1, "2026-10-05");
        Assert.Equal(["Refunded -> Lot(1) 100", "Lot(1) -> Expired 100"], books.Last);
        Assert.Equal((0, 100, -100), (books.Pool.BookBalance.ToDecimal(), books.StatementOf("2026-10").Lapsed.ToDecimal(), books.StatementOf("2026-10").PaidBack.ToDecimal()));
    }

    [Fact]
    public void Chargeback_OfALotThatLapsed_TakesTheOverdraft()
    {
        var books = new SmallBooks().Buy(100, "2025-09-01").Chargeback(1, 100, "2026-10-01");
        Assert.Equal(["Lot(1) -> Expired 100", "Overdraft -> Refunded 100"], books.Last);
    }

    [Fact]
    public void Chargeback_AfterTheMove_IsOwed_AndMoneyOfOpenLotsMakesItGood()
    {
        var books = Two.MoveToPostpaid("2026-09-25").Chargeback(1, 100, "2026-10-01");
        Assert.Equal(["Lot(1) -> Refunded 30", "Overdraft -> Refunded 70", "Lot(2) -> Overdraft 70"], books.Last);
        books.Call(150, "2026-10-02");
        Assert.Equal(["Lot(2) -> Usage(International) 130", "Postpaid -> Usage(International) 20"], books.Last);
        Assert.Equal((100, 0, 20), (books.StatementOf("2026-10").PaidBack.ToDecimal(), books.StatementOf("2026-10").Closing.ToDecimal(), books.StatementOf("2026-10").BilledAfterUse.ToDecimal()));
    }

    /// <summary>What the move took over goes back to it: both are undone, and the pool's lines are as if there had been neither.</summary>
    [Fact]
    public void DisputeWon_AfterTheMoveTookOverTheDebt_GoesToPostpaid()
    {
        var books = new SmallBooks().Buy(100, "2026-09-01").Call(100, "2026-09-10").Chargeback(1, 100, "2026-10-01").MoveToPostpaid("2026-10-02").WinDispute(1, "2026-10-05");
        Assert.Equal(["Overdraft -> Postpaid 100", "Refunded -> Overdraft 100"], books.Last);
        var october = books.StatementOf("2026-10");
        Assert.Equal((0, 0, 0, 0), (october.Closing.ToDecimal(), october.PaidBack.ToDecimal(), october.Corrections.ToDecimal(), october.BilledAfterUse.ToDecimal()));
    }

    [Fact]
    public void Chargeback_OfMoreThanWasBoughtAndNotPaidBack_IsRefused()
    {
        var books = new SmallBooks().Buy(100, "2026-09-01").PayBack(1, 40, "2026-09-02");
        Assert.Throws<ArgumentOutOfRangeException>(() => books.Chargeback(1, 60.01m, "2026-09-03"));
        Assert.Equal(["Lot(1) -> Refunded 60"], books.Chargeback(1, 60, "2026-09-03").Last);
    }

    /// <summary>A purchase that is recorded for an earlier day cannot make the debt good before there was one (R3.3).</summary>
    [Fact]
    public void APurchase_RepaysAChargeback_NotBeforeIt()
    {
        var books = new SmallBooks().Buy(100, "2026-09-01").Call(100, "2026-09-10").Chargeback(1, 100, "2026-10-01").Buy(300, "2026-09-20", booked: "2026-10-03");
        Assert.Equal(SmallBooks.At("2026-10-03"), books.Entries[^1].Effective);
        Assert.Equal(200, books.Pool.BookBalance.ToDecimal());
    }

    [Fact]
    public void Correct_WhereNothingStands_OnlyDraws()
    {
        var books = new SmallBooks().Buy(100, "2026-09-01").Call(10, "2026-09-10").CreditBack(1, "2026-09-11").Correct(1, 4, "2026-09-12").Correct(1, 6, "2026-09-13");
        Assert.Equal(["Usage(International) -> Lot(1) 4", "Lot(1) -> Usage(International) 6"], books.Last);
        Assert.Equal(94, books.Pool.BookBalance.ToDecimal());
        Assert.All(books.Entries.TakeLast(3), e => Assert.Equal(EntryKind.Correction, e.Kind));
    }
}
