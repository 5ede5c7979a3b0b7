using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Ledger;

[Trait("Rule", "R12.2")]
public sealed class BookingDayTests
{
    [Theory]
    [InlineData(EntryKind.Usage, "2026-09-28 10:00", "2026-09", "2026-09-28")]
    [InlineData(EntryKind.Usage, "2026-10-01 03:59", "2026-09", "2026-09-30")]
    [InlineData(EntryKind.Usage, "2026-09-28 10:00", "2026-10", "2026-10-01")]
    [InlineData(EntryKind.Expiry, "2026-12-01 05:00", "2026-11", "2026-11-30")]
    [InlineData(EntryKind.Expiry, "2026-12-01 05:00", "2026-12", "2026-12-01")]
    [InlineData(EntryKind.OpeningLot, "2025-12-09 05:00", "2026-09", "2026-09-15")]
    [InlineData(EntryKind.Usage, "2026-09-20 10:00", "2026-09", "2026-09-20")]
    public void Day_LiesInTheBookingMonth(EntryKind kind, string effective, string month, string expected) =>
        Assert.Equal(DateOnly.Parse(expected), BookingDay.Of(kind, SmallBooks.At(effective), Month.Parse(month), new SmallBooks("America/New_York", "2026-09-15").Organization));
}
