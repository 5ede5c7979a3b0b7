using System.Diagnostics;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Ledger;

/// <summary>The books of one organization as a checked copy holds them.</summary>
public sealed record CopiedBooks(string Organization, long Entries, long HeadSequence, string HeadHash);

public sealed record BackupReport(string File, long Bytes, IReadOnlyList<CopiedBooks> Books, TimeSpan Took);

/// <summary>
/// Copies the database while the portal writes, and trusts the copy only after it was checked like the books themselves. A backup is the database alone: it is all that the books need. Uploaded files
/// of unfinished imports can be uploaded again, mail that was sent is sent, and the keys of sign-in cookies are secrets that a new folder makes anew.
/// </summary>
public sealed class BooksBackup(DataFolder folder)
{
    public async Task<Outcome<BackupReport>> RunAsync(string file, bool overwrite, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var target = Path.GetFullPath(file);
        if (File.Exists(target) && !overwrite) return new Refused("FileExists", target);
        if (target == folder.DatabaseFile) return new Refused("IsTheDatabase", target);
        var unfinished = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            var copy = BooksFile.CopyOf(folder.DatabaseFile, unfinished);
            if (await copy.DamageAsync(cancel) is { } damage) return new Refused("Damaged", damage);
            if (await VersionAsync(copy, cancel) is { } version) return version;
            var (books, fault) = await CheckAsync(copy, cancel);
            if (fault is not null) return fault;
            File.Delete(ChecksumFile.Beside(target));
            File.Move(unfinished, target, overwrite);
            await ChecksumFile.WriteAsync(target, cancel);
            return new BackupReport(target, new FileInfo(target).Length, books, watch.Elapsed);
        }
        finally
        {
            BooksFile.Delete(unfinished);
        }
    }

    /// <summary>Only books that this version can read can be checked.</summary>
    private static async Task<Refused?> VersionAsync(BooksFile copy, CancellationToken cancel)
    {
        var applied = await copy.MigrationsAsync(cancel);
        await using var db = copy.Database.Server();
        var known = db.Database.GetMigrations().ToList();
        return applied.Count == 0 ? new("NotOurs", copy.Path) : applied.Except(known).FirstOrDefault() is { } newer ? new("Newer", newer) : known.Except(applied).Any() ? new Refused("Older") : null;
    }

    /// <summary>Checks the books of every organization in a copy; the first fault is <c>BooksFault</c> with the organization and what is wrong.</summary>
    internal static async Task<(IReadOnlyList<CopiedBooks> Books, Refused? Fault)> CheckAsync(BooksFile copy, CancellationToken cancel)
    {
        var books = new List<CopiedBooks>();
        foreach (var (id, name) in await OrganizationsAsync(copy, cancel))
        {
            var actor = Actor.CommandLine(id);
            var report = await new BooksCheck(copy.Database).RunAsync(actor, cancel);
            if (report.Fault is { } fault) return (books, new("BooksFault", name, fault.ToString()));
            await using var db = copy.Database.Read(actor, Permission.CheckBooks);
            var pool = await db.Pools.SingleAsync(cancel);
            books.Add(new(name, report.Entries, pool.HeadSequence, Convert.ToHexString(pool.HeadHash)));
        }
        return (books, null);
    }

    private static async Task<List<(Guid Id, string Name)>> OrganizationsAsync(BooksFile copy, CancellationToken cancel)
    {
        await using var db = copy.Database.Server();
        return [.. (await db.Organizations.IgnoreQueryFilters().AsNoTracking().OrderBy(o => o.Name).ToListAsync(cancel)).Select(o => (o.Id, o.Name))];
    }
}
