using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Cases;

/// <summary>W: our own edges. W01 is in CreditPoolTests; W05 is the pool's part of it, its holds wait for call control.</summary>
internal static class CasesW
{
    public static IEnumerable<(string Id, Action Check)> All =>
    [
        ("W02", ACallBeforeThePurchaseIsItsMonthsDebt),
        ("W03", AtTheVeryEndTheNextLotPays),
        ("W04", ACallOverMidnightIsNotDivided),
        ("W05", WhatASettlementTakesBeyondItsHoldIsMissedByOthers),
        ("W12", () => { var b = CaseBooks.Lots(12.3456m).PayBack(1, 10.34m, "2026-09-02"); b.IsLeft(2.0056m); }),
        ("W13", () =>
        {
            var b = CaseBooks.Lots(100).Use(70).Chargeback(1, 100, "2026-10-02");
            b.HasPosted("Lot(1) -> Refunded 30", "Overdraft -> Refunded 70");
            b.IsBalance(-70);
            Assert.ThrowsAny<Exception>(() => b.PayBack(1, 30, "2026-10-03"));
            Assert.Equal((100, -70), (b.StatementOf("2026-10").PaidBack.ToDecimal(), b.StatementOf("2026-10").Closing.ToDecimal()));
        }),
        ("W15", () =>
        {
            var b = new SmallBooks().Buy(10, "2025-09-10").Call(10, "2025-09-20");
            var september = b.Close("2025-09", "2025-10-04");
            b.Correct(1, 7, "2026-11-05").HasPosted("Usage(International) -> Lot(1) 10", "Lot(1) -> Usage(International) 7", "Lot(1) -> Expired 3");
            var november = b.StatementOf("2026-11");
            Assert.Equal((0, 0, 0, 0), (november.Used.ToDecimal(), november.Lapsed.ToDecimal(), november.Corrections.ToDecimal(), november.Closing.ToDecimal()));
            Assert.Equal([10m, -7m, -3m], november.CorrectionsAndLate.Select(c => c.Amount.ToDecimal()));
            Assert.Equal(september.Used, b.StatementOf("2025-09").Used);
        }),
        ("W16", () => { var b = new SmallBooks().Call(10, "2026-09-01").Buy(50, "2026-09-02"); b.IsLeft(40); b.CreditBack(1, "2026-09-03").HasPosted("Overdraft -> Lot(1) 10", "Usage(International) -> Overdraft 10"); b.IsLeft(50); b.IsUnpaid(0); }),
        ("W17", () =>
        {
            var b = new SmallBooks().Buy(30, "2026-11-01").MoveToPostpaid("2026-11-15");
            b.Call(50, "2026-11-16").HasPosted("Lot(1) -> Usage(International) 30", "Postpaid -> Usage(International) 20");
            b.Call(5, "2026-11-10", arrives: "2026-11-17").HasPosted("Postpaid -> Usage(International) 5");
            Assert.Equal((30, 25), (b.StatementOf("2026-11").Used.ToDecimal(), b.StatementOf("2026-11").BilledAfterUse.ToDecimal()));
        }),
        ("W18", () => { var b = new SmallBooks().Call(12, "2026-11-01").MoveToPostpaid("2026-11-15"); b.HasPosted("Postpaid -> Overdraft 12"); b.IsBalance(0); }),
        ("W26", () =>
        {
            CasesJ.EndIs("America/Santiago", "2025-09-05 12:00:00", "2026-09-06 04:00:00");
            CasesJ.EndIs("America/Havana", "2025-10-31 16:00:00", "2026-11-01 04:00:00");
            CasesJ.EndIs("Asia/Beirut", "2025-10-24 12:00:00", "2026-10-24 22:00:00");
        }),
        ("W27", WhatAwaitsADecisionIsCountedAndBookedLate),
        ("W30", () =>
        {
            Assert.Equal(new DateOnly(2028, 2, 28), CreditLot.LastUsableDayOf(new(2027, 2, 28)));
            Assert.Equal(new DateOnly(2029, 2, 28), CreditLot.LastUsableDayOf(new(2028, 2, 29)));
        }),
    ];

