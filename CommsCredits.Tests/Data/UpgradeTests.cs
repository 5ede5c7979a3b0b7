using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Statements;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Ledger.Mending;
using CommsCredits.Web.Payments;
using CommsCredits.Web.Setup;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Data;

public sealed class UpgradeTests
{
    private const string First = "20261124152737_Initial", Calls = """SELECT * FROM "Calls" ORDER BY "UsageId" """;

    /// <summary>What the first version had where this one has something else.</summary>
    private static readonly Dictionary<(string Table, string Column), string> s_then = new()
    {
        [("Calls", "Start")] = """strftime('%Y-%m-%d %H:%M:%S', "Start" / 1000000, 'unixepoch')""", [("Notices", "Sent")] = "\"Mailed\"", [("Notices", "Tries")] = "1", [("Notices", "NextTry")] = "NULL",
        [("Notices", "LastFault")] = "NULL", [("People", "Mail")] = "\"Login\"",
        [("Lots", "Repaid")] = "0", [("Lots", "Returned")] = "0", [("Lots", "ReturnedAt")] = "NULL",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A month of calls as the first version stored it: afterwards nothing tells it from one that this version took in.</summary>
    [Fact]
    public async Task FirstVersionsDatabase_BecomesWhatThisVersionWouldHaveWritten()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-10-05T09:00:00Z");
        await AddPersonAsync(books);
        await books.BuyAsync(5_000, await books.AddCardAsync());
        await books.ImportAsync("PSTN.calls.2026-09.csv");
        await AdjustAsync(books);
        var folder = Directory.CreateTempSubdirectory("commscredits-upgrade-").FullName;
        var file = Path.Combine(folder, Persistence.FileName);
        await MakeOldAsync(file, books.DatabaseFile);
        await SignAsFirstAsync(file, books);
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IPaymentGateway, SandboxGateway>().AddPersistence(folder).AddFeatures().AddJobs().BuildServiceProvider();
        await services.GetRequiredService<DatabaseStart>().RunAsync(Cancel);
        Assert.Null((await services.GetRequiredService<BooksCheck>().RunAsync(books.Admin, Cancel)).Fault);
        Assert.Equal(["Address=ana@test.example|PersonId=person:a1000000-0000-4000-8000-000000000001"], await RowsAsync(file, """SELECT "Address", "PersonId" FROM "Recipients" """));
        Assert.Equal(["LargestCharge=1000000000|LargestImports=10000000000|LargestMinute=50000000"], await RowsAsync(file, """SELECT "LargestCharge", "LargestImports", "LargestMinute" FROM "Organizations" """));
        foreach (var rows in new[] { """SELECT "Sequence", "Action", "Subject" FROM "Audit" ORDER BY 1""", Calls, """SELECT "Number", "Left", "Repayments", "Returns" FROM "Lots" WHERE "Returns" <> '' AND "Repayments" <> '' """,
            """SELECT * FROM "DaySums" ORDER BY 1, 2, 3, 4, 5""", """SELECT * FROM "DestinationSums" ORDER BY 1, 2, 3""", """SELECT * FROM "UsageSums" ORDER BY 1, 2, 3, 4, 5""", """SELECT "Id", "Name" FROM "CallPeople" ORDER BY 1""" })
        {
            var expected = await RowsAsync(books.DatabaseFile, rows);
            Assert.NotEmpty(expected);
            Assert.Equal(expected, await RowsAsync(file, rows));
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A backup lies for years: it is brought to this version before its books are looked at.</summary>
    [Fact]
    public async Task FirstVersionsBackup_IsRestored()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-10-05T09:00:00Z");
        await AddPersonAsync(books);
        await books.BuyAsync(500, await books.AddCardAsync());
        await books.ImportAsync("PSTN.calls.2026-09.csv");
        var folder = Directory.CreateTempSubdirectory("commscredits-upgrade-").FullName;
        var old = Path.Combine(folder, "old.db");
        await MakeOldAsync(old, books.DatabaseFile);
        await SignAsFirstAsync(old, books);
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        var restored = await new BooksRestore(new(data)).RunAsync(old, TimeProvider.System.GetUtcNow(), Cancel);
        Assert.Null(restored.Refused);
        Assert.True(restored.Value!.Migrated > 3);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The sums follow from the calls, by a grouping that may change with the program: then they are made anew, and where it did not change, sums that are wrong are a fault.</summary>
    [Fact]
    public async Task SumsOfAnotherGrouping_AreMadeAnew_AndWrongOnesOfThisAreNot()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-10-05T09:00:00Z");
        await books.BuyAsync(500, await books.AddCardAsync());
        await books.ImportAsync("PSTN.calls.2026-09.csv");
        await books.TamperAsync("""UPDATE "UsageSums" SET "Key" = 'Somewhere' WHERE rowid IN (SELECT rowid FROM "UsageSums" WHERE "Of" = 'Country' LIMIT 1)""");
        await books.Get<DatabaseStart>().RunAsync(Cancel);
        Assert.NotNull((await books.CheckAsync()).Fault);
        await books.TamperAsync("PRAGMA user_version = 0");
        await books.Get<DatabaseStart>().RunAsync(Cancel);
        Assert.Null((await books.CheckAsync()).Fault);
    }

    /// <summary>The first version's fingerprints: over the values that it knew. They stay those of their months for good (R12.4).</summary>
    private static async Task SignAsFirstAsync(string file, TestBooks books)
    {
        await using var connection = new SqliteConnection(Connection(file));
        await connection.OpenAsync(Cancel);
        foreach (var month in await ListAsync(connection, "SELECT Month FROM ClosedMonths"))
        {
            var statement = (await books.Get<StatementReader>().StatementAsync(books.Admin, Month.Parse(month), Cancel))!;
            await using var sign = connection.CreateCommand();
            sign.CommandText = "UPDATE ClosedMonths SET Fingerprint = $fingerprint WHERE Month = $month";
            sign.Parameters.AddWithValue("$fingerprint", Fingerprint.Of(statement with { FingerprintVersion = 1 }));
            sign.Parameters.AddWithValue("$month", month);
            Assert.Equal(1, await sign.ExecuteNonQueryAsync(Cancel));
        }
    }

    private static Task AddPersonAsync(TestBooks books) => books.Get<LedgerWriter>().WriteAsync<int>(books.Admin, Permission.SeeOverview, session =>
    {
        session.LeavesItsOwnTrail();
        session.Db.People.Add(new() { OrganizationId = books.OrganizationId, Id = "person:a1000000-0000-4000-8000-000000000001", Name = "Ana", Login = "ana@test.example", LastSeen = session.Now });
        return Task.FromResult<Outcome<int>>(1);
    }, Cancel);

    /// <summary>Money that came back to the lot, which had repaid calls from before its purchase.</summary>
    private static async Task AdjustAsync(TestBooks books) =>
        Assert.Null((await books.Get<Corrections>().PostAsync(books.Admin, "form-1", new AdjustLot(1, Money.OfUnits(5)), "A test", Cancel)).Refused);

    private static async Task MakeOldAsync(string file, string current)
    {
        await using (var db = new CommsCreditsDb(new DbContextOptionsBuilder<CommsCreditsDb>().UseSqlite(Connection(file)).Options))
            await db.GetService<IMigrator>().MigrateAsync(First, Cancel);
        await using var connection = new SqliteConnection(Connection(file));
        await connection.OpenAsync(Cancel);
        await using var attach = connection.CreateCommand();
        attach.CommandText = "ATTACH $current AS now";
        attach.Parameters.AddWithValue("$current", current);
        await attach.ExecuteNonQueryAsync(Cancel);
        foreach (var table in await ListAsync(connection, "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> '__EFMigrationsHistory'"))
        {
            var columns = await ListAsync(connection, $"SELECT name FROM pragma_table_info('{table}', 'main')");
            var values = columns.Select(c => s_then.GetValueOrDefault((table, c), $"\"{c}\""));
            await using var copy = connection.CreateCommand();
            copy.CommandText = $"INSERT INTO main.\"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) SELECT {string.Join(", ", values)} FROM now.\"{table}\"";
            await copy.ExecuteNonQueryAsync(Cancel);
        }
    }

    private static async Task<List<string>> ListAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var names = new List<string>();
        while (await reader.ReadAsync(Cancel)) names.Add(reader.GetString(0));
        return names;
    }

    private static string Connection(string file) => new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();

    private static async Task<List<string>> RowsAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection(Connection(file));
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancel))
            rows.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(i => (Name: reader.GetName(i), Value: reader.GetValue(i))).OrderBy(c => c.Name, StringComparer.Ordinal)
                .Select(c => $"{c.Name}={(c.Value is byte[] bytes ? Convert.ToHexString(bytes) : c.Value)}")));
        return rows;
    }
}
