using System.Diagnostics;
using System.Threading.Channels;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage.Reading;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage;

/// <summary>
/// Takes an uploaded file in, batch by batch, each short enough that a purchase does not wait behind it. Begun again after a crash it goes on behind the last booked line.
/// </summary>
public sealed class UsageImporter(Database database, LedgerWriter writer, Classifiers classifiers, DataFolder folder, TimeProvider clock, ILogger<UsageImporter> log)
{
    /// <summary>How long a batch may hold the writer; the next batch is made larger or smaller to come near it.</summary>
    private static readonly TimeSpan s_batchTime = TimeSpan.FromMilliseconds(35);
    private static readonly TimeSpan s_claim = TimeSpan.FromMinutes(1);
    private readonly string _process = Guid.NewGuid().ToString("N");
    private const int ChunkLines = 50, ChunksAhead = 200, SmallestBatch = 50, LargestBatch = 10_000, FirstBatch = 200;

    /// <summary>Runs a stored import to its end, unless another process is reading it. A file that is no call export ends it as failed, with the reason; lines before the fault stay booked.</summary>
    public async Task RunAsync(Actor actor, Guid importId, CancellationToken cancel)
    {
        try
        {
            if (await StartAsync(actor, importId, cancel) is not { } path) return;
            await using var file = File.OpenRead(folder.Full(path));
            await ReadAsync(actor, importId, file, cancel);
        }
        catch (UnreadableFileException fault)
        {
            await EndAsync(actor, importId, ImportState.Failed, fault.Fault.ToString(), fault.Figures, cancel);
        }
        catch (IOException fault)
        {
            log.LogError(fault, "The import {Import} cannot read its file.", importId);
            await EndAsync(actor, importId, ImportState.Failed, "FileGone", [], cancel);
        }
    }

