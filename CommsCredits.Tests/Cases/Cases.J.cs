using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Laws;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Cases;

/// <summary>J: days and ends.</summary>
internal static class CasesJ
{
    public static IEnumerable<(string Id, Action Check)> All =>
    [
        ("J01", () => Assert.Equal(new DateOnly(2025, 1, 31), new DateOnly(2024, 12, 31).AddMonths(1))),
        ("J07", () => Assert.Equal(new DateOnly(2016, 12, 30), new DateOnly(2016, 11, 30).AddMonths(1))),
        ("J09", () => Assert.Equal(new DateOnly(2025, 2, 28), CreditLot.LastUsableDayOf(new(2024, 2, 29)))),
        ("J10", () => Assert.Equal(new DateOnly(2025, 2, 28), Month.Of(new(2025, 1, 31)).Next.LastDay)),
        ("J15", () => EndIs("Pacific/Tongatapu", "2026-03-15 10:00:00", "2027-03-15 11:00:00")),
        ("J18", () => EndIs("Europe/Berlin", "2024-03-31 00:30:00", "2025-03-31 22:00:00")),
    ];

    internal static void EndIs(string zone, string boughtUtc, string endUtc)
    {
        var lot = CreditLot.Bought(1, Money.OfUnits(1), SmallBooks.At(boughtUtc), Calendars.Of(zone));
        Assert.Equal(endUtc, lot.End.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
    }
}
