using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage.Reading;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Starts, stops and goes on with imports: the file is kept first, then the job is stored; from then on no page needs to stay open.</summary>
public sealed class UsageOperations(LedgerWriter writer, DataFolder folder, ImportQueue queue, UnfinishedImports unfinished, ImportSettings limits)
{
    /// <summary>What one upload may hold, an archive also when it is unpacked. A year of a large company is a tenth of it.</summary>
    public const long UploadBytes = 512L << 20;

    /// <summary>In the data folder: files that wait for their import, or are being read.</summary>
    public const string Uploads = "imports";

    /// <summary>
    /// Takes an export or an archive of exports, told apart by their content. A file of which an import was stopped or broken off is gone on with, rather than begun anew.
    /// Refused: <c>FileTooLarge</c> (the limit in MiB), <c>FileEmpty</c>, <c>QueueFull</c> (the limits in files and MiB) where the organization has too much waiting, or as <see cref="CallArchive"/> refuses; then nothing stays on disk.
    /// </summary>
    public async Task<Outcome<Upload>> StartImportAsync(Actor actor, string fileName, Stream content, CancellationToken cancel)
    {
        actor.Demand(Permission.ImportUsage);
        var kept = new List<string>();
        try
        {
            var upload = Make(kept);
            if (await KeepAsync(upload, content, cancel) is not { } bytes) return new Refused("FileTooLarge", UploadBytes >> 20);
            if (bytes == 0) return new Refused("FileEmpty");
            var outcome = await UnpackAsync(new(UploadName.Of(fileName), upload, bytes), kept, cancel);
            if (outcome.Value is not { } found) return outcome.Refused!;
            var files = new List<(ArchiveFile File, Guid Id, bool IsNew)>();
            foreach (var file in found.Files)
                files.Add(await unfinished.FindAsync(actor, file, cancel) is { } known ? (file, known, false) : (file, Guid.CreateVersion7(), true));
            if (await StoreAsync(actor, files.FindAll(f => f.IsNew).ConvertAll(f => (f.File, f.Id)), found.Skipped, kept, cancel) is { } full) return full;
            var ids = new List<Guid>();
            foreach (var (_, id, isNew) in files) ids.Add(isNew ? id : await GoOnAsync(actor, id, cancel));
            queue.Wake();
            return new Upload([.. ids.Distinct()], found.Skipped);
        }
        finally
        {
            kept.ForEach(File.Delete);
        }
    }

    /// <summary>Stops an import between two batches: what is booked stays booked. Refused: <c>NotUnderWay</c>.</summary>
    public Task<Outcome<Guid>> StopImportAsync(Actor actor, Guid importId, CancellationToken cancel) =>
        ChangeAsync(actor, importId, ImportState.Canceled, "NotUnderWay", import => import.State is ImportState.Waiting or ImportState.Running, cancel);

    /// <summary>Goes on with a stopped import behind its last booked line. Refused: <c>NotStopped</c>.</summary>
    public async Task<Outcome<Guid>> ResumeImportAsync(Actor actor, Guid importId, CancellationToken cancel)
    {
        var outcome = await ChangeAsync(actor, importId, ImportState.Waiting, "NotStopped", import => import.State is ImportState.Canceled, cancel);
        queue.Wake();
        return outcome;
    }

    private Task<Outcome<Guid>> ChangeAsync(Actor actor, Guid importId, ImportState state, string refusal, Func<ImportRow, bool> isPossible, CancellationToken cancel) =>
        writer.WriteAsync<Guid>(actor, Permission.ImportUsage, async session =>
        {
            if (await session.Db.Imports.FindAsync([importId], cancel) is not { } import || import.OrganizationId != actor.OrganizationId || !isPossible(import)) return new Refused(refusal);
            import.State = state;
            import.Finished = state == ImportState.Canceled ? session.Now : null;
            import.ClaimedUntil = null;
            session.Audit(state == ImportState.Canceled ? "Import.Stopped" : "Import.Resumed", $"import:{importId}", after: new { import.FileName, import.Lines });
            return importId;
        }, cancel);

    /// <summary>An import that runs or waits needs nothing.</summary>
    private async Task<Guid> GoOnAsync(Actor actor, Guid importId, CancellationToken cancel)
    {
        await ResumeImportAsync(actor, importId, cancel);
        return importId;
    }

    private async Task<Outcome<ArchiveContent>> UnpackAsync(ArchiveFile upload, List<string> kept, CancellationToken cancel)
    {
        await using var file = File.OpenRead(upload.Path);
        if (!CallArchive.Is(file)) return new ArchiveContent([upload], []);
        var outcome = await CallArchive.ExtractAsync(file, UploadBytes, () => Make(kept), cancel);
        return outcome.Value is { Files: var found } content ? content with { Files = [.. found.Select(f => f with { Name = found.Count == 1 ? upload.Name : $"{upload.Name}: {f.Name}" })] } : outcome;
    }

    /// <summary>
    /// From here on each file belongs to its import: all of one upload, or none. Those of one archive follow each other by a microsecond, so that they run in its order. Refused where the organization
    /// would have more waiting than is kept for it (<c>QueueFull</c>).
    /// </summary>
    private async Task<Refused?> StoreAsync(Actor actor, List<(ArchiveFile File, Guid Id)> files, IReadOnlyList<string> skipped, List<string> kept, CancellationToken cancel)
    {
        if (files.Count == 0) return null;
        var outcome = await writer.WriteAsync<int>(actor, Permission.ImportUsage, async session =>
        {
            var waiting = await session.Db.Imports.Where(i => i.State == ImportState.Waiting || i.State == ImportState.Running || i.State == ImportState.Canceled && i.Finished >= session.Now - UnfinishedImports.KeptFor)
                .Select(i => i.Bytes).ToListAsync(cancel);
            if (waiting.Count + files.Count > limits.WaitingFiles || waiting.Sum() + files.Sum(f => f.File.Bytes) > limits.WaitingBytes) return new Refused("QueueFull", limits.WaitingFiles, limits.WaitingBytes >> 20);
            foreach (var (number, (file, id)) in files.Index())
            {
                session.Db.Imports.Add(new()
                {
                    Id = id, OrganizationId = actor.OrganizationId, FileName = file.Name, Path = Path.GetRelativePath(folder.Path, file.Path), Bytes = file.Bytes, Started = session.Now.AddMicroseconds(number), StartedBy = actor.Id,
                    State = ImportState.Waiting, Skipped = skipped.Count == 0 ? null : StoredJson.Write(skipped),
                });
                session.Audit("Import.Started", $"import:{id}", after: new { FileName = file.Name, bytes = file.Bytes });
            }
            return files.Count;
        }, cancel);
        if (outcome.Refused is null) kept.RemoveAll(k => files.Exists(f => f.File.Path == k));
        return outcome.Refused;
    }

    private string Make(List<string> kept)
    {
        var path = folder.Full(Path.Combine(Uploads, $"{Guid.CreateVersion7():N}.csv"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        kept.Add(path);
        return path;
    }

    private static async Task<long?> KeepAsync(string path, Stream content, CancellationToken cancel)
    {
        await using var file = File.Create(path);
        var buffer = new byte[81_920];
        var bytes = 0L;
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            bytes += read;
            if (bytes > UploadBytes) return null;
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        return bytes;
    }
}

/// <summary>What became of an upload.</summary>
/// <param name="Imports">One for each file of calls, in the order in which they run.</param>
/// <param name="Skipped">Names of an archive's other files.</param>
public sealed record Upload(IReadOnlyList<Guid> Imports, IReadOnlyList<string> Skipped)
{
    public Guid First => Imports[0];
}
