using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Ledger;

/// <summary>A backup is one true state of the books; a restore replaces nothing before everything was checked.</summary>
public sealed class BooksBackupTests
{
    [Fact]
    public async Task Backup_WhileOthersWrite_IsOneStateOfTheBooks()
    {
        await using var books = await FilledAsync();
        using var stop = new CancellationTokenSource();
        var written = 0;
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await books.UseAsync(0.01m);
                written++;
            }
        }, TestBooks.Cancel);
        // On a loaded machine the backups may be faster than the writer: it is waited for
        for (var i = 0; i < 5 || (written <= 5 && i < 100); i++)
        {
            var file = Path.Combine(books.Folder, $"copy-{i}.db");
            var done = await books.Get<BooksBackup>().RunAsync(file, overwrite: false, TestBooks.Cancel);
            Assert.Null(done.Refused);
            Assert.Equal(new FileInfo(file).Length, done.Value!.Bytes);
            var copied = Assert.Single(done.Value.Books);
            Assert.Equal(copied.Entries, copied.HeadSequence);
        }
        await stop.CancelAsync();
        await writing;
        Assert.True(written > 5, $"Only {written} writes went on.");
        Assert.Empty(Directory.GetFiles(books.Folder, "*.part*"));
        Assert.Null((await books.CheckAsync()).Fault);
    }

    [Fact]
    public async Task Backup_ReplacesAFileOnlyWhenTold_AndNeverTheDatabase()
    {
        await using var books = await FilledAsync();
        var file = Path.Combine(books.Folder, "notes.txt");
        await File.WriteAllTextAsync(file, "mine", TestBooks.Cancel);
        Assert.Equal("FileExists", (await books.Get<BooksBackup>().RunAsync(file, overwrite: false, TestBooks.Cancel)).Refused?.Code);
        Assert.Equal("mine", await File.ReadAllTextAsync(file, TestBooks.Cancel));
        Assert.Equal("IsTheDatabase", (await books.Get<BooksBackup>().RunAsync(books.DatabaseFile, overwrite: true, TestBooks.Cancel)).Refused?.Code);
        Assert.Null((await books.Get<BooksBackup>().RunAsync(file, overwrite: true, TestBooks.Cancel)).Refused);
    }

    [Fact]
    public async Task Backup_OfBooksWithAFault_LeavesNoFile()
    {
        await using var books = await FilledAsync();
        await books.TamperAsync("""UPDATE "Lots" SET "Left" = "Left" + 1""");
        var file = Path.Combine(books.Folder, "copy.db");
        Assert.Equal("BooksFault", (await books.Get<BooksBackup>().RunAsync(file, overwrite: false, TestBooks.Cancel)).Refused?.Code);
        Assert.Empty(Directory.GetFiles(books.Folder, "copy*"));
    }

    [Fact]
    public async Task Restore_PutsTheBackupInPlace_AndKeepsWhatWasThere()
    {
        await using var books = await FilledAsync();
        var file = await BackupAsync(books);
        var before = await books.BalanceAsync();
        await books.UseAsync(5);
        SqliteConnection.ClearAllPools();
        var present = await File.ReadAllBytesAsync(books.DatabaseFile, TestBooks.Cancel);
        var done = await RestoreAsync(books, file);
        Assert.Null(done.Refused);
        // The restore ran beside this process, as it never does: the file is another one
        await Assert.ThrowsAsync<DatabaseLostException>(books.BalanceAsync);
        books.Get<DatabaseFile>().Remember();
        Assert.Equal(before, await books.BalanceAsync());
        Assert.EndsWith("commscredits.until-20260901-090000.db", done.Value!.Kept);
        Assert.Equal(present.Length, new FileInfo(done.Value.Kept!).Length);
        Assert.Null((await books.CheckAsync()).Fault);
        await books.Get<DatabaseStart>().RunAsync(TestBooks.Cancel);
        await Assert.ThrowsAsync<SqliteException>(() => books.TamperAsync("""DELETE FROM "Entries" """));
    }

    [Fact]
    public async Task Restore_BringsAnOlderFileToThisVersion()
    {
        await using var books = await FilledAsync();
        var file = await BackupAsync(books);
        File.Delete(ChecksumFile.Beside(file));
        // As an older program left it: the guards are not there yet.
        Tamper(file, "DROP TRIGGER Entries_no_delete");
        Assert.Null((await RestoreAsync(books, file)).Refused);
        await Assert.ThrowsAsync<SqliteException>(() => books.TamperAsync("""DELETE FROM "Entries" """));
    }

    public static TheoryData<string, string> Bad => new()
    {
        { "NotADatabase", "text" }, { "NotADatabase", "empty" }, { "Damaged", "truncated" }, { "Damaged", "scratched" }, { "NotOurs", "foreign" }, { "Newer", "newer" },
        { "BooksFault", "tampered" }, { "BooksFault", "cut" },
    };

    [Theory, MemberData(nameof(Bad))]
    public async Task Restore_OfABadFile_ReplacesNothing(string code, string how)
    {
        await using var books = await FilledAsync();
        var file = await BackupAsync(books);
        File.Delete(ChecksumFile.Beside(file));
        switch (how)
        {
            case "text": await File.WriteAllTextAsync(file, "SQLite is a database.", TestBooks.Cancel); break;
            case "empty": await File.WriteAllBytesAsync(file, [], TestBooks.Cancel); break;
            case "truncated": await ChangeAsync(file, bytes => bytes[..(bytes.Length * 2 / 3)]); break;
            case "scratched": await ChangeAsync(file, bytes => { bytes.AsSpan(bytes.Length / 2, 20_000).Fill(0x5A); return bytes; }); break;
            case "foreign": File.Delete(file); Tamper(file, "CREATE TABLE t (x)"); break;
            case "newer": Tamper(file, """INSERT INTO "__EFMigrationsHistory" VALUES ('29991231000000_FromTheFuture', '99.0.0')"""); break;
            case "tampered": Tamper(file, """UPDATE "Lots" SET "Left" = "Left" + 1"""); break;
            default: Tamper(file, """DROP TRIGGER Entries_no_delete; DELETE FROM "Entries" WHERE "Sequence" = (SELECT MAX("Sequence") FROM "Entries")"""); break;
        }
        SqliteConnection.ClearAllPools();
        var (before, names) = (await File.ReadAllBytesAsync(books.DatabaseFile, TestBooks.Cancel), Names(books));
        Assert.Equal(code, (await RestoreAsync(books, file)).Refused?.Code);
        Assert.Equal(before, await File.ReadAllBytesAsync(books.DatabaseFile, TestBooks.Cancel));
        Assert.Equal(names, Names(books));
    }

    [Fact]
    public async Task Restore_NoticesAByteThatNoOtherCheckCovers()
    {
        await using var books = await FilledAsync();
        var file = await BackupAsync(books);
        Assert.StartsWith(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file, TestBooks.Cancel))), await File.ReadAllTextAsync(file + ".sha256", TestBooks.Cancel));
        Tamper(file, """UPDATE "Notices" SET "Figures" = '{}'""");
        Assert.Equal("ChecksumDiffers", (await RestoreAsync(books, file)).Refused?.Code);
        await File.WriteAllTextAsync(file + ".sha256", "?", TestBooks.Cancel);
        Assert.Equal("ChecksumDiffers", (await RestoreAsync(books, file)).Refused?.Code);
        File.Delete(file + ".sha256");
        Assert.Null((await RestoreAsync(books, file)).Refused);
    }

    [Fact]
    public async Task Restore_LeavesARowInTheTrail_ThatFollowsFromTheBackups()
    {
        await using var books = await FilledAsync();
        var file = await BackupAsync(books);
        await books.UseAsync(1m);
        Assert.Null((await RestoreAsync(books, file)).Refused);
        books.Get<DatabaseFile>().Remember();
        await using var db = books.Read();
        var last = await db.Audit.OrderByDescending(a => a.Sequence).FirstAsync(TestBooks.Cancel);
        Assert.Equal(("Backup.Restored", "cli"), (last.Action, last.ActorId));
        Assert.Contains("books.db", last.After, StringComparison.Ordinal);
        Assert.Null((await books.CheckAsync()).Fault);
    }

    [Fact]
    public async Task Restore_WhileSomebodyWorksOnTheFolder_IsRefused()
    {
        await using var books = await FilledAsync();
        var file = await BackupAsync(books);
        using (FolderLock.Shared(books.Get<DataFolder>()))
            Assert.Equal("InUse", (await RestoreAsync(books, file)).Refused?.Code);
        // A program that knows nothing of the lock, with the database open.
        await using (var connection = new SqliteConnection($"Data Source={books.DatabaseFile};Pooling=False"))
        {
            await connection.OpenAsync(TestBooks.Cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = """SELECT COUNT(*) FROM "Entries" """;
            await command.ExecuteScalarAsync(TestBooks.Cancel);
            Assert.Equal("InUse", (await RestoreAsync(books, file)).Refused?.Code);
        }
        Assert.Null((await RestoreAsync(books, file)).Refused);
    }

    [Fact]
    public void FolderLock_IsSharedByMany_OrHeldByOne()
    {
        var folder = new DataFolder(Directory.CreateTempSubdirectory("commscredits-lock-").FullName);
        using (FolderLock.Shared(folder))
        using (FolderLock.Shared(folder))
            Assert.Null(FolderLock.Alone(folder));
        using (FolderLock.Alone(folder)) Assert.Throws<IOException>(() => FolderLock.Shared(folder));
        FolderLock.Shared(folder).Dispose();
        Directory.Delete(folder.Path, recursive: true);
    }

    private static async Task<TestBooks> FilledAsync()
    {
        var books = await TestBooks.OpenAsync();
        await books.BuyAsync(500, await books.AddCardAsync());
        for (var i = 0; i < 40; i++) await books.UseAsync(1.25m);
        return books;
    }

    private static async Task<string> BackupAsync(TestBooks books)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(books.Folder, "backups")).FullName, "books.db");
        Assert.Null((await books.Get<BooksBackup>().RunAsync(file, overwrite: false, TestBooks.Cancel)).Refused);
        return file;
    }

    private static Task<Outcome<RestoreReport>> RestoreAsync(TestBooks books, string file)
    {
        SqliteConnection.ClearAllPools();
        return books.Get<BooksRestore>().RunAsync(file, books.Clock.GetUtcNow(), TestBooks.Cancel);
    }

    private static List<string> Names(TestBooks books) =>
        [.. Directory.GetFiles(books.Folder).Select(f => Path.GetFileName(f)).Where(f => f != FolderLock.FileName && !f.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal)).Order()];

    private static async Task ChangeAsync(string file, Func<byte[], byte[]> change) =>
        await File.WriteAllBytesAsync(file, change(await File.ReadAllBytesAsync(file, TestBooks.Cancel)), TestBooks.Cancel);

    private static void Tamper(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
