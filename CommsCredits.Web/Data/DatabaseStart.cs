using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>The database is from a later version of the program than this one.</summary>
public sealed class NewerDatabaseException(string file, string migration) : Exception(
    $"CommsCredits does not start: {file} was written by a later version ({migration}). Start that version, or restore a backup from before it.");

/// <summary>
/// Brings the database to this version before anything else runs: a copy of what there is, migrations, then the guards that a migration may have dropped, then the clock. A database of a later version is left
/// alone: <see cref="NewerDatabaseException"/>.
/// </summary>
public sealed class DatabaseStart(Database database, PortalClock clock, DataFolder folder, BackupSettings backups) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task RunAsync(CancellationToken cancel)
    {
        await using var db = database.Server();
        await db.Database.OpenConnectionAsync(cancel);
        MigrationFunctions.PutOn((SqliteConnection)db.Database.GetDbConnection());
        if ((await db.Database.GetAppliedMigrationsAsync(cancel)).Except(db.Database.GetMigrations()).FirstOrDefault() is { } newer) throw new NewerDatabaseException(folder.DatabaseFile, newer);
        // Only where there is something to do: the lock that migrating takes is a row, and a process that is killed while it holds it would keep every later start waiting.
        if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            await KeepAsync(db, cancel);
            await db.Database.MigrateAsync(cancel);
        }
        await FillAsync(db, cancel);
        await LedgerGuards.PutUpAsync(db, cancel);
        await clock.LoadAsync(db, cancel);
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

    /// <summary>A database from before there were sums of one sort has none: they are made of its entries and calls once. The audit trail is chained once.</summary>
    private static async Task FillAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        foreach (var row in await db.Organizations.IgnoreQueryFilters().AsNoTracking().ToListAsync(cancel))
        {
            db.OrganizationId = row.Id;
            await AuditTrail.SealOldAsync(db, cancel);
            if (!await db.Entries.AnyAsync(cancel)) continue;
            var (hasDays, hasUsage) = (await db.DaySums.AnyAsync(cancel), await db.UsageSums.AnyAsync(cancel) || !await db.Calls.AnyAsync(cancel));
            // Nothing to do is the rule: then a start takes no turn of the writer
            if (hasDays && hasUsage) continue;
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            if (!hasDays)
            {
                await EntrySums.RebuildAsync(db, row.ToDomain(), cancel);
                await DestinationSums.RebuildAsync(db, row.ToDomain(), cancel);
            }
            if (!hasUsage) await UsageSums.RebuildAsync(db, cancel);
            await transaction.CommitAsync(cancel);
        }
    }
}
