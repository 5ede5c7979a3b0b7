using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Setup;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Data;

/// <summary>What a start reads in plain SQL is what EF Core would say (decision 0013).</summary>
public sealed class DatabaseStartTests
{
    private const string First = "20261124152737_Initial";

    [Fact]
    public async Task KnownMigrations_AreThoseOfTheModel()
    {
        await using var books = await TestBooks.OpenAsync();
        await using var db = books.Read();
        Assert.NotEmpty(DatabaseLook.Known);
        Assert.Equal(db.Database.GetMigrations(), DatabaseLook.Known);
        Assert.Equal(await db.Database.GetAppliedMigrationsAsync(TestBooks.Cancel), DatabaseLook.Known);
    }

    [Fact]
    public async Task NewFolder_IsEmpty_AtItsSecondStartToo_AndItsClockIsFound()
    {
        var folder = Directory.CreateTempSubdirectory("commscredits-start-").FullName;
        for (var start = 0; start < 3; start++)
        {
            await using var services = Services(folder);
            var clock = services.GetRequiredService<PortalClock>();
            await services.GetRequiredService<DatabaseStart>().RunAsync(TestBooks.Cancel);
            Assert.True(services.GetRequiredService<DatabaseStart>().WasEmpty);
            Assert.Equal(start * 10, Math.Round((clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).TotalDays));
            await using var db = Context(services);
            await clock.SetAsync(db, clock.GetUtcNow().UtcDateTime.AddDays(10), TestBooks.Cancel);
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A process that is killed while it migrates leaves its row in EF Core's lock: the next start takes it over and doesn't wait for the dead.</summary>
    [Fact]
    public async Task LockOfAKilledUpgrade_IsTakenOver()
    {
        var folder = Directory.CreateTempSubdirectory("commscredits-start-").FullName;
        await using var services = Services(folder);
        await using (var db = Context(services))
        {
            await db.GetService<IMigrator>().MigrateAsync(First, TestBooks.Cancel);
            await db.Database.ExecuteSqlRawAsync("""CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL)""", TestBooks.Cancel);
            await db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-30 00:00:00')""", TestBooks.Cancel);
        }
        await services.GetRequiredService<DatabaseStart>().RunAsync(TestBooks.Cancel).WaitAsync(TimeSpan.FromSeconds(60), TestBooks.Cancel);
        Assert.True(services.GetRequiredService<DatabaseStart>().WasEmpty);
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A second process waits for the first one's upgrade, and says so.</summary>
    [Fact]
    public async Task UpgradeThatIsUnderWay_IsWaitedFor_WithAWord()
    {
        var file = Path.GetTempFileName();
        var said = 0;
        var first = await UpgradeLock.TakeAsync(file, null, TestBooks.Cancel);
        var second = UpgradeLock.TakeAsync(file, () => said++, TestBooks.Cancel);
        await Task.Delay(500, TestBooks.Cancel);
        Assert.Equal((1, false), (said, second.IsCompleted));
        first.Dispose();
        (await second.WaitAsync(TimeSpan.FromSeconds(10), TestBooks.Cancel)).Dispose();
        Assert.False(File.Exists(file + ".upgrade"));
        File.Delete(file);
    }

    /// <summary>Guards that somebody took down are back, and what a start that was killed had not made is made.</summary>
    [Fact]
    public async Task FileThatIsUpToDate_GetsItsGuardsBack_AndOneOfAKilledStartItsSums()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-10-05T09:00:00Z");
        await books.BuyAsync(500, await books.AddCardAsync());
        await books.TamperAsync("DROP TRIGGER Entries_no_delete");
        await books.Get<DatabaseStart>().RunAsync(TestBooks.Cancel);
        await Assert.ThrowsAsync<SqliteException>(() => books.TamperAsync("""DELETE FROM "Entries" """));
        await books.TamperAsync("""DELETE FROM "DaySums"; PRAGMA user_version = 0""");
        Assert.NotNull((await books.CheckAsync()).Fault);
        await books.Get<DatabaseStart>().RunAsync(TestBooks.Cancel);
        Assert.Null((await books.CheckAsync()).Fault);
    }

    /// <summary>An upgrade that ended once leaves its mark; the next one takes it away before it begins.</summary>
    [Fact]
    public async Task UpgradeThatFails_IsNotTakenForOneThatEnded()
    {
        var folder = Directory.CreateTempSubdirectory("commscredits-start-").FullName;
        await using var services = Services(folder);
        var start = services.GetRequiredService<DatabaseStart>();
        await start.RunAsync(TestBooks.Cancel);
        Assert.Equal(1, await MarkAsync(services));
        await using (var db = Context(services)) await db.Database.EnsureDeletedAsync(TestBooks.Cancel);
        await using (var db = Context(services))
        {
            await db.GetService<IMigrator>().MigrateAsync(First, TestBooks.Cancel);
            await db.Database.ExecuteSqlRawAsync("""DROP TABLE "Calls"; PRAGMA user_version = 1""", TestBooks.Cancel);
        }
        await Assert.ThrowsAsync<SqliteException>(() => start.RunAsync(TestBooks.Cancel));
        Assert.Equal(0, await MarkAsync(services));
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static ServiceProvider Services(string folder) => new ServiceCollection().AddLogging().AddPersistence(folder).BuildServiceProvider();

    private static CommsCreditsDb Context(IServiceProvider services) => services.GetRequiredService<IDbContextFactory<CommsCreditsDb>>().CreateDbContext();

    private static async Task<int> MarkAsync(IServiceProvider services)
    {
        await using var db = Context(services);
        return (await db.Database.SqlQueryRaw<int>("SELECT user_version AS Value FROM pragma_user_version").ToListAsync(TestBooks.Cancel))[0];
    }
}
