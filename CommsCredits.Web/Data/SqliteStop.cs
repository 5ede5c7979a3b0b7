using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace CommsCredits.Web.Data;

/// <summary>
/// Stops a reader's query as soon as nobody waits for its answer. SQLite works on the caller's thread and looks at no token: counting and sorting would run to their end. Only contexts that track nothing, so that
/// a write is never broken off in its middle.
/// </summary>
public sealed class SqliteStop : DbCommandInterceptor
{
    private const int Interrupted = 9;

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (result.HasResult || !cancellationToken.CanBeCanceled || eventData.Context?.ChangeTracker.QueryTrackingBehavior != QueryTrackingBehavior.NoTracking || command is not SqliteCommand { Connection.Handle: { } handle }) return result;
        await using var stop = cancellationToken.Register(() => raw.sqlite3_interrupt(handle));
        try
        {
            return InterceptionResult<DbDataReader>.SuppressWithResult(await command.ExecuteReaderAsync(cancellationToken));
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == Interrupted && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("Nobody waits for the answer.", fault, cancellationToken);
        }
    }
}
