using CommsCredits.Domain;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Cases;

/// <summary>B: ends and lapses.</summary>
internal static class CasesB
{
    public static IEnumerable<(string Id, Action Check)> All =>
    [
        ("B03", () => Lapsed(4, Year().Buy(10, "2025-09-01").Call(6, "2025-10-01"))),
        ("B06", () => Lapsed(7, Year().Buy(10, "2025-09-01").Call(5, "2025-10-01").Adjust(1, 2, "2025-11-01"))),
        ("B07", EachLotLapsesAtItsEnd),
        ("B08", () => Lapsed(15, Year().Buy(20, "2025-09-01").Call(5, "2025-10-01"))),
        ("B09", NothingLapsesBeforeTheInstant),
        ("B13", () => { var b = Year().Buy(10, "2025-09-01").Call(15, "2025-10-01").Lapse("2027-01-01"); b.IsLeft(0); b.IsUnpaid(5); }),
        ("B14", () => Lapsed(60, Year().Buy(200, "2025-09-01").Call(120, "2025-10-01").Call(20, "2025-10-02"))),
        ("B15", TheStartDecides_WhetherTheJobHasRunOrNot),
        ("B18", () => { var b = Year().Buy(10, "2025-09-01").Buy(10, "2026-08-30"); Assert.Equal(new DateOnly(2026, 9, 1), b.Lot(1).LastUsableDay); Assert.Equal(new DateOnly(2027, 8, 30), b.Lot(2).LastUsableDay); }),
        ("B20", () => { var b = Year().Buy(1, "2025-01-10").Buy(2, "2026-01-10").Buy(3, "2026-02-10").Lapse("2026-03-01"); Assert.Equal(3, b.Pool.Lots.Count); b.IsLeft(0, 2, 3); b.IsUsable(5, "2026-03-01"); }),
        ("B21", () => { var b = Year().Buy(10, "2025-09-01").Buy(100, "2026-09-01").Lapse("2026-09-03"); b.IsLeft(0, 100); Assert.Equal(new DateOnly(2027, 9, 1), b.Lot(2).LastUsableDay); }),
    ];

    private static SmallBooks Year() => new();

    private static void Lapsed(decimal amount, SmallBooks books)
    {
        books.Lapse("2026-09-02");
        Assert.Equal(Money.Of(amount), books.Lot(1).Lapsed);
        books.IsLeft(0);
    }

    private static void EachLotLapsesAtItsEnd()
    {
        var books = Year().Buy(10, "2025-09-01").Buy(7, "2025-09-11").Call(2, "2025-09-20").Lapse("2026-09-30");
        books.HasPosted("Lot(1) -> Expired 8", "Lot(2) -> Expired 7");
        Assert.Equal([SmallBooks.At("2026-09-02"), SmallBooks.At("2026-09-12")], books.Entries.TakeLast(2).Select(e => e.Effective));
        books.IsBalance(0);
    }

    private static void NothingLapsesBeforeTheInstant()
    {
        var books = Year().Buy(10, "2025-09-01");
        Assert.Empty(books.Pool.ExpireDue(books.Lot(1).End.AddTicks(-1)));
        Assert.Single(books.Pool.ExpireDue(books.Lot(1).End));
    }

    private static void TheStartDecides_WhetherTheJobHasRunOrNot()
    {
        var after = Year().Buy(100, "2025-09-01").Call(30, "2026-09-02 00:00");
        after.IsUsable(-30, "2026-09-02 00:00");
        after.IsUnpaid(30);
        after.Lapse("2026-09-02 00:05").HasPosted("Lot(1) -> Expired 100");

        var before = Year().Buy(100, "2025-09-01").Call(30, "2026-09-01 23:59", arrives: "2026-09-02 00:04").Lapse("2026-09-02 00:05");
        before.HasPosted("Lot(1) -> Expired 70");
        before.IsUnpaid(0);
    }
}
