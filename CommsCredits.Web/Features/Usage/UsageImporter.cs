using System.Diagnostics;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage.Reading;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage;

/// <summary>
/// Takes an uploaded file in, batch by batch, each short enough that a purchase does not wait behind it. Begun again after a crash it goes on behind the last booked line.
/// </summary>
public sealed class UsageImporter(Database database, LedgerWriter writer, RateDecks decks, DataFolder folder, ILogger<UsageImporter> log)
{
    /// <summary>How long a batch may hold the writer; the next batch is made larger or smaller to come near it.</summary>
    private static readonly TimeSpan s_batchTime = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan s_claim = TimeSpan.FromMinutes(1);
    private readonly string _process = Guid.NewGuid().ToString("N");
    private const int SmallestBatch = 20, LargestBatch = 2_000, FirstBatch = 200;

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

    private async Task ReadAsync(Actor actor, Guid importId, FileStream file, CancellationToken cancel)
    {
        int lastLine;
        await using (var db = database.Read(actor, Permission.SeeUsage)) lastLine = await db.Imports.Where(i => i.Id == importId).Select(i => i.LastLine).SingleAsync(cancel);
        var batch = new List<UsageLine>(LargestBatch);
        var size = FirstBatch;
        await foreach (var line in PstnCallsReader.ReadAsync(file, cancel))
        {
            if (line.Number <= lastLine) continue;
            batch.Add(line);
            if (batch.Count < size) continue;
            size = Resized(size, await BookAsync(actor, importId, batch, file.Position, cancel));
            batch.Clear();
        }
        if (batch.Count > 0) await BookAsync(actor, importId, batch, file.Position, cancel);
        await EndAsync(actor, importId, ImportState.Done, null, [], cancel);
    }

    private async Task<TimeSpan> BookAsync(Actor actor, Guid importId, List<UsageLine> lines, long bytesRead, CancellationToken cancel)
    {
        var held = TimeSpan.Zero;
        await writer.WriteAsync<int>(actor, Permission.ImportUsage, async session =>
        {
            var start = Stopwatch.GetTimestamp();
            session.LeavesItsOwnTrail();
            var import = await session.Db.Imports.SingleAsync(i => i.Id == importId, cancel);
            var book = await decks.ReadAsync(session.Db, session.Organization, cancel);
            await new ImportBatch(session, import, new CallClassifier(session.Organization, book, ChargeSource.Vendor)).BookAsync(lines, cancel);
            import.BytesRead = bytesRead;
            Claim(import, session.Now);
            import.BalanceAfter = session.Pool.BookBalance;
            held = Stopwatch.GetElapsedTime(start);
            return lines.Count;
        }, cancel);
        return held;
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
}
