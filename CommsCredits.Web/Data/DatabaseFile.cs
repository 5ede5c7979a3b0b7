using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommsCredits.Web.Data;

/// <summary>The database isn't the one that the portal started with, or it can't be read: nothing more is read, booked or charged.</summary>
public sealed class DatabaseLostException(StorageTrouble trouble, string message) : InvalidOperationException(message)
{
    public StorageTrouble Trouble { get; } = trouble;
}

/// <summary>
/// Watches the file under the running portal. Somebody deletes it, or renames another into its place: SQLite would go on with the old one, which has no name any more, and what is charged then is in no file afterwards. A
/// page of it that can't be read makes the same alarm. Asked each time a context is opened, and before each charge.
/// </summary>
public sealed class DatabaseFile(DataFolder folder, ILogger<DatabaseFile>? log = null)
{
    private FileIdentity? _opened;
    private volatile string? _damage;
    private int _isLogged;

    /// <summary>Until <see cref="Remember"/>: whichever file is there.</summary>
    public void Forget() => (_opened, _damage) = (null, null);

    /// <summary>The file that is there now is the one to work on.</summary>
    public void Remember() => _opened = FileIdentity.Of(folder.DatabaseFile);

    /// <summary>Throws <see cref="DatabaseLostException"/> where the file is another one, or gone, or was found damaged. A file that is put back ends the first; a damaged one needs a restart.</summary>
    public void Demand()
    {
        if (_damage is { } damage) throw Lost(StorageTrouble.Damaged, $"The database {folder.DatabaseFile} can't be read ({damage}). Nothing more is charged or booked. Restore a backup and start the portal again.");
        if (_opened is null) return;
        if (FileIdentity.Of(folder.DatabaseFile) == _opened) return;
        throw Lost(StorageTrouble.Replaced,
            $"The database {folder.DatabaseFile} was moved, deleted or replaced while the portal runs. Nothing more is charged or booked. Put the file back, or restart the portal to work with what is there.");
    }

    /// <summary>Wherever a failure arrives - a page, a request, a job - it is told here: a page of the file that can't be read is the same alarm.</summary>
    public void Report(Exception? fault)
    {
        for (var inner = fault; inner is not null; inner = inner.InnerException)
        {
            if (inner is SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB } damaged) _damage ??= damaged.Message;
        }
    }

    private DatabaseLostException Lost(StorageTrouble trouble, string message)
    {
        if (Interlocked.Exchange(ref _isLogged, 1) == 0) log?.LogCritical("{Message}", message);
        return new(trouble, message);
    }
}
