using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>The database is from a later version of the program than this one.</summary>
public sealed class NewerDatabaseException(string file, string migration) : Exception(
    $"CommsCredits does not start: {file} was written by a later version ({migration}). Start that version, or restore a backup from before it.");

/// <summary>The database carries a time of its own, as a demo's does, and this is no development.</summary>
public sealed class MovedClockException(string file) : Exception(
    $"CommsCredits does not start: the clock of {file} was moved, as a demo's is, so lots and months would end on other days than they do. Use another data folder, or look at it in Development.");

/// <summary>
/// Brings the database to this version before anything else runs: a copy of what there is, then the upgrade, then the clock. A database of a later version is left
/// alone: <see cref="NewerDatabaseException"/>.
/// </summary>
public sealed class DatabaseStart(Database database, PortalClock clock, DataFolder folder, BackupSettings backups, DatabaseFile file,
    IHostEnvironment? environment = null, ILogger<DatabaseStart>? log = null) : IHostedService
{
    /// <summary>True where no organization was there at the start.</summary>
    public bool WasEmpty { get; private set; }

    /// <summary>The portal's own start: in production only by the machine's time.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await RunAsync(cancellationToken);
        if (clock.IsMoved && environment?.IsDevelopment() == false) throw new MovedClockException(folder.DatabaseFile);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task RunAsync(CancellationToken cancel)
    {
        file.Forget();
        var look = Look();
        if (look.Newer is { } newer) throw new NewerDatabaseException(folder.DatabaseFile, newer);
        if (!look.IsOfThisVersion)
        {
            await using (var db = database.Server()) await DatabaseUpgrade.RunAsync(db, () => KeepAsync(db, cancel), cancel, SayWaiting);
            look = Look();
        }
        WasEmpty = look.IsEmpty;
        clock.Load(look.ClockOffset);
        file.Remember();
    }

    private void SayWaiting() => log?.LogWarning("Another process is upgrading {File}; this start waits for it.", folder.DatabaseFile);

    /// <summary>Puts the guards back too where nothing else is to do.</summary>
    private DatabaseLook Look()
    {
        using var connection = new SqliteConnection(folder.Connection);
        connection.Open();
        SqliteSettings.Tell(connection);
        var look = DatabaseLook.At(connection);
        if (look.IsOfThisVersion) LedgerGuards.PutUp(connection);
        return look;
    }

    /// <summary>What is there now, beside the backups: an upgrade that goes wrong can be taken back.</summary>
    private async Task KeepAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        if (applied.Count == 0) return;
        var target = Path.Combine(folder.Path, backups.Folder, $"before-upgrade-from-{applied[^1]}.db");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (File.Exists(target)) return;
        BooksFile.CopyOf(folder.DatabaseFile, target + ".part");
        File.Move(target + ".part", target);
    }
}
