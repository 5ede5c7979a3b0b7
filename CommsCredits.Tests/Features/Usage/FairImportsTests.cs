using System.Text;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Settings;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Features.Usage.Reading;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommsCredits.Tests.Features.Usage;

/// <summary>One organization's files hold up nobody else, and one file neither fills the disk nor runs for ever.</summary>
public sealed class FairImportsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SmallFile_IsBooked_WhileAnotherOrganizationsLargeOneIsUnderWay()
    {
        await using var books = await OpenAsync();
        var other = await OtherAsync(books);
        var large = new SmallExport();
        for (var i = 0; i < 60_000; i++) large.Row($"large-{i}");
        var queue = books.Get<ImportQueue>();
        var first = await UploadAsync(books, books.Admin, large.ToString());
        await queue.StartAsync(Cancel);
        await UntilAsync(books, first, i => i.Lines > 0, TimeSpan.FromSeconds(30));
        var second = await UploadAsync(books, other, new SmallExport().Row("small").ToString());
        var small = await UntilAsync(books, second, i => i.State == ImportState.Done, TimeSpan.FromSeconds(10));
        var under = await RowAsync(books, first);
        await queue.StopAsync(CancellationToken.None);
        Assert.Equal((1, 1), (small.Lines, small.Charged));
        Assert.Equal(ImportState.Running, under.State);
        Assert.InRange(under.Lines, 1, 59_999);
    }

    [Fact]
    public async Task FilesOfOneOrganization_AreReadInTheirOrder()
    {
        await using var books = await OpenAsync();
        var queue = books.Get<ImportQueue>();
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++) ids.Add(await UploadAsync(books, books.Admin, new SmallExport().Row($"row-{i}").ToString()));
        await queue.StartAsync(Cancel);
        foreach (var id in ids) await UntilAsync(books, id, i => i.State == ImportState.Done, TimeSpan.FromSeconds(30));
        await queue.StopAsync(CancellationToken.None);
        await using var db = books.Read();
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"call:row-{i}"), await db.Entries.OrderBy(e => e.Sequence).Select(e => e.Reference).ToListAsync(Cancel));
    }

    [Fact]
    public async Task FileOfBadLines_EndsEarly_AndKeepsTheFirstOfThem()
    {
        await using var books = await OpenAsync();
        var row = await ImportAsync(books, new SmallExport().Row("good").ToString() + string.Concat(Enumerable.Repeat("y\r\n", 50_000)) + new SmallExport().Row("late").ToString().Split("\r\n")[1]);
        Assert.Equal((ImportState.Failed, "TooManyUnreadable"), (row.State, row.FaultCode));
        Assert.Equal((ReadingLimits.UnreadableLines + 1, ReadingLimits.UnreadableLines, 1), (row.Lines, row.Unreadable, row.Charged));
        Assert.Equal(row.Lines, row.Records + row.Known + row.Exceptions + row.Unreadable);
        await using var db = books.Read();
        Assert.Equal(ReadingLimits.UnreadableKept, await db.UnreadableLines.CountAsync(Cancel));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(books.Folder, UsageOperations.Uploads)));
        Assert.Null((await books.CheckAsync()).Fault);
    }

    [Theory]
    [InlineData(999, 0, ImportState.Done)]
    [InlineData(1_000, 4_001, ImportState.Done)]
    [InlineData(1_000, 3_999, ImportState.Failed)]
    public async Task BadLines_EndAFile_WhereTheyAreMany_AndAFifthOfIt(int bad, int good, ImportState expected)
    {
        await using var books = await OpenAsync();
        var text = new SmallExport();
        for (var i = 0; i < good; i++) text.Row($"good-{i}");
        var row = await ImportAsync(books, text + string.Concat(Enumerable.Repeat("y\r\n", bad)));
        Assert.Equal((expected, bad, good), (row.State, row.Unreadable, row.Charged));
        await using var db = books.Read();
        Assert.Equal(ReadingLimits.UnreadableKept, await db.UnreadableLines.CountAsync(Cancel));
    }

    [Fact]
    public async Task Uploads_BeyondTheQuota_AreRefused_AndLeaveNothing()
    {
        await using var books = await OpenAsync(new() { WaitingFiles = 2, WaitingBytes = 4_096 });
        var other = await OtherAsync(books);
        var one = new SmallExport().Row("one").ToString();
        await UploadAsync(books, books.Admin, one);
        Assert.Equal("QueueFull", (await TryAsync(books, books.Admin, new string('x', 4_000))).Refused?.Code);
        await UploadAsync(books, books.Admin, new SmallExport().Row("two").ToString());
        Assert.Equal("QueueFull", (await TryAsync(books, books.Admin, new SmallExport().Row("three").ToString())).Refused?.Code);
        Assert.Equal(2, Directory.EnumerateFiles(Path.Combine(books.Folder, UsageOperations.Uploads)).Count());
        // The same file again is the same import, and another organization has a quota of its own
        Assert.Null((await TryAsync(books, books.Admin, one)).Refused);
        Assert.Null((await TryAsync(books, other, new SmallExport().Row("three").ToString())).Refused);
        await books.Get<ImportQueue>().RunWaitingAsync(Cancel);
        Assert.Null((await TryAsync(books, books.Admin, new SmallExport().Row("three").ToString())).Refused);
    }

    [Fact]
    public async Task StoppedImports_CountAgainstTheQuota()
    {
        await using var books = await OpenAsync(new() { WaitingFiles = 1 });
        var id = await UploadAsync(books, books.Admin, new SmallExport().Row("one").ToString());
        Assert.Null((await books.Get<UsageOperations>().StopImportAsync(books.Admin, id, Cancel)).Refused);
        Assert.Equal("QueueFull", (await TryAsync(books, books.Admin, new SmallExport().Row("two").ToString())).Refused?.Code);
    }

    [Fact]
    public async Task Charges_ThatNoAmountCanHold_EndTheImport_AndTheNextOne()
    {
        await using var books = await OpenAsync();
        await using (var db = books.Read())
        {
            var settings = OrganizationSettings.Of(await db.Organizations.SingleAsync(Cancel));
            Assert.Null((await books.Get<SettingsOperations>().SaveAsync(books.Admin, settings with { LargestCharge = null, LargestMinute = null }, Cancel)).Refused);
        }
        var text = new SmallExport();
        for (var i = 0; i < 10_000; i++) text.Row($"row-{i}", charge: "1000000000");
        var row = await ImportAsync(books, text.ToString());
        Assert.Equal((ImportState.Failed, "AmountOverflow"), (row.State, row.FaultCode));
        Assert.InRange(row.Charged, 1, 9_223);
        Assert.Null((await books.CheckAsync()).Fault);
        var more = new SmallExport();
        for (var i = 0; i < 10_000; i++) more.Row($"more-{i}", charge: "1000000000");
        Assert.Equal("AmountOverflow", (await ImportAsync(books, more.ToString())).FaultCode);
        Assert.Null((await books.CheckAsync()).Fault);
        Assert.Equal(ImportState.Done, (await ImportAsync(books, new SmallExport().Row("small").ToString())).State);
    }

    [Fact]
    public async Task Import_ThatFailsEachTime_IsGivenUp()
    {
        await using var books = await OpenAsync();
        using var queue = new ImportQueue(books.Get<Database>(), books.Get<UsageImporter>(), books.Get<UnfinishedImports>(), books.Get<ImportTroubles>(), books.Get<ImportSettings>(), books.Clock, NullLogger<ImportQueue>.Instance)
        {
            PauseAfterFault = TimeSpan.FromMilliseconds(50),
        };
        await books.TamperAsync("""CREATE TRIGGER always BEFORE INSERT ON "Calls" BEGIN SELECT RAISE(ABORT, 'always'); END""");
        var id = await UploadAsync(books, books.Admin, new SmallExport().Row("one").ToString());
        await queue.StartAsync(Cancel);
        var row = await UntilAsync(books, id, i => i.State == ImportState.Failed, TimeSpan.FromSeconds(30));
        await queue.StopAsync(CancellationToken.None);
        Assert.Equal("Broken", row.FaultCode);
    }

    private static Task<TestBooks> OpenAsync(ImportSettings? limits = null) =>
        TestBooks.OpenAsync(now: "2026-09-20T09:00:00Z", with: limits is null ? null : services => services.AddSingleton(limits));

    private static async Task<Actor> OtherAsync(TestBooks books)
    {
        var id = Guid.CreateVersion7();
        await books.Get<OrganizationSetup>().CreateAsync(new(id, Guid.NewGuid(), "Other Ltd", "USD", "Etc/UTC", new(2026, 9, 1), NewOrganization.DefaultMinimum, NewOrganization.DefaultMaximum), "test", Cancel);
        return books.Admin with { OrganizationId = id };
    }

    private static async Task<Outcome<Upload>> TryAsync(TestBooks books, Actor actor, string text)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await books.Get<UsageOperations>().StartImportAsync(actor, "small.csv", file, Cancel);
    }

    private static async Task<Guid> UploadAsync(TestBooks books, Actor actor, string text)
    {
        var outcome = await TryAsync(books, actor, text);
        Assert.Null(outcome.Refused);
        return outcome.Value!.First;
    }

    private static async Task<ImportRow> ImportAsync(TestBooks books, string text)
    {
        var id = await UploadAsync(books, books.Admin, text);
        await books.Get<ImportQueue>().RunWaitingAsync(Cancel);
        return await RowAsync(books, id);
    }

    private static async Task<ImportRow> RowAsync(TestBooks books, Guid id)
    {
        await using var db = books.Read();
        return await db.Imports.IgnoreQueryFilters().AsNoTracking().SingleAsync(i => i.Id == id, Cancel);
    }

    private static async Task<ImportRow> UntilAsync(TestBooks books, Guid id, Predicate<ImportRow> isSo, TimeSpan within)
    {
        var since = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var row = await RowAsync(books, id);
            if (isSo(row)) return row;
            Assert.True(since.Elapsed < within, $"After {since.Elapsed} the import stands at {row.State}, line {row.Lines}.");
            await Task.Delay(20, Cancel);
        }
    }
}
