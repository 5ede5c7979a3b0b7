using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage.Reading;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Finds the import that was stopped or broken off in a file with the very same bytes.</summary>
public sealed class UnfinishedImports(Database database, DataFolder folder)
{
    private const int BufferBytes = 81_920;

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
