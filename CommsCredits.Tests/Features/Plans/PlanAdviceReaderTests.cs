using System.Text;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Plans;
using CommsCredits.Web.Features.Usage;

namespace CommsCredits.Tests.Features.Plans;

public sealed class PlanAdviceReaderTests
{
    private const string Header =
        "UsageId,Call ID,Conference ID,User Location,AAD ObjectId,UPN,User Display Name,Caller ID,Call Type,Number Type,Domestic/International,Destination Dialed,Destination Number,Start Time,End Time,Duration Seconds,Connection Fee,Charge,Currency,Capability\n";

    [Fact]
    public async Task TheLastWholeMonth_IsPricedBothWays()
    {
        await using var books = await OpenAsync();
        await EnterAsync(books, "domestic", 8);
        await EnterAsync(books, "domestic-international", 24);
        var sheet = await AdviseAsync(books);
        Assert.Equal((new Month(2026, 9), 3), (sheet!.Month, sheet.Users));
        Assert.Equal([("Dara", "domestic-international", Money.Of(38.12m), Money.OfUnits(24)), ("Kofi", "domestic-international", Money.OfUnits(28), Money.OfUnits(24))],
            sheet.Lines.Select(l => (l.Name, l.Advice.Better.PlanId, l.Advice.Now, l.Advice.WithIt)));
        var kofi = sheet.Lines[1].Advice;
        Assert.Equal(("domestic", 50, 100), (kofi.Has?.PlanId, kofi.Use.DomesticMinutes, kofi.Use.InternationalMinutes));
    }

    [Fact]
    public async Task WithoutAnEnteredPrice_NothingIsSaid()
    {
        await using var books = await OpenAsync();
        Assert.Null(await AdviseAsync(books));
        await EnterAsync(books, "domestic-international", 24, "EUR");
        Assert.Null(await AdviseAsync(books));
    }

    /// <summary>What the month of somebody cost whose plan has no price, nobody can say.</summary>
    [Fact]
    public async Task AUser_WhosePlanHasNoPrice_IsLeftOut()
    {
        await using var books = await OpenAsync();
        await EnterAsync(books, "domestic-international", 24);
        Assert.Equal(["Dara"], (await AdviseAsync(books))!.Lines.Select(l => l.Name));
    }

    [Fact]
    public async Task ItNeedsTheRightToSeeUsage()
    {
        await using var books = await OpenAsync();
        await EnterAsync(books, "domestic-international", 24);
        var book = await books.Get<PlansReader>().PricesAsync(books.Admin, TestBooks.Cancel);
        var actor = books.Admin with { Permissions = new HashSet<Permission> { Permission.SeeRates } };
        await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<PlanAdviceReader>().AdviseAsync(actor, book, book.Catalog.Country("US")!, TestBooks.Cancel));
    }

    private static async Task<AdviceSheet?> AdviseAsync(TestBooks books)
    {
        var book = await books.Get<PlansReader>().PricesAsync(books.Admin, TestBooks.Cancel);
        return await books.Get<PlanAdviceReader>().AdviseAsync(books.Admin, book, book.Catalog.Country("US")!, TestBooks.Cancel);
    }

    private static async Task EnterAsync(TestBooks books, string plan, long price, string currency = "USD") =>
        Assert.Null((await books.Get<PlanPriceOperations>().EnterAsync(books.Admin, new() { PlanId = plan, Amount = Money.OfUnits(price), Currency = currency, Source = "Offer", ValidFrom = new(2026, 9, 1) }, TestBooks.Cancel)).Refused);

    /// <summary>September: Dara calls abroad on credits, Kofi has a Domestic plan and calls abroad, Mira calls little; and a call of October and one that came in, which do not count.</summary>
    private static async Task<TestBooks> OpenAsync()
    {
        var books = await TestBooks.OpenAsync(now: "2026-10-05T09:00:00Z");
        var text = new StringBuilder(Header);
        Row("Dara", "user_out", "International", "Kenya - Mobile", "+254722418120", "2026-09-10", 184 * 60 - 30, "38.12", "MCOPSTNPP");
        Row("Kofi", "user_out", "International", "France", "+33144556677", "2026-09-11", 100 * 60, "20.00", "MCOPSTNPP");
        Row("Kofi", "user_out", "Domestic", "United States", "+14255550123", "2026-09-12", 50 * 60, "0.00", "MCOPSTN1");
        Row("Mira", "user_out", "International", "France", "+33144556678", "2026-09-13", 5 * 60, "1.00", "MCOPSTNPP");
        Row("Mira", "user_out", "International", "France", "+33144556678", "2026-10-02", 500 * 60, "100.00", "MCOPSTNPP");
        Row("Mira", "user_in", "Domestic", "United States", "+14255550124", "2026-09-14", 500 * 60, "0.00", "MCOEV");
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        await books.Get<UsageOperations>().StartImportAsync(books.Admin, "PSTN.calls.csv", file, TestBooks.Cancel);
        await books.Get<ImportQueue>().RunWaitingAsync(TestBooks.Cancel);
        return books;

        void Row(string name, string type, string scope, string destination, string number, string day, int seconds, string charge, string capability) => text.AppendJoin(',',
            Guid.NewGuid(), "c" + text.Length, "", "US", $"d0000000-0000-4000-8000-{name[0] - (int)'A':000000000000}", $"{name}@x.example", name, "+12065550100", type, "Subscriber", scope, destination, number, $"{day}T10:00:00.0000000+00:00",
            $"{day}T11:00:00.0000000+00:00", seconds, "0.00", charge, "USD", capability).Append('\n');
    }
}
