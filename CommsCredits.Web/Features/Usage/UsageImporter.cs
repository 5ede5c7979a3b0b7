using System.Diagnostics;
using System.Globalization;
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
    private readonly string _self = Claimant.New();
    private const int ChunkLines = 50, ChunksAhead = 40, SmallestBatch = 50, LargestBatch = 10_000, FirstBatch = 200;

    /// <summary>True where nobody reads the import, or whoever did is gone.</summary>
    public bool IsFree(ImportRow import, DateTime now) => import.ClaimedUntil is not { } until || until < now || import.ClaimedBy == _self || Claimant.IsGone(import.ClaimedBy);

    /// <summary>
    /// Runs a stored import to its end, unless another process is reading it or somebody stops it. A file that is no call export ends it as failed, with the reason; lines before the fault stay booked.
    /// </summary>
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
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            log.LogError(fault, "The import {Import} cannot read its file.", importId);
            await EndAsync(actor, importId, ImportState.Failed, "FileGone", [], cancel);
        }
    }

    /// <summary>Two at a time: one reads and works lines out, the other writes them.</summary>
    private async Task ReadAsync(Actor actor, Guid importId, FileStream file, CancellationToken cancel)
    {
        var (run, preparer) = await PrepareAsync(actor, importId, cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var chunks = Channel.CreateBounded<Chunk>(new BoundedChannelOptions(ChunksAhead) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => FillAsync(chunks.Writer, file, run.LastLine, preparer, stop.Token), CancellationToken.None);
        try
        {
            await BookAsync(actor, run, chunks.Reader, preparer, cancel);
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
        await EndAsync(actor, importId, ImportState.Done, null, [], cancel);
    }

    /// <summary>Ends an import of this process that cannot be finished, with why; what it booked stays booked.</summary>
    internal Task GiveUpAsync(Actor actor, Guid importId, FileFault fault, CancellationToken cancel) => EndAsync(actor, importId, ImportState.Failed, fault.ToString(), [], cancel);

    internal async Task<int> LastLineAsync(Actor actor, Guid importId, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeUsage);
        return await db.Imports.Where(i => i.Id == importId).Select(i => i.LastLine).SingleAsync(cancel);
    }

    private async Task<(ImportRun Run, LinePreparer Preparer)> PrepareAsync(Actor actor, Guid importId, CancellationToken cancel)
    {
        var lastLine = await LastLineAsync(actor, importId, cancel);
        await using var db = database.Read(actor, Permission.SeeUsage);
        return (new(importId, lastLine), new(await classifiers.ReadAsync(db, (await db.Organizations.SingleAsync(cancel)).ToDomain(), cancel), clock));
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

    /// <summary>Books until the file ends, or the import is not this run's any more. What was read before a fault of the file is booked before the fault ends it.</summary>
    private async Task BookAsync(Actor actor, ImportRun run, ChannelReader<Chunk> chunks, LinePreparer preparer, CancellationToken cancel)
    {
        var batch = new List<PreparedLine>(LargestBatch);
        var size = FirstBatch;
        var position = 0L;
        while (await NextAsync(chunks, cancel) is var (chunk, fault))
        {
            if (chunk is not null)
            {
                batch.AddRange(chunk.Lines);
                position = chunk.Position;
            }
            if (batch.Count >= (chunk is null ? 1 : size))
            {
                if (await BookAsync(actor, run, batch, position, preparer, cancel) is not { } took) return;
                size = Resized(size, took);
                batch.Clear();
                await database.MoveLogAsync(cancel);
            }
            if (fault is not null) throw fault;
            if (chunk is null) return;
        }
    }

    /// <summary>The next lines; none at the end of the file, or where a fault of the file ends it.</summary>
    private static async Task<(Chunk? Chunk, UnreadableFileException? Fault)> NextAsync(ChannelReader<Chunk> chunks, CancellationToken cancel)
    {
        try
        {
            return await chunks.WaitToReadAsync(cancel) && chunks.TryRead(out var chunk) ? (chunk, null) : (null, null);
        }
        catch (UnreadableFileException fault)
        {
            return (null, fault);
        }
        catch (OverflowException)
        {
            return (null, new(FileFault.AmountOverflow));
        }
    }

    /// <summary>
    /// Answers for how long the writer was held; null, and nothing is booked, where somebody stopped the import or another process has taken it over. Ends the file where too much of it is unreadable, or where
    /// its charges come to more than an amount can hold: then nothing of this batch is booked.
    /// </summary>
    private async Task<TimeSpan?> BookAsync(Actor actor, ImportRun run, List<PreparedLine> lines, long bytesRead, LinePreparer preparer, CancellationToken cancel)
    {
        var start = 0L;
        int[]? unreadable = null;
        var booked = await writer.WriteAsync<int>(actor, Permission.ImportUsage, async session =>
        {
            start = Stopwatch.GetTimestamp();
            session.LeavesItsOwnTrail();
            var import = await session.Db.Imports.SingleAsync(i => i.Id == run.ImportId, cancel);
            if (!IsOurs(import) || import.LastLine != run.LastLine) return new Refused("NotOurs");
            preparer.Classifier = await classifiers.ReadAsync(session.Db, session.Organization, cancel);
            using var known = await KnownRows.OpenAsync(session.Db, cancel);
            using var rows = new CallRows(session.Db, session.Organization, run.ImportId);
            var minutes = await MinuteBook.ReadAsync(session.Db, session.Organization, cancel);
            var batch = new ImportBatch(session, import, preparer.Classifier, minutes, known, rows);
            await batch.BookAsync(lines, cancel);
            if (batch.IsGivenUp) unreadable = [import.Unreadable, import.Lines];
            import.BytesRead = bytesRead;
            Claim(import, session.Now);
            import.BalanceAfter = session.Pool.BookBalance;
            return lines.Count;
        }, cancel);
        if (booked.Refused is { Code: LedgerWriter.AmountOverflow }) throw new UnreadableFileException(FileFault.AmountOverflow);
        if (booked.Refused is not null) return null;
        if (unreadable is not null) throw new UnreadableFileException(FileFault.TooManyUnreadable, [.. unreadable.Select(n => n.ToString(CultureInfo.InvariantCulture))]);
        run.LastLine = lines[^1].Line.Number;
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>The file's path; null where the import is over, or another process has claimed it.</summary>
    private async Task<string?> StartAsync(Actor actor, Guid importId, CancellationToken cancel)
    {
        var started = await writer.WriteAsync<string>(actor, Permission.ImportUsage, async session =>
        {
            session.LeavesItsOwnTrail();
            var import = await session.Db.Imports.SingleAsync(i => i.Id == importId, cancel);
            if (import.State is not (ImportState.Waiting or ImportState.Running) || !IsFree(import, session.Now)) return new Refused("NotFree");
            import.State = ImportState.Running;
            import.BalanceBefore ??= session.Pool.BookBalance;
            (import.RunBegan, import.BytesBefore, import.LinesBefore) = (session.Now, import.BytesRead, import.Lines);
            Claim(import, session.Now);
            return import.Path;
        }, cancel);
        return started.Value;
    }

    private void Claim(ImportRow import, DateTime now) => (import.ClaimedBy, import.ClaimedUntil) = (_self, now + s_claim);

    private bool IsOurs(ImportRow import) => import.State == ImportState.Running && import.ClaimedBy == _self;

    /// <summary>The file has served: what is in it stands in the calls, from which a person can be taken out, and in no other place (R3.2).</summary>
    private async Task EndAsync(Actor actor, Guid importId, ImportState state, string? fault, IReadOnlyList<string> figures, CancellationToken cancel)
    {
        var ended = await writer.WriteAsync<string>(actor, Permission.ImportUsage, async session =>
        {
            var import = await session.Db.Imports.SingleAsync(i => i.Id == importId, cancel);
            if (!IsOurs(import)) return new Refused("NotOurs");
            (import.State, import.FaultCode, import.FaultFigures) = (state, fault, fault is null ? null : StoredJson.Write(figures));
            import.Finished = session.Now;
            import.ClaimedUntil = null;
            import.BytesRead = state == ImportState.Done ? import.Bytes : import.BytesRead;
            session.Audit($"Import.{state}", $"import:{importId}", after: new { import.FileName, import.Lines, import.Records, import.Known, import.Exceptions, import.Unreadable, import.ChargedAmount, fault });
            return import.Path;
        }, cancel);
        if (ended.Value is { } path) File.Delete(folder.Full(path));
    }

    private static int Resized(int size, TimeSpan took)
    {
        var next = took <= TimeSpan.Zero ? LargestBatch : (int)Math.Min(LargestBatch, size * s_batchTime / took);
        return Math.Clamp(next, Math.Max(SmallestBatch, size / 2), size * 2);
    }

    /// <summary>One reading of a file, and the line up to which it has booked.</summary>
    private sealed class ImportRun(Guid importId, int lastLine)
    {
        public Guid ImportId { get; } = importId;
        public int LastLine { get; set; } = lastLine;
    }

    /// <param name="Position">How far the file was read.</param>
    private sealed record Chunk(IReadOnlyList<PreparedLine> Lines, long Position);
}
