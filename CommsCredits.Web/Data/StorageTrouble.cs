using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommsCredits.Web.Data;

/// <summary>What a machine can do to a database, apart from what we did wrong. The text for a page is found by <c>Storage_{trouble}</c>.</summary>
public enum StorageTrouble
{
    Other,
    Full,
    ReadOnly,
    Locked,
    Broken,
    Unopened,
    Damaged,
    Replaced,
}

/// <summary>Tells troubles of the storage from other failures.</summary>
public static class StorageTroubles
{
    private const int NoSpaceLeft = 28, ReadOnlyFiles = 30, QuotaExceeded = 122;

    /// <summary>Null where the storage is not to blame.</summary>
    public static StorageTrouble? Of(Exception? fault) => fault switch
    {
        null => null,
        DatabaseLostException lost => lost.Trouble,
        SqliteException sqlite => Of(sqlite.SqliteErrorCode),
        IOException { HResult: NoSpaceLeft or QuotaExceeded } => StorageTrouble.Full,
        IOException { HResult: ReadOnlyFiles } or UnauthorizedAccessException => StorageTrouble.ReadOnly,
        _ => Of(fault.InnerException),
    };

    /// <summary>For the operator at the command line; null where the storage is not to blame.</summary>
    public static string? Words(Exception fault) => Of(fault) switch
    {
        null => null,
        StorageTrouble.Full => "The disk is full. Make room and run it again: what was booked stays booked, nothing is booked twice.",
        StorageTrouble.ReadOnly => "The data folder cannot be written. Give this user the right to write there (folder and files) and run it again.",
        StorageTrouble.Locked => "Another process holds the database and did not let go. Run it again when that one is done; nothing was booked half.",
        StorageTrouble.Broken => "The disk could not be read or written. Look at the machine's disk before you run it again.",
        StorageTrouble.Unopened => "The database cannot be opened. Is the data folder right (--data), and may this user write there?",
        StorageTrouble.Replaced => "The database was moved, deleted or replaced meanwhile. Put the file back and run it again.",
        StorageTrouble.Damaged => "The database file is damaged or is none. Put it back from a backup; the damaged file is worth keeping.",
        _ => $"The database refused: {fault.Message}",
    };

    private static StorageTrouble? Of(int code) => code switch
    {
        raw.SQLITE_FULL => StorageTrouble.Full,
        raw.SQLITE_READONLY or raw.SQLITE_PERM => StorageTrouble.ReadOnly,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => StorageTrouble.Locked,
        raw.SQLITE_IOERR => StorageTrouble.Broken,
        raw.SQLITE_CANTOPEN => StorageTrouble.Unopened,
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => StorageTrouble.Damaged,
        _ => StorageTrouble.Other,
    };
}
