using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>
/// Makes of a database of any earlier version one of this: migrations, what follows from the entries and calls and was not kept then or was kept otherwise, and the guards that a migration may have dropped. The portal's own
/// at its start, a backup before it is checked and put in place.
/// </summary>
internal static class DatabaseUpgrade
{
    /// <summary>Answers how many migrations were lacking.</summary>
    /// <param name="beforeMigrating">Done where some are, before the first of them.</param>
    /// <param name="waiting">Told once where another process upgrades the same database first.</param>
    public static async Task<int> RunAsync(CommsCreditsDb db, Func<Task>? beforeMigrating, CancellationToken cancel, Action? waiting = null)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        MigrationFunctions.PutOn(connection);
        using var alone = await UpgradeLock.TakeAsync(connection.DataSource, waiting, cancel);
        var isGroupedAsNow = (await db.Database.SqlQueryRaw<int>("SELECT user_version AS Value FROM pragma_user_version").ToListAsync(cancel))[0] == UsageSums.Grouping;
        var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).Count();
        if (pending > 0)
        {
            // Nobody else migrates: a row of EF Core's own lock is that of a process that was killed, and would be waited for without an end.
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancel);
            if (beforeMigrating is not null) await beforeMigrating();
            // A start that is killed between here and the end is not taken for one that ended
            await db.Database.ExecuteSqlRawAsync("PRAGMA user_version = 0", cancel);
            await db.Database.MigrateAsync(cancel);
        }
        foreach (var row in await db.Organizations.IgnoreQueryFilters().AsNoTracking().ToListAsync(cancel)) await FillAsync(db, row, isGroupedAsNow, isUpgraded: pending > 0, cancel);
        LedgerGuards.PutUp(connection);
        if (!isGroupedAsNow || pending > 0) await db.Database.ExecuteSqlRawAsync($"PRAGMA user_version = {UsageSums.Grouping}", cancel);
        return pending;
    }

    /// <summary>Sums of one sort that there were none of are made of entries and calls once, and so are those that an earlier version grouped otherwise. The audit trail is chained once.</summary>
    private static async Task FillAsync(CommsCreditsDb db, Rows.OrganizationRow row, bool isGroupedAsNow, bool isUpgraded, CancellationToken cancel)
    {
        db.OrganizationId = row.Id;
        await AuditTrail.SealOldAsync(db, cancel);
        if (!await db.Entries.AnyAsync(cancel)) return;
        if (isUpgraded) await DateLotsAsync(db, row.ToDomain(), cancel);
        var (hasDays, hasUsage) = (await db.DaySums.AnyAsync(cancel), isGroupedAsNow && await db.UsageSums.AnyAsync(cancel) || !await db.Calls.AnyAsync(cancel));
        // Nothing to do is the rule: then a start takes no turn of the writer
        if (hasDays && hasUsage) return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!hasDays)
        {
            await EntrySums.RebuildAsync(db, row.ToDomain(), cancel);
            await DestinationSums.RebuildAsync(db, row.ToDomain(), cancel);
        }
        if (!hasUsage) await UsageSums.RebuildAsync(db, cancel);
        await transaction.CommitAsync(cancel);
    }
    /// <summary>
    /// What came back to each lot and what it repaid, by time, is made of the entries: earlier versions kept one figure and the latest instant. A ledger that is broken keeps what it has; the check of the books names the entry.
    /// </summary>
    private static async Task DateLotsAsync(CommsCreditsDb db, Organization organization, CancellationToken cancel)
    {
        var check = new LedgerCheck(organization);
        foreach (var entry in EntryScan.After(db, 0))
            if (check.Add(entry) is not null) return;
        var derived = check.Lots.ToDictionary(l => l.Number);
        foreach (var lot in await db.Lots.AsTracking().ToListAsync(cancel))
            if (derived.TryGetValue(lot.Number, out var dated)) (lot.Repayments, lot.Returns) = (dated.Repayments, dated.Returns);
        await db.SaveChangesAsync(cancel);
    }
}
