using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommsCredits.Tests.Ledger;

public sealed class BooksWatchTests
{
    [Fact]
    public async Task Look_TellsWhatAnotherProcessPosted_Once()
    {
        await using var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        var elsewhere = new BalanceFeed(NullLogger<BalanceFeed>.Instance);
        var watch = new BooksWatch(books.Get<Database>(), elsewhere, NullLogger<BooksWatch>.Instance);
        var heard = new List<LedgerChange>();
        using var subscription = elsewhere.Subscribe(books.OrganizationId, heard.Add);

        await watch.LookAsync(TestBooks.Cancel);
        Assert.Empty(heard);
        await books.BuyAsync(50, card);
        await watch.LookAsync(TestBooks.Cancel);
        await watch.LookAsync(TestBooks.Cancel);
        Assert.Equal([new(books.OrganizationId, 1)], heard);
    }
}