    /// <summary>Two at a time: one reads and works lines out, the other writes them.</summary>
    private async Task ReadAsync(Actor actor, Guid importId, FileStream file, CancellationToken cancel)
    {
        var (lastLine, preparer) = await PrepareAsync(actor, importId, cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var chunks = Channel.CreateBounded<Chunk>(new BoundedChannelOptions(ChunksAhead) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => FillAsync(chunks.Writer, file, lastLine, preparer, stop.Token), CancellationToken.None);
        try
        {
            await BookAsync(actor, importId, chunks.Reader, preparer, cancel);
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
        await EndAsync(actor, importId, ImportState.Done, null, [], cancel);
    }

    private async Task<(int LastLine, LinePreparer Preparer)> PrepareAsync(Actor actor, Guid importId, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeUsage);
        var lastLine = await db.Imports.Where(i => i.Id == importId).Select(i => i.LastLine).SingleAsync(cancel);
        return (lastLine, new(await classifiers.ReadAsync(db, (await db.Organizations.SingleAsync(cancel)).ToDomain(), cancel), clock));
    }

    /// <summary>Ends the channel with what ended the reading, so that the lines before it are booked first.</summary>
    private static async Task FillAsync(ChannelWriter<Chunk> chunks, FileStream file, int lastLine, LinePreparer preparer, CancellationToken cancel)
    {
        try
        {
            var lines = new List<PreparedLine>(ChunkLines);
            await foreach (var line in PstnCallsReader.ReadAsync(file, cancel))
            {
                if (line.Number <= lastLine) continue;
                lines.Add(preparer.Prepare(line));
                if (lines.Count < ChunkLines) continue;
                await chunks.WriteAsync(new(lines, file.Position), cancel);
                lines = new(ChunkLines);
            }
            if (lines.Count > 0) await chunks.WriteAsync(new(lines, file.Position), cancel);
            chunks.Complete();
        }
        catch (Exception fault)
        {
            chunks.Complete(fault);
        }
    }

    private async Task BookAsync(Actor actor, Guid importId, ChannelReader<Chunk> chunks, LinePreparer preparer, CancellationToken cancel)
    {
        var batch = new List<PreparedLine>(LargestBatch);
        var size = FirstBatch;
        var position = 0L;
        try
        {
            await foreach (var chunk in chunks.ReadAllAsync(cancel))
            {
                batch.AddRange(chunk.Lines);
                position = chunk.Position;
                if (batch.Count < size) continue;
                size = Resized(size, await BookAsync(actor, importId, batch, position, preparer, cancel));
                batch.Clear();
                await database.MoveLogAsync(cancel);
            }
        }
        catch (UnreadableFileException)
        {
            if (batch.Count > 0) await BookAsync(actor, importId, batch, position, preparer, cancel);
            throw;
        }
        if (batch.Count > 0) await BookAsync(actor, importId, batch, position, preparer, cancel);
    }

    /// <summary>Answers for how long the writer was held.</summary>
    private async Task<TimeSpan> BookAsync(Actor actor, Guid importId, List<PreparedLine> lines, long bytesRead, LinePreparer preparer, CancellationToken cancel)
    {
        var start = 0L;
        await writer.WriteAsync<int>(actor, Permission.ImportUsage, async session =>
        {
            start = Stopwatch.GetTimestamp();
            session.LeavesItsOwnTrail();
            var import = await session.Db.Imports.SingleAsync(i => i.Id == importId, cancel);
            preparer.Classifier = await classifiers.ReadAsync(session.Db, session.Organization, cancel);
            using var known = await KnownRows.OpenAsync(session.Db, cancel);
            using var rows = new CallRows(session.Db, session.Organization, importId);
            var minutes = await MinuteBook.ReadAsync(session.Db, session.Organization, cancel);
            await new ImportBatch(session, import, preparer.Classifier, minutes, known, rows).BookAsync(lines, cancel);
            import.BytesRead = bytesRead;
            Claim(import, session.Now);
            import.BalanceAfter = session.Pool.BookBalance;
            return lines.Count;
        }, cancel);
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>The file's path; null where the import is over, or another process has claimed it.</summary>
    private async Task<string?> StartAsync(Actor actor, Guid importId, CancellationToken cancel)
    {
        var started = await writer.WriteAsync<string>(actor, Permission.ImportUsage, async session =>
        {
            session.LeavesItsOwnTrail();
            var import = await session.Db.Imports.SingleAsync(i => i.Id == importId, cancel);
            if (import.State is ImportState.Done or ImportState.Failed || (import.ClaimedBy != _process && import.ClaimedUntil > session.Now)) return new Refused("Claimed");
            import.State = ImportState.Running;
            import.BalanceBefore ??= session.Pool.BookBalance;
            Claim(import, session.Now);
            return import.Path;
        }, cancel);
        return started.Value;
    }

    private void Claim(ImportRow import, DateTime now) => (import.ClaimedBy, import.ClaimedUntil) = (_process, now + s_claim);

    private async Task EndAsync(Actor actor, Guid importId, ImportState state, string? fault, IReadOnlyList<string> figures, CancellationToken cancel) =>
        await writer.WriteAsync<int>(actor, Permission.ImportUsage, async session =>
        {
            var import = await session.Db.Imports.SingleAsync(i => i.Id == importId, cancel);
            (import.State, import.FaultCode, import.FaultFigures) = (state, fault, fault is null ? null : StoredJson.Write(figures));
            import.Finished = session.Now;
            import.ClaimedUntil = null;
            import.BytesRead = state == ImportState.Done ? import.Bytes : import.BytesRead;
            session.Audit($"Import.{state}", $"import:{importId}", after: new { import.FileName, import.Lines, import.Records, import.Known, import.Exceptions, import.Unreadable, import.ChargedAmount, fault });
            return 1;
        }, cancel);

    private static int Resized(int size, TimeSpan took)
    {
        var next = took <= TimeSpan.Zero ? LargestBatch : (int)Math.Min(LargestBatch, size * s_batchTime / took);
        return Math.Clamp(next, Math.Max(SmallestBatch, size / 2), size * 2);
    }

    /// <param name="Position">How far the file was read.</param>
    private sealed record Chunk(IReadOnlyList<PreparedLine> Lines, long Position);
}
