using System.Text;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Notices;
using CommsCredits.Domain.Rating;
using CommsCredits.Tests.Calls;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Rates;
using CommsCredits.Web.Features.Usage;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Usage;

/// <summary>Minute pools in an import: what is taken, stored, explained and told.</summary>
public sealed class MinutePoolImportTests
{
    private const string Header = "UsageId,Call ID,Conference ID,User Location,AAD ObjectId,UPN,User Display Name,Caller ID,Call Type,Number Type,Domestic/International,Destination Dialed,Destination Number,Start Time,End Time,Duration Seconds,Connection Fee,Charge,Currency,Capability\n";

    [Fact]
    public async Task Minutes_AreTakenInFileOrder_StoredOnce_AndToldOnceAMonth()
    {
        await using var books = await TestBooks.OpenAsync(zone: "America/New_York", now: "2026-11-01T09:00:00Z");
        await books.Get<RateDeckOperations>().AddAsync(books.Admin, Rating.RateDecks.Terms(), [Rating.RateDecks.Rate("49", 0.10m)], TestBooks.Cancel);
        var pool = MinutePoolsTests.Pool(licences: 1, each: 10);
        Assert.Null((await books.Get<MinutePoolOperations>().SaveAsync(books.Admin, pool, TestBooks.Cancel)).Refused);

        // 7 minutes; 1 more (80 %); 4 of which 2 are left; and, on 1 October in UTC but still September in New York, none.
        await ImportAsync(books, Row(1, 420), Row(2, 1), Row(3, 240), Row(4, 60, start: "2026-10-01T03:30:00"), Row(5, 60, start: "2026-10-01T04:30:00"));
        Assert.Equal([(0L, 3), (200_000L, 1), (100_000L, 1)], (await ChargesAsync(books)).CountBy(c => c).Select(c => (c.Key, c.Value)));
        Assert.Equal(["2026-09 10", "2026-10 1"], await UsesAsync(books));
        Assert.Equal(["100 80"], await NoticesAsync(books));

        await ImportAsync(books, Row(1, 420), Row(3, 240));
        Assert.Equal(["2026-09 10", "2026-10 1"], await UsesAsync(books));

        // More licences: counts from the next call; nothing booked is rated again; 80 % of October is told, September's 100 % not twice.
        await books.Get<MinutePoolOperations>().SaveAsync(books.Admin, pool with { Licences = 2 }, TestBooks.Cancel);
        await ImportAsync(books, Row(6, 60, start: "2026-09-20T12:00:00"), Row(7, 15 * 60, start: "2026-10-20T12:00:00"), Row(8, 9 * 60 + 30, start: "2026-09-20T13:00:00"));
        Assert.Equal(["2026-09 20", "2026-10 16"], await UsesAsync(books));
        Assert.Equal(["100 80", "80 "], await NoticesAsync(books));
        Assert.Null((await books.CheckAsync()).Fault);
        await using var db = books.Read();
        var last = StoredJson.Read<Explanation>((await db.Calls.SingleAsync(c => c.UsageId.StartsWith("00000008"), TestBooks.Cancel)).Explanation);
        Assert.Equal(["Plan", "9", "9", "0", "20", "2026-09"], last.Steps[0].Figures);
        Assert.Equal(["9", "30"], last.Steps[1].Figures);
        Assert.Equal(["MinutePool.Added", "MinutePool.Changed"], await db.Audit.Where(a => a.Action.StartsWith("MinutePool")).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(TestBooks.Cancel));
    }

    [Fact]
    public async Task ShippedExports_BookTheSame_WithPoolsForTheirPlans()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-10-01T09:00:00Z");
        foreach (var (name, plan) in new[] { ("Meetings", "MCOMEETADD"), ("Domestic", "MCOPSTN1"), ("Both", "MCOPSTN2") })
            await books.Get<MinutePoolOperations>().SaveAsync(books.Admin, MinutePoolsTests.Pool(name, licences: 10, each: 60, plans: plan), TestBooks.Cancel);
        var import = await books.ImportAsync("PSTN.calls.2026-09.csv");
        Assert.Equal((3000, 1574, Money.Of(1019.41m)), (import.Records, import.Charged, import.ChargedAmount));
        Assert.Contains(await UsesAsync(books), u => u == "2026-09 600");
    }

    [Fact]
    public async Task Definition_IsForWhoMayChangeRates_AndItsNameIsItsOwn()
    {
        await using var books = await TestBooks.OpenAsync();
        var operations = books.Get<MinutePoolOperations>();
        await operations.SaveAsync(books.Admin, MinutePoolsTests.Pool("Plan"), TestBooks.Cancel);
        Assert.Equal("PoolNameTaken", (await operations.SaveAsync(books.Admin, MinutePoolsTests.Pool("plan"), TestBooks.Cancel)).Refused?.Code);
        Assert.Equal("PoolMinutes", (await operations.SaveAsync(books.Admin, MinutePoolsTests.Pool("Other", each: 0), TestBooks.Cancel)).Refused?.Code);
        var finance = books.Admin with { Permissions = Roles.PermissionsOf([Roles.FinanceReader]) };
        await Assert.ThrowsAsync<NotPermittedException>(() => operations.SaveAsync(finance, MinutePoolsTests.Pool("Third"), TestBooks.Cancel));
        var line = Assert.Single((await books.Get<MinutePoolsReader>().ListAsync(finance, TestBooks.Cancel)).Pools);
        Assert.Equal((0, 100, true), (line.Used, line.Left, line.IsOpen));
    }

    private static string Row(int id, int seconds, string start = "2026-09-10T12:00:00", string charge = "No data") =>
        $"{id:00000000}-0000-4000-8000-000000000000,{id}_1@192.0.2.1,,US,,,Ana,+12065550100,user_out,Subscriber,Domestic,Germany,+49301234567,{start}+00:00,{start}+00:00,{seconds},,{charge},USD,MCOPSTN1\n";

    private static async Task ImportAsync(TestBooks books, params string[] rows)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(Header + string.Concat(rows)));
        Assert.Null((await books.Get<UsageOperations>().StartImportAsync(books.Admin, "calls.csv", file, TestBooks.Cancel)).Refused);
        await books.Get<ImportQueue>().RunWaitingAsync(TestBooks.Cancel);
        await books.RunJobsAsync();
    }

    private static async Task<List<long>> ChargesAsync(TestBooks books)
    {
        await using var db = books.Read();
        return [.. (await db.Calls.OrderBy(c => c.Line).Select(c => c.Charge).ToListAsync(TestBooks.Cancel)).Select(c => c.Micros)];
    }

    private static async Task<List<string>> UsesAsync(TestBooks books)
    {
        await using var db = books.Read();
        return [.. (await db.MinuteUses.ToListAsync(TestBooks.Cancel)).Select(u => $"{u.Period} {u.Used}").Order(StringComparer.Ordinal)];
    }

    private static async Task<List<string>> NoticesAsync(TestBooks books)
    {
        await using var db = books.Read();
        return [.. (await db.Notices.Where(n => n.Kind == NoticeKind.MinutePool).OrderBy(n => n.Id).ToListAsync(TestBooks.Cancel))
            .Select(n => StoredJson.Read<Dictionary<string, string>>(n.Figures)).Select(f => $"{f["Percent"]} {f["AlsoPercents"]}")];
    }
}
