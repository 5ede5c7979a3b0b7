using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage.Reading;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Finds the import that was stopped or broken off in a file with the very same bytes, and clears away the files that no import will read any more.</summary>
public sealed class UnfinishedImports(Database database, DataFolder folder)
{
    /// <summary>An import that was stopped and not gone on with keeps its file for so long.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);
    private static readonly TimeSpan s_underWay = TimeSpan.FromDays(1);
    private const int BufferBytes = 81_920;

    /// <summary>Deletes files of more than a day that belong to no import under way: an upload that was cut off with the server, an import that ended with it. Ages are the machine's (R15).</summary>
    public async Task SweepAsync(CancellationToken cancel)
    {
        var (uploads, now) = (new DirectoryInfo(folder.Full(UsageOperations.Uploads)), TimeProvider.System.GetUtcNow().UtcDateTime);
        if (!uploads.Exists || uploads.GetFiles().Where(f => now - f.LastWriteTimeUtc > s_underWay).ToList() is not { Count: > 0 } old) return;
        await using var db = database.Server();
        var needed = (await db.Imports.IgnoreQueryFilters().Where(i => i.State == ImportState.Waiting || i.State == ImportState.Running || i.State == ImportState.Canceled).Select(i => new { i.Path, i.State }).ToListAsync(cancel))
            .ToDictionary(i => folder.Full(i.Path), i => i.State);
        foreach (var file in old)
            if (!needed.TryGetValue(file.FullName, out var state) || state == ImportState.Canceled && now - file.LastWriteTimeUtc > KeptFor) file.Delete();
    }

    internal async Task<Guid?> FindAsync(Actor actor, ArchiveFile file, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeUsage);
        var alike = await db.Imports.Where(i => i.Bytes == file.Bytes && (i.State == ImportState.Waiting || i.State == ImportState.Running || i.State == ImportState.Canceled))
            .OrderBy(i => i.Started).Select(i => new { i.Id, i.Path }).ToListAsync(cancel);
        foreach (var import in alike)
            if (await IsSameAsync(folder.Full(import.Path), file.Path, cancel)) return import.Id;
        return null;
    }

    private static async Task<bool> IsSameAsync(string one, string other, CancellationToken cancel)
    {
        if (!File.Exists(one)) return false;
        await using var first = File.OpenRead(one);
        await using var second = File.OpenRead(other);
        var (a, b) = (new byte[BufferBytes], new byte[BufferBytes]);
        int read;
        do
        {
            read = await first.ReadAtLeastAsync(a, a.Length, throwOnEndOfStream: false, cancel);
            if (await second.ReadAtLeastAsync(b, b.Length, throwOnEndOfStream: false, cancel) != read || !a.AsSpan(0, read).SequenceEqual(b.AsSpan(0, read))) return false;
        }
        while (read == BufferBytes);
        return true;
    }
}
