using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>
/// A database file that nobody works on: a copy that is looked at before it is trusted. All SQL here is SQLite's own. Connections are not pooled, so the file can be moved afterwards.
/// </summary>
public sealed class BooksFile(string path) : IDbContextFactory<CommsCreditsDb>
{
    private static readonly byte[] s_magic = "SQLite format 3\0"u8.ToArray();
    private static readonly string[] s_sideFiles = ["", "-wal", "-shm", "-journal"];

    public string Path => path;
    public Database Database => new(this, new Refusals(TimeProvider.System));

    public CommsCreditsDb CreateDbContext() => new(new DbContextOptionsBuilder<CommsCreditsDb>().UseSqlite(Connection(SqliteOpenMode.ReadWrite)).Options);

    /// <summary>Copies a database that others may be writing to: SQLite's online backup sees one committed state and keeps no writer waiting.</summary>
    public static BooksFile CopyOf(string source, string to)
    {
        using (var from = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 30 }.ToString()))
        using (var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString()))
        {
            from.Open();
            copy.Open();
            from.BackupDatabase(copy);
        }
        var file = new BooksFile(to);
        file.Gather();
        return file;
    }

    /// <summary>True where the file begins like an SQLite database.</summary>
    public bool LooksLikeSqlite()
    {
        using var file = File.OpenRead(path);
        var head = new byte[s_magic.Length];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.AsSpan().SequenceEqual(s_magic);
    }

    /// <summary>What SQLite's own check finds; null where the file is whole.</summary>
    public async Task<string?> DamageAsync(CancellationToken cancel)
    {
        try
        {
            await using var connection = new SqliteConnection(Connection(SqliteOpenMode.ReadWrite));
            await connection.OpenAsync(cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check(1)";
            var found = (string?)await command.ExecuteScalarAsync(cancel);
            return found == "ok" ? null : found?.ReplaceLineEndings(" ");
        }
        catch (SqliteException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>The migrations the file has had; empty where it is not one of ours.</summary>
    public async Task<IReadOnlyList<string>> MigrationsAsync(CancellationToken cancel)
    {
        await using var db = CreateDbContext();
        var tables = await db.Database.SqlQueryRaw<string>("""SELECT "name" AS "Value" FROM "sqlite_master" WHERE "name" IN ('Organizations', 'Pools', 'Entries', '__EFMigrationsHistory')""").ToListAsync(cancel);
        return tables.Count == 4 ? [.. await db.Database.GetAppliedMigrationsAsync(cancel)] : [];
    }

    /// <summary>Folds the write-ahead log into the file and leaves one file. False while another connection has it open.</summary>
    public bool Gather()
    {
        using var connection = new SqliteConnection(Connection(SqliteOpenMode.ReadWrite));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout=0; PRAGMA journal_mode=DELETE;";
        // The driver has a patience of its own beside SQLite's: half a minute unless it is told
        command.CommandTimeout = 1;
        try
        {
            using var modes = command.ExecuteReader();
            var mode = "";
            do
                while (modes.Read())
                    mode = modes.GetString(0);
            while (modes.NextResult());
            return mode == "delete";
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is 5 or 6)
        {
            return false;
        }
    }

    /// <summary>Moves a database with what lies beside it; nothing may stand there.</summary>
    public static void Move(string from, string to)
    {
        foreach (var side in s_sideFiles.Where(s => File.Exists(from + s))) File.Move(from + side, to + side);
    }

    public static void Copy(string from, string to)
    {
        foreach (var side in s_sideFiles.Where(s => s != "-shm" && File.Exists(from + s))) File.Copy(from + side, to + side);
    }

    public static void Delete(string path)
    {
        foreach (var side in s_sideFiles) File.Delete(path + side);
    }

    private string Connection(SqliteOpenMode mode) => new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString();
}
