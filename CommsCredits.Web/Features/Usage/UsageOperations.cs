using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Starts an import: the file is kept first, then the job is stored; from then on no page needs to stay open.</summary>
public sealed class UsageOperations(LedgerWriter writer, DataFolder folder, ImportQueue queue)
{
    /// <summary>What one upload may hold. A year of a large company is a tenth of it.</summary>
    public const long UploadBytes = 512L << 20;
    private const int NameChars = 120;

    /// <summary>Refused: <c>FileTooLarge</c> (the limit in MiB), <c>FileEmpty</c>. Answers the import's id.</summary>
    public async Task<Outcome<Guid>> StartImportAsync(Actor actor, string fileName, Stream content, CancellationToken cancel)
    {
        actor.Demand(Permission.ImportUsage);
        var id = Guid.CreateVersion7();
        var path = Path.Combine("imports", $"{id:N}.csv");
        long? bytes = null;
        var isWhole = false;
        try
        {
            bytes = await KeepAsync(folder.Full(path), content, cancel);
            isWhole = true;
        }
        finally
        {
            if (!isWhole) File.Delete(folder.Full(path));
        }
        if (bytes is null or 0)
        {
            File.Delete(folder.Full(path));
            return bytes is null ? new Refused("FileTooLarge", UploadBytes >> 20) : new Refused("FileEmpty");
        }
        var outcome = await writer.WriteAsync<Guid>(actor, Permission.ImportUsage, session =>
        {
            session.Db.Imports.Add(new()
            {
                Id = id, OrganizationId = actor.OrganizationId, FileName = NameOf(fileName), Path = path, Bytes = bytes.Value, Started = session.Now, StartedBy = actor.Id, State = ImportState.Waiting,
            });
            session.Audit("Import.Started", $"import:{id}", after: new { FileName = NameOf(fileName), bytes });
            return Task.FromResult<Outcome<Guid>>(id);
        }, cancel);
        queue.Wake();
        return outcome;
    }

    private static async Task<long?> KeepAsync(string path, Stream content, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
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

    /// <summary>The name without any folder, as a person reads it.</summary>
    private static string NameOf(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        return name.Length > NameChars ? name[..NameChars] : name.Length == 0 ? "usage.csv" : name;
    }
}
