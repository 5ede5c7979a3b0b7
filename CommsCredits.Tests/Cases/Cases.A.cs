using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Cases;

/// <summary>A: which lot pays, and what nobody pays.</summary>
internal static class CasesA
{
    public static IEnumerable<(string Id, Action Check)> All =>
    [
        ("A01", () => { var b = Lots().Use(50); b.IsUnpaid(50); b.HasPosted("Overdraft -> Usage(International) 50"); }),
        ("A02", () => { var b = Lots(100).Use(50); b.IsLeft(50); b.IsUnpaid(0); }),
        ("A04", () => new SmallBooks().Buy(100, "2025-09-01").IsUsable(0, "2026-09-02")),
        ("A06", () => { var b = Lots(100, 100).Use(200); b.IsLeft(0, 0); b.IsUnpaid(0); }),
        ("A07", () => Lots(100, 100).Use(120).IsLeft(0, 80)),
        ("A11", () => Lots(30, 50).Use(60).HasPosted("Lot(1) -> Usage(International) 30", "Lot(2) -> Usage(International) 30")),
        ("A13", () => Lots(10, 15).Use(15).IsLeft(0, 10)),
        ("A16", () => Lots(20, 25, 25, 30).Use(80).HasPosted("Lot(1) -> Usage(International) 20", "Lot(2) -> Usage(International) 25", "Lot(3) -> Usage(International) 25", "Lot(4) -> Usage(International) 10")),
        ("A18", TheEarliestEndPaysWhateverWasBoughtFirst),
        ("A19", () => Lots(50, 30, 20, 100).Use(70).IsBalance(130)),
        ("A21", OfOneDayTheOlderPays),
        ("A22", () => { var b = new SmallBooks().Call(25, "2026-09-01").Buy(100, "2026-09-02").Call(25, "2026-09-03"); b.IsLeft(50); b.IsUnpaid(0); }),
        ("A23", () => { var b = Lots(100).Use(50).PayBack(1, 50, "2026-10-02").Call(50, "2026-10-03"); b.IsLeft(0); b.IsUnpaid(50); }),
        ("A24", () => { var b = new SmallBooks().Buy(100, "2025-09-01").Call(10, "2026-09-01 23:59").Call(10, "2026-09-02 00:01").Lapse("2026-09-02 01:00"); b.IsUnpaid(10); b.IsLeft(0); Assert.Equal(90, b.Lot(1).Lapsed.ToDecimal()); }),
    ];

    private static SmallBooks Lots(params decimal[] amounts) => CaseBooks.Lots(amounts);

    /// <summary>C was recorded last, but its day is the earliest.</summary>
    private static void TheEarliestEndPaysWhateverWasBoughtFirst()
    {
        var books = new SmallBooks().Buy(50, "2026-09-01").Buy(20, "2026-09-01 12:00").Buy(100, "2026-08-15", booked: "2026-09-02");
        books.Use(60).IsLeft(50, 20, 40);
    }

    /// <summary>The larger is not taken first.</summary>
    private static void OfOneDayTheOlderPays() => new SmallBooks().Buy(20, "2026-09-01 08:00").Buy(100, "2026-09-01 09:00").Use(10).IsLeft(10, 100);
}
