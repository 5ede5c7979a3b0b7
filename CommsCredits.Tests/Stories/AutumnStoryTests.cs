using System.Text.Json;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Statements;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Stories;

/// <summary>September and October of an organization that begins with 50, on the real exports, through the real services.</summary>
public sealed class AutumnStoryTests
{
    [Fact]
    [Trait("Case", "W07")]
    [Trait("Case", "H08")]
    public async Task TheRuleKeepsThePoolAboveItsTrigger_OverTwoRealExports()
    {
        await using var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        await books.BuyAsync(50, card);
        await books.SetRuleAsync(trigger: 100, amount: 200, monthCap: 5_000, dayCap: 10, card);
        Assert.Equal(Money.OfUnits(250), await books.BalanceAsync());

        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-01T00:30:00Z"));
        await books.RunJobsAsync();
        var september = await books.ImportAsync("PSTN.calls.2026-09.csv");
        Assert.Equal(Expected(0), (september.Lines, september.Records, september.Known, september.Exceptions, september.Unreadable, september.Charged, september.ChargedAmount));
        Assert.Equal(Money.Of(230.59m), await books.BalanceAsync());
        Assert.Equal(7, await CountPurchasesAsync(books));

        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-11-01T00:30:00Z"));
        await books.RunJobsAsync();
        var october = await books.ImportAsync("PSTN.calls.2026-10.dirty.csv");
        Assert.Equal(Expected(1), (october.Lines, october.Records, october.Known, october.Exceptions, october.Unreadable, october.Charged, october.ChargedAmount));
        Assert.Equal(Money.Of(151.81m), await books.BalanceAsync());
        Assert.Equal(9, await CountPurchasesAsync(books));

        var again = await books.ImportAsync("PSTN.calls.2026-10.dirty.csv");
        Assert.Equal((0, 1511, 0, 2), (again.Records, again.Known, again.Exceptions, again.Unreadable));
        var reexport = await books.ImportAsync("PSTN.calls.2026-10.reexport.csv");
        Assert.Equal((0, 5, 5, 0), (reexport.Records, reexport.Known, reexport.Exceptions, reexport.Unreadable));
        Assert.Equal(Money.Of(151.81m), await books.BalanceAsync());
        Assert.Null((await books.CheckAsync()).Fault);
    }

    [Fact]
    [Trait("Case", "W31")]
    public async Task CallsBeforeTheBooks_AreKeptAndNotBooked()
    {
        await using var books = await TestBooks.OpenAsync(zone: "America/New_York", now: "2026-09-01T09:00:00Z");
        var card = await books.AddCardAsync();
        await books.BuyAsync(50, card);
        await books.SetRuleAsync(100, 200, 5_000, 10, card);
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-02T00:30:00Z"));
        var import = await books.ImportAsync("PSTN.calls.2026-09.csv");
        Assert.Equal(Money.Of(1018.43m), import.ChargedAmount);
        Assert.Equal(Money.Of(231.57m), await books.BalanceAsync());
    }

    [Fact]
    [Trait("Case", "W08")]
    public async Task TheDayCapStopsTheRule_UntilTheNextLocalMidnight()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-10-01T09:00:00Z");
        var card = await books.AddCardAsync();
        await books.BuyAsync(50, card);
        await books.SetRuleAsync(100, 200, 5_000, 3, card);
        await books.ImportAsync("PSTN.calls.2026-09.csv");
        Assert.Equal(Money.Of(-369.41m), await books.BalanceAsync());
        await using (var db = books.Read()) Assert.Single(await db.Notices.Where(n => n.Kind == Domain.Notices.NoticeKind.RechargeCapped).ToListAsync(TestBooks.Cancel));
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-02T00:00:00Z"));
        await books.RunJobsAsync();
        Assert.Equal(Money.Of(230.59m), await books.BalanceAsync());
    }

    [Fact]
    public async Task LotsLapseOnTheirDay_AndTheStatementsAddUp()
    {
        await using var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        await books.BuyAsync(100, card);
        for (var day = 1; day <= 400; day++)
        {
            books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-09-01T12:00:00Z").AddDays(day));
            await books.RunJobsAsync();
        }
        await using var db = books.Read();
        var lot = await db.Lots.SingleAsync(TestBooks.Cancel);
        Assert.Equal((Money.Zero, Money.OfUnits(100)), (lot.Left, lot.Lapsed));
        var reader = books.Get<StatementReader>();
        var september = await reader.StatementAsync(books.Admin, new Month(2027, 9), TestBooks.Cancel);
        Assert.Equal(Money.OfUnits(100), september?.Lapsed);
        Assert.NotNull(september?.Closed);
        var notices = await db.Notices.Where(n => n.Kind == Domain.Notices.NoticeKind.LotLapsing).ToListAsync(TestBooks.Cancel);
        Assert.Equal(4, notices.Count);
        Assert.Null((await books.CheckAsync()).Fault);
    }

    private static async Task<int> CountPurchasesAsync(TestBooks books)
    {
        await using var db = books.Read();
        return await db.TopUps.CountAsync(t => t.State == TopUpState.Paid, TestBooks.Cancel);
    }

    private static (int, int, int, int, int, int, Money) Expected(int index)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "expected.json")));
        var file = json.RootElement[index];
        int Number(string name) => file.GetProperty(name).GetInt32();
        return (Number("lines"), Number("records"), Number("duplicates"), Number("exceptions"), Number("unreadable"), Number("charged"), Money.Of(decimal.Parse(file.GetProperty("charged_exact").GetString()!)));
    }
}
