using CommsCredits.Domain.Calls;
using CommsCredits.Tests.Rating;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Rates;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Usage;

/// <summary>Numbers as files from the world hold them, through the whole import (R9.7, R9.8): 150 seconds at 0.02 to a landline, at 0.32 to a mobile, priced by the list.</summary>
public sealed class NumbersInFilesTests
{
    [Fact]
    public async Task Import_PricesEverySpellingAlike_AndHoldsBackWhatIsNotFullyKnown()
    {
        await using var books = await WithDeckAsync();
        var import = await new SmallExport()
            .Row("1", charge: "", seconds: 150, number: "+447911234567").Row("2", charge: "", seconds: 150, number: "+44 (0)7911 234567").Row("3", charge: "", seconds: 150, number: "+44\u202F7911\u2011234567")
            .Row("4", charge: "", seconds: 150, number: "\u202A+447911234567\u202C").Row("5", charge: "", seconds: 150, number: "\"=\"\"+447911234567\"\"\"").Row("6", charge: "", seconds: 150, number: "00447911234567")
            .Row("7", charge: "", seconds: 150, number: "4.48E+11").Row("8", charge: "", seconds: 150, number: "+44xxxxxxxxxx").Row("9", charge: "", seconds: 150, number: "Internal Revenue Service")
            .ImportAsync(books);
        Assert.Equal((6, 3, 5.76m), (import.Charged, import.Exceptions, import.ChargedAmount.ToDecimal()));
        await using var db = books.Read();
        Assert.All(await db.CallExceptions.ToListAsync(TestBooks.Cancel), e => Assert.Equal(ExceptionReason.NumberMasked, e.Code));
    }

    [Fact]
    public async Task TheSameRow_WithItsNumberSpelledOtherwiseOrMasked_IsKnown()
    {
        await using var books = await WithDeckAsync();
        await new SmallExport().Row("1", charge: "", number: "+447911234567").ImportAsync(books);
        foreach (var number in new[] { "+44 (0)7911 234567", "+447911xxxxxx", "4.47911E+11" })
        {
            var again = await new SmallExport().Row("1", charge: "", number: number).ImportAsync(books);
            Assert.Equal((1, 0, 0), (again.Known, again.Exceptions, again.Charged));
        }
        Assert.Equal(1, (await new SmallExport().Row("1", charge: "", number: "+447912xxxxxx").ImportAsync(books)).Exceptions);
    }

    /// <summary>An earlier version hashed what it read of a number up to its first strange character.</summary>
    [Fact]
    public async Task ARowHeldBackWhenNumbersWereReadOtherwise_IsKnown()
    {
        await using var books = await WithDeckAsync();
        await new SmallExport().Row("1", charge: "", number: "+44xxxxxxxxxx").ImportAsync(books);
        await books.TamperAsync("""UPDATE "CallExceptions" SET "ContentHash" = zeroblob(32)""");
        var again = await new SmallExport().Row("1", charge: "", number: "+44xxxxxxxxxx").ImportAsync(books);
        Assert.Equal((1, 0), (again.Known, again.Exceptions));
    }

    private static async Task<TestBooks> WithDeckAsync()
    {
        var books = await TestBooks.OpenAsync(now: "2026-09-20T09:00:00Z");
        await books.Get<RateDeckOperations>().AddAsync(books.Admin, RateDecks.Terms(), [RateDecks.Rate("44", 0.02m), RateDecks.Rate("4479", 0.32m)], TestBooks.Cancel);
        return books;
    }
}