    private static void ACallBeforeThePurchaseIsItsMonthsDebt()
    {
        var b = new SmallBooks().Buy(50, "2026-11-02 09:00").Call(10, "2026-10-29", arrives: "2026-11-03");
        b.HasPosted("Overdraft -> Usage(International) 10", "Lot(1) -> Overdraft 10");
        Assert.Equal([SmallBooks.At("2026-10-29"), SmallBooks.At("2026-11-02 09:00")], b.Entries.TakeLast(2).Select(e => e.Effective));
        var (october, november) = (b.StatementOf("2026-10"), b.StatementOf("2026-11"));
        Assert.Equal((-10, 10, -10, 40), (october.Closing.ToDecimal(), october.Overdraft.ToDecimal(), november.Opening.ToDecimal(), november.Closing.ToDecimal()));
        Assert.Equal((50, 10, 40), (november.Lots[0].Bought.ToDecimal(), november.Lots[0].MadeGood.ToDecimal(), november.Lots[0].Closing.ToDecimal()));
    }

    private static void AtTheVeryEndTheNextLotPays()
    {
        var b = new SmallBooks().Buy(10, "2025-11-30").Buy(50, "2026-01-10").Call(4, "2026-12-01").Lapse("2026-12-01 00:05");
        b.IsLeft(0, 46);
        var (november, december) = (b.StatementOf("2026-11"), b.StatementOf("2026-12"));
        Assert.Equal((10, 0), (november.Lapsed.ToDecimal(), november.Used.ToDecimal()));
        Assert.Equal((0, 4), (december.Lapsed.ToDecimal(), december.Used.ToDecimal()));
        Assert.Equal((60, 50), (november.BalanceByDay[^2].ToDecimal(), november.BalanceByDay[^1].ToDecimal()));
    }

    private static void ACallOverMidnightIsNotDivided()
    {
        var b = new SmallBooks().Buy(5, "2025-11-30").Buy(50, "2026-01-10").Lapse("2026-12-01").Call(8, "2026-11-30 23:50", arrives: "2026-12-01 00:21");
        b.HasPosted("Expired -> Lot(1) 5", "Lot(1) -> Usage(International) 5", "Lot(2) -> Usage(International) 3");
        var november = b.StatementOf("2026-11");
        Assert.Equal((8, 0, 47), (november.Used.ToDecimal(), november.Lapsed.ToDecimal(), november.Closing.ToDecimal()));
    }

    private static void WhatASettlementTakesBeyondItsHoldIsMissedByOthers()
    {
        var b = CaseBooks.Lots(10).Use(7);
        Assert.Equal(Money.OfUnits(-2), b.Pool.UsableBalance(SmallBooks.At("2026-10-01"), holds: Money.OfUnits(5)));
        b.Use(5).HasPosted("Lot(1) -> Usage(International) 3", "Overdraft -> Usage(International) 2");
        b.IsUnpaid(2);
    }

    private static void WhatAwaitsADecisionIsCountedAndBookedLate()
    {
        var b = new SmallBooks().Buy(50, "2026-10-01");
        var october = b.Close("2026-10", "2026-11-04", awaiting: 3, amount: 8.40m);
        Assert.Equal((3, 8.40m, 50m), (october.AwaitingCount, october.AwaitingAmount.ToDecimal(), october.Closing.ToDecimal()));
        b.Call(2.10m, "2026-10-20", arrives: "2026-11-10", UsageKind.Overage);
        Assert.True(b.Entries[^1].IsLate);
        var november = b.StatementOf("2026-11");
        Assert.Equal(2.10m, november.Used.ToDecimal());
        Assert.Equal((true, -2.10m, 1), november.CorrectionsAndLate.Select(c => (c.IsLate, c.Amount.ToDecimal(), c.Count)).Single());
        Assert.Equal(Book.Lot(1), b.Entries[^1].From);
    }
}
