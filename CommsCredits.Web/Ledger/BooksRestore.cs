using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Ledger;

/// <summary>What was put in place, where the database that stood there is kept (null: there was none), and how many migrations brought it to this version.</summary>
public sealed record RestoreReport(string File, string? Kept, int Migrated, IReadOnlyList<CopiedBooks> Books);

/// <summary>
/// Puts a backup in the place of the database. Everything is done to a copy in the data folder first - is it ours, is it whole, does this version know it, are all books true - and only a copy that
/// stood every check takes the place; what stood there is kept beside it. Nothing is replaced while anybody works on the folder.
/// </summary>
public sealed class BooksRestore(DataFolder folder)
{
    /// <param name="now">Names the file in which the present database is kept.</param>
    public async Task<Outcome<RestoreReport>> RunAsync(string file, DateTimeOffset now, CancellationToken cancel)
    {
        if (!File.Exists(file)) return new Refused("NoFile", file);
        using var alone = FolderLock.Alone(folder);
        if (alone is null) return new Refused("InUse", folder.Path);
        var present = folder.DatabaseFile;
        if (Path.GetFullPath(file) == present) return new Refused("IsTheDatabase", present);
        var copy = new BooksFile($"{present}.{Guid.NewGuid():N}.part");
        try
        {
            BooksFile.Copy(file, copy.Path);
            if (!await ChecksumFile.AgreesAsync(file, cancel)) return new Refused("ChecksumDiffers", file);
            if (!copy.LooksLikeSqlite()) return new Refused("NotADatabase", file);
            if (await copy.DamageAsync(cancel) is { } damage) return new Refused("Damaged", damage);
            if (await UnknownAsync(copy, file, cancel) is { } unknown) return unknown;
            var migrated = await BringUpAsync(copy, cancel);
            var (books, fault) = await BooksBackup.CheckAsync(copy, cancel);
            if (fault is not null) return fault;
            await TraceAsync(copy, Path.GetFileName(file), now, cancel);
            if (!copy.Gather()) return new Refused("InUse", folder.Path);
            if (File.Exists(present) && !IsFree(present)) return new Refused("InUse", folder.Path);
            return new RestoreReport(present, Replace(present, copy.Path, now), migrated, books);
        }
        finally
        {
            BooksFile.Delete(copy.Path);
        }
    }

    private static async Task<Refused?> UnknownAsync(BooksFile copy, string file, CancellationToken cancel)
    {
        var applied = await copy.MigrationsAsync(cancel);
        if (applied.Count == 0) return new("NotOurs", file);
        await using var db = copy.Database.Server();
        return applied.Except(db.Database.GetMigrations()).FirstOrDefault() is { } newer ? new("Newer", newer) : null;
    }

    /// <summary>Each organization's trail says that its books are a backup's from here on (R14.4).</summary>
    private static async Task TraceAsync(BooksFile copy, string file, DateTimeOffset now, CancellationToken cancel)
    {
        await using var server = copy.Database.Server();
        foreach (var id in await server.Organizations.IgnoreQueryFilters().Select(o => o.Id).ToListAsync(cancel))
        {
            await using var db = copy.Database.Server();
            db.OrganizationId = id;
            var pool = await db.Pools.SingleAsync(cancel);
            db.Audit.Add(new() { OrganizationId = id, At = Instants.Cut(now.UtcDateTime), ActorId = "cli", Action = "Backup.Restored", Subject = "database", After = StoredJson.Write(new { file, pool.HeadSequence }), State = await TrailState.NextAsync(db, cancel) });
            AuditTrail.Seal(db, pool);
            await db.SaveChangesAsync(cancel);
        }
    }

    private static async Task<int> BringUpAsync(BooksFile copy, CancellationToken cancel)
    {
        await using var db = copy.Database.Server();
        return await DatabaseUpgrade.RunAsync(db, beforeMigrating: null, cancel);
    }

    /// <summary>SQLite's own word that nobody has the database open. One that it cannot read at all is nobody's.</summary>
    private static bool IsFree(string present)
    {
        try
        {
            return new BooksFile(present).Gather();
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return true;
        }
    }

    private static string? Replace(string present, string copy, DateTimeOffset now)
    {
        if (!File.Exists(present))
        {
            BooksFile.Move(copy, present);
            return null;
        }
        var kept = Path.Combine(Path.GetDirectoryName(present)!, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(present)}.until-{now:yyyyMMdd-HHmmss}.db"));
        BooksFile.Move(present, kept);
        try
        {
            BooksFile.Move(copy, present);
        }
        catch (IOException)
        {
            BooksFile.Move(kept, present);
            throw;
        }
        return kept;
    }
}
