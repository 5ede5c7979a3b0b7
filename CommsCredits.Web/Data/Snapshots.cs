using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommsCredits.Web.Data;

/// <summary>Several queries that see one and the same state of the books.</summary>
public static class Snapshots
{
    /// <summary>
    /// A read transaction: from its first query on it sees no later write, and keeps no writer waiting. (The usual <c>BeginTransaction</c> is immediate on SQLite: it would take the writer's place.)
    /// </summary>
    public static async Task<IDbContextTransaction> SnapshotAsync(this CommsCreditsDb db, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var transaction = connection.BeginTransaction(deferred: true);
        return await db.Database.UseTransactionAsync(transaction, cancel) ?? throw new InvalidOperationException("The snapshot was not taken.");
    }
}
