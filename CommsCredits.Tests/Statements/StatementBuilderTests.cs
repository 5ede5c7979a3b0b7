using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Statements;

public sealed class StatementBuilderTests
{
    private static SmallBooks Autumn() => new SmallBooks()
        .Buy(100, "2026-09-01").Buy(50, "2026-09-10").Call(30, "2026-09-20").Call(90, "2026-09-21", kind: UsageKind.Overage).PayBack(2, 10, "2026-09-25");

    [Fact]
    public void LapsesThatLateCallsReversed_AreOneLineALotAndDay_WithTheirCount()
    {
        var books = new SmallBooks().Buy(100, "2026-09-01").Lapse("2027-09-02")
            .Call(5, "2027-08-30", arrives: "2027-09-03").Call(7, "2027-08-31", arrives: "2027-09-03").Call(9, "2027-08-31", arrives: "2027-09-04");
        var lapses = books.StatementOf("2027-09").Lapses;
        Assert.Equal([(-100m, 1), (12m, 2), (9m, 1)], lapses.Select(l => (l.Amount.ToDecimal(), l.Count)));
    }

    [Fact]
    public void TheMonth_IsSplitByKindAndByLot()
    {
        var s = Autumn().StatementOf("2026-09");
        Assert.Equal([(UsageKind.Overage, 1, 90m), (UsageKind.International, 1, 30m)], s.Usage.Select(u => (u.Kind, u.Calls, u.Amount.ToDecimal())));
        Assert.Equal([((int?)1, 100m), (2, 20m)], s.PaidFor.Select(p => (p.Lot, p.Total.ToDecimal())));
        Assert.Equal([(1, 0m), (2, 20m)], s.Lots.Select(l => (l.Number, l.Closing.ToDecimal())));
        Assert.Equal((150m, 120m, 10m, 20m), (s.Bought.ToDecimal(), s.Used.ToDecimal(), s.PaidBack.ToDecimal(), s.Closing.ToDecimal()));
        Assert.Equal((1L, 6L, 6), (s.FirstSequence, s.LastSequence, s.EntryCount));
    }

    [Fact]
    public void AMonthWithoutEntries_CarriesTheBalance()
    {
        var s = Autumn().StatementOf("2026-11");
        Assert.Equal((20m, 20m, 0, 0L), (s.Opening.ToDecimal(), s.Closing.ToDecimal(), s.EntryCount, s.FirstSequence));
        Assert.All(s.BalanceByDay, d => Assert.Equal(20m, d.ToDecimal()));
    }

    [Fact]
    public void LateCallsOfOneDayAndKind_AreOneLine()
    {
        var books = Autumn();
        books.Close("2026-09", "2026-10-04");
        books.Call(2, "2026-09-28 08:00", arrives: "2026-10-06").Call(3, "2026-09-28 09:00", arrives: "2026-10-06").Call(4, "2026-09-29", arrives: "2026-10-06");
        var s = books.StatementOf("2026-10");
        Assert.Equal([(28, 2, -5m), (29, 1, -4m)], s.CorrectionsAndLate.Select(c => (c.Happened.Day, c.Count, c.Amount.ToDecimal())));
        Assert.All(s.CorrectionsAndLate, c => Assert.True(c.IsLate));
        Assert.Equal(9m, s.Used.ToDecimal());
    }

    /// <summary>What is billed after use is in no line of the pool (R8.3), late or not.</summary>
    [Fact]
    public void ALateCallBilledAfterUse_IsNoLineOfThePool()
    {
        var books = new SmallBooks().Buy(10, "2026-09-01").MoveToPostpaid("2026-09-15").Call(10, "2026-09-20");
        books.Close("2026-09", "2026-10-04");
        books.Call(7, "2026-09-28", arrives: "2026-10-06");
        var s = books.StatementOf("2026-10");
        Assert.Empty(s.CorrectionsAndLate);
        Assert.Equal((0m, 7m, 0m), (s.Used.ToDecimal(), s.BilledAfterUse.ToDecimal(), s.Closing.ToDecimal()));
    }

    [Fact]
    public void AtRisk_IsWhatOpenLotsHoldThatEndWithin90Days()
    {
        var books = new SmallBooks().Buy(10, "2025-09-20").Buy(20, "2025-12-29").Buy(40, "2025-12-30").Buy(80, "2026-09-01");
        Assert.Equal(20m, books.StatementOf("2026-09").AtRisk.ToDecimal());
    }

    /// <summary>A lot that ended has lapsed on its last usable day; money that came back to it lapses on the day it came.</summary>
    [Fact]
    public void ALapse_FallsOnItsDay()
    {
        var books = new SmallBooks().Buy(10, "2025-10-09").Call(4, "2025-10-20").Lapse("2026-10-11").CreditBack(1, "2026-11-01 10:00");
        var october = books.StatementOf("2026-10");
        Assert.Equal((6m, 0m), (october.BalanceByDay[7].ToDecimal(), october.BalanceByDay[8].ToDecimal()));
        var november = books.StatementOf("2026-11");
        Assert.All(november.BalanceByDay, d => Assert.Equal(0m, d.ToDecimal()));
        Assert.Equal((4m, 4m), (november.CreditedBack.ToDecimal(), november.Lapsed.ToDecimal()));
    }

    [Theory]
    [InlineData("sv-SE"), InlineData("th-TH"), InlineData("ar-SA"), InlineData("fa-IR")]
    public void NoCulture_ChangesAFingerprint(string culture)
    {
        var books = new SmallBooks().Buy(5, "2026-09-01").Call(30, "2026-09-20").Buy(5, "2026-09-25");
        var expected = Fingerprint.Text(books.StatementOf("2026-09"));
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Fingerprint.Text(books.StatementOf("2026-09")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        Assert.Contains("closing=-20000000\n", expected, StringComparison.Ordinal);
    }

    [Fact]
    public void AnyFigure_ChangesTheFingerprint()
    {
        var s = Autumn().StatementOf("2026-09");
        Statement[] others =
        [
            s with { Opening = new(1) }, s with { Used = new(1) }, s with { Closing = new(1) }, s with { Overdraft = new(1) }, s with { BilledAfterUse = new(1) }, s with { AwaitingCount = 1 },
            s with { HeadSequence = 1 }, s with { HeadHash = "" }, s with { Lots = [] }, s with { PaidFor = [] }, s with { Usage = [] }, s with { TopUps = [] }, s with { EntryCount = 0 },
        ];
        Assert.DoesNotContain(s.Fingerprint, others.Select(Fingerprint.Of));
        Assert.Equal(s.Fingerprint, Fingerprint.Of(s));
    }

    [Fact]
    public void EntriesThatDoNotAddUp_MakeNoStatement()
    {
        var builder = new StatementBuilder(Autumn().Organization);
        foreach (var entry in Autumn().Entries.Where(e => e.Kind != EntryKind.Usage)) builder.Add(entry);
        builder.Add(Autumn().Entries[0] with { From = Book.Lot(1), To = Book.Overdraft, Kind = EntryKind.Repayment, Amount = new(1) });
        Assert.Throws<StatementBrokenException>(() => builder.Build(new Month(2026, 9), null, 0, ""));
    }
}
