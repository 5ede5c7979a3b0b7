using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Payments;
using CommsCredits.Web.Setup;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Ledger;

/// <summary>
/// Single bytes of the database file are changed, as a failing disk or a hand with an editor would: whatever reaches the books is noticed by the check. <c>COMMSCREDITS_ROUNDS</c> asks for more bytes,
/// <c>COMMSCREDITS_SEED</c> for the same again.
/// </summary>
public sealed class DamagedFileTests
{
    private static readonly string[] s_books = ["Pools", "Lots", "Entries", "DaySums", "DestinationSums", "UsageSums", "ClosedMonths"];

    /// <summary>No figures: what was shown last, who closed a month and when (within the order of the months).</summary>
    private static readonly string[] s_beside = ["BalanceSeen", "ClosedAt", "ActorId"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AChangedByte_ThatReachesTheBooks_IsNoticed()
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("COMMSCREDITS_ROUNDS"), out var asked) ? asked : 25;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("COMMSCREDITS_SEED"), out var given) ? given : 20_261_128;
        var random = new Random(seed);
        var (actor, whole) = await BooksAsync();
        var folder = Directory.CreateTempSubdirectory("commscredits-damage-").FullName;
        var file = Path.Combine(folder, Persistence.FileName);
        await File.WriteAllBytesAsync(file, whole, Cancel);
        var before = await ContentAsync(file);
        var (noticed, harmless) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var at = random.Next(whole.Length);
            var damaged = whole.ToArray();
            damaged[at] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(file, damaged, Cancel);
            var content = await ContentAsync(file);
            var isWhole = content == before;
            var answer = await CheckAsync(folder, actor);
            TestContext.Current.TestOutputHelper?.WriteLine($"byte {at}: {(isWhole ? "not of the books" : "of the books")}: {answer ?? "clean"}");
            if (answer is not null) noticed++;
            else if (isWhole) harmless++;
            Assert.True(isWhole || answer is not null, $"Seed {seed}, round {round}, byte {at}: the books differ, and nothing is said: {Difference(before!, content)}");
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {rounds} bytes, {noticed} noticed, {harmless} outside the books");
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What the check says; null where it says that all is true.</summary>
    private static async Task<string?> CheckAsync(string folder, Actor actor)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IPaymentGateway, SandboxGateway>().AddPersistence(folder).AddFeatures().AddJobs().BuildServiceProvider();
        try
        {
            return (await services.GetRequiredService<BooksCheck>().RunAsync(actor, Cancel)).Fault?.ToString();
        }
        catch (SqliteException malformed) when (malformed.SqliteErrorCode is 11 or 26)
        {
            return malformed.Message;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
        }
    }

    /// <summary>As the portal reads it: a text stored as a blob is the same text, and what stands between the figures of an instant does not count.</summary>
    private static string Read(object value)
    {
        var text = value is byte[] bytes ? System.Text.Encoding.Latin1.GetString(bytes) : value is string said ? System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(said)) : value.ToString()!;
        var isInstant = text.Length is >= 10 and <= 27 && char.IsAsciiDigit(text[0]) && text.Count(char.IsAsciiDigit) >= 8 && (text[4] == '-' || text[7] == '-');
        // Also where the byte between two figures became a figure: it is passed over by its place
        return isInstant ? string.Concat(text.Where((_, i) => i is not (4 or 7 or 10 or 13 or 16 or 19))) : text;
    }

    private static string Difference(string before, string? content)
    {
        if (content is null) return "unreadable";
        var at = before.AsSpan().CommonPrefixLength(content);
        return $"{before[Math.Max(0, at - 120)..Math.Min(before.Length, at + 30)]} became {content[Math.Max(0, at - 30)..Math.Min(content.Length, at + 30)]}";
    }

    /// <summary>Every value of the books as SQLite reads it; null where it cannot.</summary>
    private static async Task<string?> ContentAsync(string file)
    {
        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
            await connection.OpenAsync(Cancel);
            var text = new System.Text.StringBuilder();
            foreach (var table in s_books)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"SELECT * FROM {table} ORDER BY rowid";
                await using var reader = await command.ExecuteReaderAsync(Cancel);
                while (await reader.ReadAsync(Cancel))
                    for (var i = 0; i < reader.FieldCount; i++)
                        if (!s_beside.Contains(reader.GetName(i)) || (table, reader.GetName(i)) == ("Entries", "ActorId"))
                            text.Append(reader.GetName(i)).Append('=').Append(Read(reader.GetValue(i))).Append('|');
            }
            return text.ToString();
        }
        catch (Exception unreadable) when (unreadable is SqliteException or InvalidOperationException or ArgumentException or System.Text.DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Two months with purchases, calls, a lapse and a closed month, in one file without a log beside it.</summary>
    private static async Task<(Actor Actor, byte[] File)> BooksAsync()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.Get<TopUpDesk>().BuyAsync(books.Admin, "recorded", new() { Amount = Money.OfUnits(600), Method = PaymentMethod.Recorded, RecordedDay = new(2025, 9, 20), Reference = "AGREEMENT-7" }, Cancel);
        await books.BuyAsync(500, await books.AddCardAsync());
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-01T09:00:00Z"));
        await books.ImportAsync("PSTN.calls.2026-09.csv");
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-05T09:00:00Z"));
        await books.RunJobsAsync();
        Assert.Null((await books.CheckAsync()).Fault);
        await books.TamperAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        return (books.Admin, await File.ReadAllBytesAsync(books.DatabaseFile, Cancel));
    }
}
