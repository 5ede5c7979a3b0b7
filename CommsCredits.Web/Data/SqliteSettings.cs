using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CommsCredits.Web.Data;

/// <summary>
/// What every SQLite connection is told: a write-ahead log that is flushed at each commit, so that what was answered survives a power cut; a page cache of 64 MiB, without which an import
/// with indexes is a third slower; foreign keys; five seconds of patience with another process; the log is moved into the database every 16 MiB, by whoever commits then.
/// </summary>
public sealed class SqliteSettings : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4000; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
