using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Cases;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Ledger;

public sealed class CreditPoolTests
{
    private static readonly LocalCalendar s_utc = new(TimeZoneInfo.Utc);

    private static DateTime At(int year, int month, int day, int hour = 0) => new(year, month, day, hour, 0, 0, DateTimeKind.Utc);

    [Fact]
    [Trait("Case", "W01")]
    public void Draw_ReversesALapseForALateCall_AndItPaysNothingElse()
    {
        var pool = new CreditPool([], Money.Zero);
        pool.Grant(CreditLot.Bought(1, Money.OfUnits(100), At(2025, 11, 10), s_utc), EntryKind.Purchase, At(2025, 11, 10));
        pool.Draw(UsageKind.International, Money.OfUnits(70), At(2025, 12, 1));
        pool.ExpireDue(At(2026, 11, 11));
        pool.Draw(UsageKind.International, Money.OfUnits(20), At(2026, 11, 11, 8));
        Assert.Equal(Money.OfUnits(20), pool.Overdraft);
        Assert.Equal(Money.OfUnits(30), pool.Lots[0].Lapsed);

        var late = pool.Draw(UsageKind.International, Money.OfUnits(40), At(2026, 11, 9));
        Assert.Equal(["Expired -> Lot(1) 30", "Lot(1) -> Usage(International) 30", "Overdraft -> Usage(International) 10"], late.Select(p => p.ToString()));
        Assert.Equal(Money.OfUnits(30), pool.Overdraft);

        pool.Grant(CreditLot.Bought(2, Money.OfUnits(50), At(2026, 11, 20), s_utc), EntryKind.Purchase, At(2026, 11, 20));
        Assert.Equal(Money.OfUnits(20), pool.BookBalance);
        Assert.Equal(Money.Zero, pool.Lots[0].Lapsed);
    }

    /// <summary>Only what the correction left standing is undone, and a repayment of what others owed is not the call's own.</summary>
    [Fact]
    public void CreditBack_AfterACorrection_UndoesTheCorrectedCharge()
    {
        var books = new SmallBooks().Buy(20, "2026-09-01").Call(10, "2026-09-02").Call(15, "2026-09-03").Correct(1, 7, "2026-09-04");
        books.HasPosted("Usage(International) -> Lot(1) 10", "Lot(1) -> Usage(International) 7", "Lot(1) -> Overdraft 3");
        books.IsUnpaid(2);
        books.CreditBack(1, "2026-09-05").HasPosted("Usage(International) -> Lot(1) 7", "Lot(1) -> Overdraft 2");
        books.IsLeft(5);
        Assert.Throws<ArgumentException>(() => books.CreditBack(1, "2026-09-06"));
    }

    /// <summary>The overdraft's calls came back to the lot first; its own call finds the rest at the lot before.</summary>
    [Fact]
    public void CreditBack_NeverGivesALotMoreThanItPaid()
    {
        var books = new SmallBooks().Call(10, "2026-09-01").Call(10, "2026-09-02").Buy(10, "2026-09-03").Buy(30, "2026-09-04").Call(20, "2026-09-05");
        books.IsLeft(0, 0);
        books.CreditBack(1, "2026-09-06").CreditBack(2, "2026-09-07").CreditBack(3, "2026-09-08");
        books.IsLeft(10, 30);
    }

    [Fact]
    public void Correct_BeforeTheJobHasRun_LapsesWhatIsDueFirst()
    {
        var books = new SmallBooks().Buy(20, "2025-09-01").Call(5, "2025-09-02").Correct(1, 8, "2026-10-01");
        books.HasPosted("Lot(1) -> Expired 15", "Usage(International) -> Lot(1) 5", "Expired -> Lot(1) 3", "Lot(1) -> Usage(International) 8");
        Assert.Equal("2026-09", books.Entries[2].BookingMonth.ToString());
    }

    [Fact]
    public void CreditBack_ToAnEndedLot_LapsesNoMoreThanCameBack()
    {
        var books = new SmallBooks().Buy(20, "2025-09-01").Call(5, "2025-09-02").Call(6, "2025-09-03").CreditBack(1, "2025-09-04").CreditBack(2, "2026-10-01");
        books.HasPosted("Lot(1) -> Expired 14", "Usage(International) -> Lot(1) 6", "Lot(1) -> Expired 6");
        Assert.Equal(["2026-09", "2026-10", "2026-10"], books.Entries.TakeLast(3).Select(e => e.BookingMonth.ToString()));
    }

    [Fact]
    public void EndedMoney_IsNeitherPaidBackNorTakenByACorrection()
    {
        var books = new SmallBooks().Buy(20, "2025-09-01");
        Assert.Throws<ArgumentOutOfRangeException>(() => books.PayBack(1, 5, "2026-09-02"));
        Assert.Throws<ArgumentOutOfRangeException>(() => books.Adjust(1, -5, "2026-09-02"));
        Assert.Single(books.Entries);
    }

    [Fact]
    public void APurchaseAfterTheDebt_RepaysAtThePurchase_HoweverLateItIsBooked()
    {
        var books = new SmallBooks().Call(10, "2026-10-05").Buy(50, "2026-10-20", booked: "2026-10-22");
        var repayment = Assert.Single(books.Entries, e => e.Kind == EntryKind.Repayment);
        Assert.Equal(books.Entries.Single(e => e.Kind == EntryKind.Purchase).Effective, repayment.Effective);
    }

    [Fact]
    public void APurchaseRecordedLater_RepaysWhenItIsRecorded()
    {
        var books = new SmallBooks().Call(10, "2026-11-05").Buy(10, "2026-10-20", booked: "2026-11-06");
        var october = books.StatementOf("2026-10");
        Assert.Equal((10m, 0m), (october.Closing.ToDecimal(), october.Overdraft.ToDecimal()));
        Assert.Equal(10m, books.StatementOf("2026-11").Lots.Single().MadeGood.ToDecimal());
    }
}
