using System.Text.RegularExpressions;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Ledger;

/// <summary>Each fault by its name, and the entry it is found at. Forged entries carry a right hash, or the hash would speak first.</summary>
public sealed partial class LedgerCheckTests
{
    private static readonly SmallBooks s_books = new SmallBooks().Buy(50, "2026-09-01").Call(10, "2026-09-02").Call(60, "2026-09-03");

    private static LedgerEntry Forge(LedgerCheck check, Book from, Book to, long micros, string posted = "2026-10-01")
    {
        var entry = s_books.Entries[0] with
        {
            Sequence = check.Entries + 1,
            From = from,
            To = to,
            Amount = new(micros),
            Kind = EntryKind.Correction,
            Posted = SmallBooks.At(posted),
            Effective = SmallBooks.At("2026-09-04"),
        };
        return entry with { Hash = EntryHash.Of(check.HeadHash, entry) };
    }

    private static LedgerCheck Checked(int entries = int.MaxValue)
    {
        var check = new LedgerCheck(s_books.Organization);
        foreach (var entry in s_books.Entries.Take(entries)) Assert.Null(check.Add(entry));
        return check;
    }

    private static void Finds(string code, long at, LedgerFault? fault) => Assert.Equal((code, at), (fault?.Code, fault?.Sequence ?? 0));

    private static LedgerFault? Finish(LedgerCheck check, long? head = null, byte[]? hash = null, Money? overdraft = null, IEnumerable<CreditLot>? lots = null) =>
        check.Finish(head ?? s_books.Chain.Sequence, hash ?? s_books.Chain.Hash,
            PoolFigures.Of(s_books.Pool) with { Overdraft = overdraft ?? s_books.Pool.Overdraft }, lots ?? s_books.Pool.Lots);

    /// <summary>A fault that is not in the list has no text on the page.</summary>
    [Fact]
    public void EveryFaultThatIsNamed_IsInTheListOfCodes()
    {
        string[] sources = ["CommsCredits.Domain/Ledger/LedgerCheck.cs", "CommsCredits.Web/Ledger/BooksCheck.cs"];
        var named = sources.Select(file => File.ReadAllText(Repository.Of(file)).Split("IReadOnlyList<string> Codes")[0]).SelectMany(s => Code().Matches(s)).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.True(named.Count > 20, $"Only {named.Count} codes are found in the sources.");
        Assert.Equal(LedgerFault.Codes.Order(), named.Order());
    }

    [GeneratedRegex("\"([A-Z][A-Za-z]+)\"")]
    private static partial Regex Code();

    [Fact]
    public void SoundBooks_HaveNoFault() => Assert.Null(Finish(Checked()));

    [Fact]
    public void AGap_IsEntryMissing() => Finds("EntryMissing", 2, Checked(1).Add(s_books.Entries[2]));

    [Fact]
    public void AnotherHash_IsHashDiffers() => Finds("HashDiffers", 2, Checked(1).Add(s_books.Entries[1] with { ActorId = "x" }));

    [Fact]
    public void NothingMoved_IsAmountNotPositive() => Finds("AmountNotPositive", 5, At(Checked(), c => Forge(c, Book.Corrections, Book.Lot(1), 0)));

    [Fact]
    public void AnEarlierPosting_IsPostedRunsBackwards() => Finds("PostedRunsBackwards", 5, At(Checked(), c => Forge(c, Book.Corrections, Book.Lot(1), 1, "2026-01-01")));

    [Fact]
    public void MoreRepaidThanOwed_IsOverdraftBelowZero() => Finds("OverdraftBelowZero", 2, At(Checked(1), c => Forge(c, Book.Lot(1), Book.Overdraft, 1)));

    [Fact]
    public void ALotBoughtAgain_IsLotTwice() => Finds("LotTwice", 2, At(Checked(1), c => Forge(c, Book.Funding, Book.Lot(1), 1)));

    [Fact]
    public void FundingThatMakesNoLot_IsFundingWithoutLot() => Finds("FundingWithoutLot", 2, At(Checked(1), c => Forge(c, Book.Funding, Book.Corrections, 1)));

    [Fact]
    public void ALotNeverBought_IsLotUnknown() => Finds("LotUnknown", 2, At(Checked(1), c => Forge(c, Book.Corrections, Book.Lot(9), 1)));

    [Fact]
    public void MoreTakenThanHeld_IsLotBelowZero() => Finds("LotBelowZero", 2, At(Checked(1), c => Forge(c, Book.Lot(1), Book.Usage(UsageKind.Overage), 50_000_001)));

    [Fact]
    public void MoreReversedThanLapsed_IsLotBelowZero() => Finds("LotBelowZero", 2, At(Checked(1), c => Forge(c, Book.Expired, Book.Lot(1), 1)));

    [Fact]
    public void FewerEntriesThanTheHeadSays_IsTailCut() => Finds("TailCut", 4, Finish(Checked(3)));

    [Fact]
    public void MoreEntriesThanTheHeadSays_IsHeadBehind() => Finds("HeadBehind", 4, Finish(Checked(), head: 3));

    [Fact]
    public void AnotherHead_IsHeadHashDiffers() => Finds("HeadHashDiffers", 4, Finish(Checked(), hash: new byte[32]));

    [Fact]
    public void AnotherOverdraftStored_IsOverdraftDiffers() => Finds("OverdraftDiffers", 4, Finish(Checked(), overdraft: Money.Zero));

    /// <summary>Named at the entry that moved the lot last.</summary>
    [Fact]
    public void AnotherLotStored_IsLotDiffers()
    {
        Finds("LotDiffers", 3, Finish(Checked(), lots: [s_books.Lot(1) with { Left = new(1) }]));
        Finds("LotDiffers", 3, Finish(Checked(), lots: []));
        Finds("LotDiffers", 3, Finish(Checked(), lots: [s_books.Lot(1) with { End = s_books.Lot(1).End.AddDays(2) }]));
    }

    /// <summary>The end was stored by the zone's rules of then (R4.1).</summary>
    [Fact]
    public void AnEndMovedByHours_IsNoFault() => Assert.Null(Finish(Checked(), lots: [s_books.Lot(1) with { End = s_books.Lot(1).End.AddHours(1) }]));

    [Fact]
    public void ALotStoredWithoutEntries_IsLotWithoutPurchase() => Finds("LotWithoutPurchase", 4, Finish(Checked(), lots: [s_books.Lot(1), s_books.Lot(1) with { Number = 2 }]));

    private static LedgerFault? At(LedgerCheck check, Func<LedgerCheck, LedgerEntry> forge) => check.Add(forge(check));
}
