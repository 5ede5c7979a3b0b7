using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Ledger;
using CommsCredits.Web.Payments;

namespace CommsCredits.Tests.Features.Ledger;

public sealed class AsOfReaderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-09-01T08:59", "0", "0")]
    [InlineData("2026-09-01T09:00", "50", "0")]
    [InlineData("2026-09-10T11:59", "50", "0")]
    [InlineData("2026-09-10T12:00", "42.5", "0")]
    [InlineData("2026-09-11T00:00", "42.5", "0")]
    [InlineData("2026-09-20T12:00", "-7.5", "7.5")]
    [InlineData("2027-08-01T00:00", "-7.5", "7.5")]
    [InlineData("2030-01-01T00:00", "12.5", "0")]
    public async Task ReadAsync_CountsWhatHadHappened(string at, string balance, string overdraft)
    {
        await using var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        await books.BuyAsync(50, card);
        await UseAtAsync(books, "2026-09-10T12:00:00Z", 7.5m);
        await UseAtAsync(books, "2026-09-20T12:00:00Z", 50);
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2027-08-15T00:00:00Z"));
        await books.BuyAsync(20 + 50, card);
        await UseAtAsync(books, "2027-08-16T00:00:00Z", 50);
        var answer = await books.Get<AsOfReader>().ReadAsync(books.Admin, DateTime.Parse(at), Cancel);
        Assert.Equal((Money.Of(decimal.Parse(balance)), Money.Of(decimal.Parse(overdraft))), (answer.Balance, answer.Overdraft));
        Assert.Equal(answer.Balance + answer.Overdraft, answer.Lots.Select(l => l.Held).Total());
    }

    /// <summary>The lot is whole until the last instant of its last usable day.</summary>
    [Theory, InlineData("2026-10-01T23:59:59", 300), InlineData("2026-10-02T00:00", 0), InlineData("2026-10-02T00:01", 0)]
    public async Task ALapse_CountsFromTheEndOfItsLot(string at, int balance)
    {
        await using var books = await TestBooks.OpenAsync();
        await books.Get<TopUpDesk>().BuyAsync(books.Admin, "recorded", new() { Amount = Money.OfUnits(300), Method = PaymentMethod.Recorded, RecordedDay = new(2025, 10, 1), Reference = "MS-1" }, Cancel);
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-20T00:00:00Z"));
        await books.RunJobsAsync();
        var answer = await books.Get<AsOfReader>().ReadAsync(books.Admin, DateTime.Parse(at), Cancel);
        Assert.Equal(Money.OfUnits(balance), answer.Balance);
    }

    [Fact]
    public async Task BeforeTheBooks_NothingIsKnown()
    {
        await using var books = await TestBooks.OpenAsync();
        Assert.True((await books.Get<AsOfReader>().ReadAsync(books.Admin, new(2026, 8, 31, 23, 59, 0), Cancel)).IsBefore);
    }

    private static async Task UseAtAsync(TestBooks books, string now, decimal amount)
    {
        books.Clock.SetUtcNow(DateTimeOffset.Parse(now));
        await books.UseAsync(amount);
    }
}
