using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Ledger;

public sealed class LedgerChainTests
{
    private static LedgerEntry Append(LedgerChain chain, DateTime now, long micros = 1, DateTime? effective = null) =>
        chain.Append(new(Book.Funding, Book.Lot(1), new(micros), EntryKind.Purchase, effective ?? now), now, "topup:1", "key", new byte[32], "person-1");

    [Fact]
    public void PostedTime_StandsStill_WhereTheClockStepsBack()
    {
        var chain = LedgerChain.Empty(new SmallBooks().Organization);
        var first = Append(chain, SmallBooks.At("2026-09-01 10:00"));
        var second = Append(chain, SmallBooks.At("2026-09-01 09:00"));
        Assert.Equal((first.Posted, SmallBooks.At("2026-09-01 09:00")), (second.Posted, second.Effective));
        Assert.Equal((2L, first.Posted), (chain.Sequence, chain.LastPosted));
        Assert.Equal(second.Hash.ToArray(), chain.Hash);
    }

    [Fact]
    public void Instants_AreCutToMicroseconds()
    {
        var entry = Append(LedgerChain.Empty(new SmallBooks().Organization), SmallBooks.At("2026-09-01").AddTicks(19));
        Assert.Equal((10L, 10L), (entry.Posted.Ticks % 100, entry.Effective.Ticks % 100));
    }

    /// <summary>A gateway's time has more digits than the ledger keeps: the lot must say what its entry says.</summary>
    [Fact]
    public void ALot_IsBoughtAtTheInstantThatItsEntryKeeps()
    {
        var purchased = SmallBooks.At("2026-09-01").AddTicks(19);
        var lot = CreditLot.Bought(1, new(1), purchased, new SmallBooks().Organization.Calendar);
        Assert.Equal(Append(LedgerChain.Empty(new SmallBooks().Organization), purchased).Effective, lot.Purchased);
    }

    [Fact]
    public void NothingMoved_IsNoEntry() =>
        Assert.Throws<PoolBrokenException>(() => Append(LedgerChain.Empty(new SmallBooks().Organization), SmallBooks.At("2026-09-01"), micros: 0));
}
