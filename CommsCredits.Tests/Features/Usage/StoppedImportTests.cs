using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Usage;

/// <summary>An import that is stopped, taken over or troubled goes on behind its last booked line, and comes to what it would have come to undisturbed.</summary>
public sealed class StoppedImportTests
{
    private const string Dirty = "PSTN.calls.2026-10.dirty.csv";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_KeepsWhatIsBooked_AndGoOnBooksTheRest()
    {
        await using var calm = await AutumnAsync();
        await calm.ImportAsync(Dirty);
        await using var books = await AutumnAsync();
        var id = await StartAsync(books);
        await RunAndStopAsync(books, id);
        var stopped = await RowAsync(books, id);
        Assert.Equal(ImportState.Canceled, stopped.State);
        Assert.InRange(stopped.Lines, 1, 1_512);
        Assert.Equal(stopped.Lines, stopped.Records + stopped.Known + stopped.Exceptions + stopped.Unreadable);
        Assert.Null((await books.CheckAsync()).Fault);
        await books.Get<ImportQueue>().RunWaitingAsync(Cancel);
        Assert.Equal(stopped.Lines, (await RowAsync(books, id)).Lines);

        Assert.Null((await books.Get<UsageOperations>().ResumeImportAsync(books.Admin, id, Cancel)).Refused);
        await books.Get<ImportQueue>().RunWaitingAsync(Cancel);
        var done = await RowAsync(books, id);
        Assert.Equal((ImportState.Done, 1513, 1501, 7, 3, 2), (done.State, done.Lines, done.Records, done.Known, done.Exceptions, done.Unreadable));
        Assert.Equal(stopped.Lines, done.LinesBefore);
        Assert.Equal(await EntriesAsync(calm), await EntriesAsync(books));
        Assert.Null((await books.CheckAsync()).Fault);
    }

    [Fact]
    public async Task SameFile_AfterAStop_GoesOnWithTheStoppedImport()
    {
        await using var books = await AutumnAsync();
        var id = await StartAsync(books);
        await RunAndStopAsync(books, id);
        Assert.Equal(id, await StartAsync(books));
        await books.Get<ImportQueue>().RunWaitingAsync(Cancel);
        Assert.Equal((ImportState.Done, 1513), await RowAsync(books, id) is var row ? (row.State, row.Lines) : default);
    }

    [Fact]
    public async Task Stop_AndGoOn_AreRefusedWhereTheyMeanNothing()
    {
        await using var books = await AutumnAsync();
        var id = await StartAsync(books);
        var operations = books.Get<UsageOperations>();
        Assert.Equal("NotStopped", (await operations.ResumeImportAsync(books.Admin, id, Cancel)).Refused?.Code);
        await books.Get<ImportQueue>().RunWaitingAsync(Cancel);
        Assert.Equal("NotUnderWay", (await operations.StopImportAsync(books.Admin, id, Cancel)).Refused?.Code);
        Assert.Equal("NotUnderWay", (await operations.StopImportAsync(books.Admin, Guid.NewGuid(), Cancel)).Refused?.Code);
        await Assert.ThrowsAsync<NotPermittedException>(() => operations.StopImportAsync(books.Admin with { Permissions = Roles.PermissionsOf([Roles.FinanceReader]) }, id, Cancel));
    }

    [Fact]
    public async Task Import_ThatAnotherProcessTakesOver_BooksNoFurtherLine()
    {
        await using var books = await AutumnAsync();
        var id = await StartAsync(books);
        await RunUntilAsync(books, id, () => books.TamperAsync("""UPDATE "Imports" SET "ClaimedBy" = 'elsewhere/1/1/x'"""));
        var taken = await RowAsync(books, id);
        Assert.Equal((ImportState.Running, "elsewhere/1/1/x"), (taken.State, taken.ClaimedBy));
        Assert.InRange(taken.Lines, 1, 1_512);
        await books.Get<UsageImporter>().RunAsync(books.Admin, id, Cancel);
        Assert.Equal(taken.Lines, (await RowAsync(books, id)).Lines);
        books.Clock.Advance(TimeSpan.FromMinutes(2));
        await books.Get<ImportQueue>().RunWaitingAsync(Cancel);
        Assert.Equal((ImportState.Done, 1513, 1501), await RowAsync(books, id) is var row ? (row.State, row.Lines, row.Records) : default);
    }

