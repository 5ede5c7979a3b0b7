using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Tests.Insight;

[Trait("Rule", "R4.3")]
public sealed class LevelCourseTests
{
    private static readonly DateOnly s_first = new(2026, 10, 1);

    [Fact]
    public void Past_IsWalkedBackFromWhatTheLotsHold()
    {
        var past = PoolPast.Of([Lot(1, 0), Lot(2, 70), Lot(3, 100)], Money.Zero,
        [
            new(s_first.AddDays(-1), 2, EntryKind.Usage, Money.OfUnits(-500)),
            new(s_first, 1, EntryKind.Usage, Money.OfUnits(-5)),
            new(s_first, 1, EntryKind.Expiry, Money.OfUnits(-20)),
            new(s_first.AddDays(2), 3, EntryKind.Purchase, Money.OfUnits(100)),
            new(s_first.AddDays(2), 2, EntryKind.Usage, Money.OfUnits(-10)),
        ], s_first, s_first.AddDays(2));
        Assert.Equal([new(1, Money.OfUnits(25)), new LotLevel(2, Money.OfUnits(80))], past.Opening.Lots);
        Assert.Equal([new LotLevel(2, Money.OfUnits(80))], past.Days[0].Lots);
        Assert.Equal([80m, 80, 170], past.Days.Select(d => d.Balance.ToDecimal()));
        Assert.Equal([new LevelStep(s_first, 1, Money.OfUnits(-20)), new(s_first.AddDays(2), 3, Money.OfUnits(100))], past.Steps);
    }

    [Fact]
    public void Course_PassesThroughEachDaysEnd_AndStepsUprightWhereMoneyComesAndLapses()
    {
        var past = PoolPast.Of([Lot(1, 0), Lot(2, 70), Lot(3, 100)], Money.Zero,
            [new(s_first, 1, EntryKind.Usage, Money.OfUnits(-5)), new(s_first, 1, EntryKind.Expiry, Money.OfUnits(-20)), new(s_first.AddDays(2), 3, EntryKind.Purchase, Money.OfUnits(100)), new(s_first.AddDays(2), 2, EntryKind.Usage, Money.OfUnits(-10))],
            s_first, s_first.AddDays(2));
        // The lapse when its last usable day is over, the purchase as its day begins.
        Assert.Equal([(0, 105m), (1, 100), (1, 80), (2, 80), (2, 180), (3, 170)], past.Course.Points.Select(p => (p.At, p.Balance.ToDecimal())));
        Assert.Equal([(1, 100m, 80m), (2, 80, 180)], past.Course.Marks.Select(m => (m.At, m.Before.ToDecimal(), m.After.ToDecimal())));
        Assert.Equal(Money.OfUnits(20), past.Course.Points[1].Levels.Of(1));
    }

    [Fact]
    public void Past_BelowZero_IsTheOverdraft()
    {
        var past = PoolPast.Of([Lot(1, 0)], Money.OfUnits(30), [new(s_first.AddDays(1), null, EntryKind.Usage, Money.OfUnits(-30)), new(s_first.AddDays(1), 1, EntryKind.Usage, Money.OfUnits(-12))], s_first, s_first.AddDays(1));
        Assert.Equal([12m, -30], past.Days.Select(d => d.Balance.ToDecimal()));
        Assert.Empty(past.Today.Lots);
    }

    [Fact]
    public void Lapse_ThatLateCallsTookBack_IsLessOfALapse()
    {
        var past = PoolPast.Of([Lot(1, 0)], Money.Zero, [new(s_first, 1, EntryKind.Expiry, Money.OfUnits(-20)), new(s_first, 1, EntryKind.ExpiryReversal, Money.OfUnits(8)), new(s_first, 1, EntryKind.Usage, Money.OfUnits(-8))], s_first, s_first.AddDays(1));
        Assert.Equal([new LevelStep(s_first, 1, Money.OfUnits(-12))], past.Steps);
        Assert.Equal(Money.OfUnits(20), past.Opening.Balance);
    }

    private static CreditLot Lot(int number, int left)
    {
        var (calendar, last) = (Laws.Calendars.Of("Etc/UTC"), s_first.AddDays(300));
        return new() { Number = number, Amount = Money.OfUnits(1_000), Left = Money.OfUnits(left), Purchased = calendar.StartOf(s_first), PurchaseDay = s_first, LastUsableDay = last, End = calendar.EndOf(last) };
    }
}
