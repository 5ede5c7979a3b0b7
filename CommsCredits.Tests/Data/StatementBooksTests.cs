using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Statements;

namespace CommsCredits.Tests.Data;

public sealed class StatementBooksTests
{
    private static readonly Month s_month = new(2026, 9);

    [Fact]
    public async Task Statement_ReadsWhatWasPostedSince()
    {
        await using var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        await books.BuyAsync(50, card);
        Assert.Equal(Money.OfUnits(50), await BoughtAsync(books));
        await books.BuyAsync(60, card);
        Assert.Equal(Money.OfUnits(110), await BoughtAsync(books));
    }

    /// <summary>A restored database has other entries under the same numbers.</summary>
    [Fact]
    public async Task Statement_OfAnotherLedgerInTheSamePlace_IsReadFromTheBeginning()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(50, await books.AddCardAsync());
        Assert.Equal(Money.OfUnits(50), await BoughtAsync(books));
        await books.TamperAsync("DROP TRIGGER Entries_no_update; UPDATE Entries SET Amount = 70000000, Hash = ContentHash");
        Assert.Equal(Money.OfUnits(70), await BoughtAsync(books));
    }

    private static async Task<Money> BoughtAsync(TestBooks books) => (await books.Get<StatementReader>().StatementAsync(books.Admin, s_month, TestBooks.Cancel))!.Bought;
}
