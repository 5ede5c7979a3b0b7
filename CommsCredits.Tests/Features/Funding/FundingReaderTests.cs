using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Funding;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Payments;
using static CommsCredits.Tests.Support.TestBooks;

namespace CommsCredits.Tests.Features.Funding;

public sealed class FundingReaderTests
{
    [Fact]
    public async Task Facts_ShowOpenLotsInTheOrderInWhichTheyPay_AndWhereTheyCameFrom()
    {
        await using var books = await OpenAsync();
        var card = await books.AddCardAsync();
        await books.BuyAsync(100, card);
        await RecordAsync(books, "2026-01-05", 30);
        var facts = await books.Get<FundingReader>().FactsAsync(books.Admin, Cancel);
        Assert.Equal([2, 1], facts.Open.Select(l => l.Lot.Number));
        Assert.Equal("MS-1", facts.Open[0].Source?.TopUp.Wish.Reference);
        Assert.Equal("4242", facts.Open[1].Source?.Option?.LastFour);
        Assert.Equal((Money.OfUnits(130), 3), (facts.Usable, facts.NextLot));
        Assert.False(facts.RechargeIsOn);
    }

    [Fact]
    public async Task Use_GroupsByWhatWasPaid_AndTakesOffWhatCameBack()
    {
        await using var books = await OpenAsync();
        await books.BuyAsync(100, await books.AddCardAsync());
        await DrawAsync(books, UsageKind.International, 12, "call:1");
        await DrawAsync(books, UsageKind.International, 3, "call:2");
        await DrawAsync(books, UsageKind.Overage, 5, "call:3");
        var use = (await books.Get<FundingReader>().UseAsync(books.Admin, 1, Cancel))!;
        Assert.Null(await books.Get<FundingReader>().UseAsync(books.Admin, 2, Cancel));
        Assert.Equal([(Book.Usage(UsageKind.International), Money.OfUnits(15)), (Book.Usage(UsageKind.Overage), Money.OfUnits(5))], use.Lines.Select(l => (l.Book, l.Amount)));
        Assert.Equal((Money.OfUnits(20), 3), (use.Used, use.Calls));
    }

    [Fact]
    public async Task Ended_HoldsWhatLapsedAndWhatIsUsedUp_AndNothingThatIsOpen()
    {
        await using var books = await OpenAsync();
        await RecordAsync(books, "2025-09-10", 40);
        await RecordAsync(books, "2026-08-01", 7);
        await RecordAsync(books, "2026-08-02", 50);
        await DrawAsync(books, UsageKind.Overage, 40 + 7, "call:1");
        books.Clock.Advance(TimeSpan.FromDays(20));
        await books.RunJobsAsync();
        var ended = await books.Get<FundingReader>().EndedAsync(books.Admin, 1, Cancel);
        Assert.Equal([2, 1], ended.Rows.Select(l => l.Lot.Number));
        Assert.Equal((2, 1, 2, false), (ended.Total, ended.First, ended.Last, ended.HasNext));
        Assert.Equal([3], (await books.Get<FundingReader>().FactsAsync(books.Admin, Cancel)).Open.Select(l => l.Lot.Number));
    }

    [Fact]
    public async Task TopUps_ArePagedOnTheServer_TheNewestFirst()
    {
        await using var books = await OpenAsync();
        var card = await books.AddCardAsync();
        for (var i = 0; i < FundingPart<TopUpLine>.Size + 1; i++)
        {
            await books.BuyAsync(50 + i, card);
            books.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        var first = await books.Get<FundingReader>().TopUpsAsync(books.Admin, 1, Cancel);
        var second = await books.Get<FundingReader>().TopUpsAsync(books.Admin, 2, Cancel);
        Assert.Equal((Money.OfUnits(70), 20, 21, true), (first.Rows[0].TopUp.Amount, first.Rows.Count, first.Total, first.HasNext));
        Assert.Equal((Money.OfUnits(50), 21, 21, false), (second.Rows.Single().TopUp.Amount, second.First, second.Last, second.HasNext));
    }

    [Fact]
    public async Task Reader_IsNotForWhoeverMayNotSeeFunding()
    {
        await using var books = await OpenAsync();
        var telecom = books.Admin with { Permissions = Roles.PermissionsOf([Roles.TelecomAdmin]) };
        await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<FundingReader>().FactsAsync(telecom, Cancel));
        await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<FundingReader>().TopUpsAsync(telecom, 1, Cancel));
    }

    internal static async Task RecordAsync(TestBooks books, string day, long left) => Assert.Null((await books.Get<TopUpDesk>().BuyAsync(books.Admin, Guid.NewGuid().ToString("N"),
        new() { Amount = Money.OfUnits(left), Method = PaymentMethod.Recorded, RecordedDay = DateOnly.Parse(day), Reference = "MS-1" }, Cancel)).Refused);

    private static Task DrawAsync(TestBooks books, UsageKind kind, long charge, string reference) =>
        books.Get<LedgerWriter>().WriteAsync<int>(books.Admin, Permission.ImportUsage, session =>
        {
            session.Post(session.Pool.Draw(kind, Money.OfUnits(charge), session.Now), reference, reference, new byte[32]);
            session.Audit("Test.Drawn", reference);
            return Task.FromResult<Outcome<int>>(1);
        }, Cancel);
}