    [Fact]
    public async Task Claim_OfAProcessThatIsGone_IsNotWaitedFor()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems do not say when a process began.");
        await using var books = await AutumnAsync();
        var id = await StartAsync(books);
        await books.TamperAsync($"""UPDATE "Imports" SET "State" = 'Running', "ClaimedBy" = '{Environment.MachineName}/{Environment.ProcessId}/1/x', "ClaimedUntil" = '2026-11-01 00:31:00'""");
        await books.Get<ImportQueue>().RunWaitingAsync(Cancel);
        Assert.Equal(ImportState.Done, (await RowAsync(books, id)).State);
    }

    [Fact]
    public async Task Queue_ThatMeetsALockedDatabase_SaysSo_AndGoesOn()
    {
        var fault = new SqliteException("database is locked", 5);
        Assert.Equal(StorageTrouble.Locked, StorageTroubles.Of(new DbUpdateException("x", fault)));
        Assert.Equal(StorageTrouble.Full, StorageTroubles.Of(new SqliteException("full", 13)));
        Assert.Null(StorageTroubles.Of(new InvalidOperationException()));
        Assert.All(Enum.GetValues<StorageTrouble>().Where(t => t != StorageTrouble.Other), _ => Assert.NotNull(StorageTroubles.Words(fault)));
        await using var books = await AutumnAsync();
        var id = await StartAsync(books);
        await books.TamperAsync("""UPDATE "Imports" SET "State" = 'Running'""");
        books.Get<ImportTroubles>().Met(id, StorageTrouble.Full);
        Assert.Equal(StorageTrouble.Full, (await books.Get<ImportsReader>().SummaryAsync(books.Admin, id, Cancel))!.Trouble);
        await books.Get<ImportQueue>().RunWaitingAsync(Cancel);
        Assert.Null((await books.Get<ImportsReader>().SummaryAsync(books.Admin, id, Cancel))!.Trouble);
    }

    [Fact]
    public void Progress_CountsFromWhereThisRunBegan()
    {
        var began = new DateTime(2026, 11, 1, 8, 0, 0, DateTimeKind.Utc);
        Assert.Equal(new(500, 100, 10), ImportProgress.Of(2_000, 1_000, 1_000, began, 0, 0, began.AddSeconds(10)));
        Assert.Equal(new(750, 50, 10), ImportProgress.Of(2_000, 1_500, 1_500, began, 1_000, 1_000, began.AddSeconds(10)));
        Assert.Equal(new(0, 0, null), ImportProgress.Of(2_000, 0, 0, null, 0, 0, began));
        Assert.Equal(new(0, 0, null), ImportProgress.Of(0, 0, 0, began, 0, 0, began));
        Assert.Equal(new(1000, 100, null), ImportProgress.Of(2_000, 2_000, 1_000, began, 0, 0, began.AddSeconds(10)));
    }

    private static Task RunAndStopAsync(TestBooks books, Guid id) => RunUntilAsync(books, id, () => books.Get<UsageOperations>().StopImportAsync(books.Admin, id, Cancel));

    /// <summary>Runs the import, and after its first batch does something to it.</summary>
    private static async Task RunUntilAsync(TestBooks books, Guid id, Func<Task> act)
    {
        var heard = 0;
        var acting = Task.CompletedTask;
        using (books.Get<BalanceFeed>().Subscribe(books.OrganizationId, _ =>
        {
            // The first write begins the import, the second books a batch.
            if (++heard == 2) acting = act();
        }))
            await books.Get<UsageImporter>().RunAsync(books.Admin, id, Cancel);
        await acting;
    }

    private static async Task<Guid> StartAsync(TestBooks books)
    {
        await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", Dirty));
        return (await books.Get<UsageOperations>().StartImportAsync(books.Admin, Dirty, file, Cancel)).Value!.First;
    }

    private static async Task<ImportRow> RowAsync(TestBooks books, Guid id)
    {
        await using var db = books.Read();
        return await db.Imports.SingleAsync(i => i.Id == id, Cancel);
    }

    private static async Task<List<string>> EntriesAsync(TestBooks books)
    {
        await using var db = books.Read();
        return await db.Entries.Where(e => e.Kind == EntryKind.Usage).OrderBy(e => e.Sequence).Select(e => $"{e.Sequence} {e.From} {e.To} {e.Amount} {e.Kind} {e.Effective:O} {e.Reference}").ToListAsync(Cancel);
    }

    private static async Task<TestBooks> AutumnAsync()
    {
        var books = await TestBooks.OpenAsync();
        await books.BuyAsync(200, await books.AddCardAsync());
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-11-01T00:30:00Z"));
        return books;
    }
}
