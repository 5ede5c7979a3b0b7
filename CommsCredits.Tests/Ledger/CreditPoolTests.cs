using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;

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
}
