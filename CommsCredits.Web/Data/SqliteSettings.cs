using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CommsCredits.Web.Data;

/// <summary>
/// What every SQLite connection is told: a write-ahead log that is flushed at each commit, so that what was answered survives a power cut; a page cache of 32 MiB, without which an import
/// with indexes is a third slower; foreign keys; five seconds of patience with another process; the log is moved into the database every 16 MiB, by whoever commits then.
/// </summary>
public sealed class SqliteSettings : DbConnectionInterceptor
{
    private const string Log = "PRAGMA journal_mode=WAL; ";
    private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=4000; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Tell(connection);

    /// <summary>For a connection that EF Core did not open.</summary>
    internal static void Tell(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = PragmasOf(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = PragmasOf(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A connection that only reads cannot give a database its log: one that was just restored gets it from the first that writes.</summary>
    private static string PragmasOf(DbConnection connection) =>
        new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly ? Pragmas : Log + Pragmas;
}
