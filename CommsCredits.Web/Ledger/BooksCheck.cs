using System.Diagnostics;
using System.Threading.Channels;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Ledger;

/// <summary>What a check of the books looked at, what it found, and how long it took. No fault: the books are true.</summary>
public sealed record BooksReport(long Entries, int Lots, int ClosedMonths, LedgerFault? Fault, TimeSpan Took);

/// <summary>
/// Checks every invariant of an organization's books (R3): the chain entry by entry, lots and overdraft derived from the entries against what is stored, the head on the pool row,
/// every closed month printed again against its fingerprint, the chain of the audit trail with its heads in closed months, what stands beside the
/// ledger against the digest in the trail, and what is remembered of wishes. Stops at the first fault and names its entry.
/// </summary>
public sealed class BooksCheck(Database database)
{
    private const int ChunkEntries = 512, ChunksAhead = 16, Corrupt = 11, Mismatch = 20, NotADatabase = 26;

    public async Task<BooksReport> RunAsync(Actor actor, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        await using var db = database.Read(actor, Permission.CheckBooks);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var check = new LedgerCheck(organization);
        var statements = new StatementBuilder(organization);
        var sums = new DaySums(organization.Calendar);
        var months = 0;
        LedgerFault? fault;
        try
        {
            fault = await ReadEntriesAsync(db, check, statements, sums, cancel) ?? await FinishAsync(db, check, cancel) ?? await CompareSumsAsync(db, organization, sums, check, cancel);
            if (fault is null) (months, fault) = await ReprintMonthsAsync(db, statements, organization, cancel);
            if (fault is null && await AuditTrail.FirstFaultAsync(db, cancel) is { } row) fault = new(check.Entries, "AuditDiffers", [row]);
            if (fault is null && await AuditTrail.FirstOtherHeadAsync(db, cancel) is { } closed) fault = new(check.Entries, "TrailHeadDiffers", [closed]);
            if (fault is null && await TrailState.FirstFaultAsync(db, cancel) is { } other) fault = new(check.Entries, "StateDiffers", [other]);
            if (fault is null && await PostingsCheck.FirstFaultAsync(db, cancel) is { } wish) fault = new(wish, "PostingsDiffer", []);
            if (fault is null && await TableIntegrity.FirstFaultAsync(db, cancel) is { } broken) fault = new(check.Entries, "RowUnreadable", [broken]);
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            fault = new(check.Entries, "RowUnreadable", [unreadable.Message]);
        }
        return new(check.Entries, check.Lots.Count, months, fault, watch.Elapsed);
    }

    /// <summary>One pass over all entries, two at a time: one reads, the other hashes and adds up.</summary>
    private static async Task<LedgerFault?> ReadEntriesAsync(CommsCreditsDb db, LedgerCheck check, StatementBuilder statements, DaySums sums, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var chunks = Channel.CreateBounded<List<LedgerEntry>>(new BoundedChannelOptions(ChunksAhead) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => FillAsync(db, chunks.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var chunk in chunks.Reader.ReadAllAsync(cancel))
                foreach (var entry in chunk)
                {
                    if (check.Add(entry) is { } fault) return fault;
                    statements.Add(entry);
                    sums.Add(entry);
                }
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            return new(check.Entries + 1, "EntryUnreadable", [unreadable.Message]);
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
        return null;
    }

    /// <summary>The entries before one that cannot be read are checked before it ends the channel.</summary>
    private static async Task FillAsync(CommsCreditsDb db, ChannelWriter<List<LedgerEntry>> chunks, CancellationToken cancel)
    {
        var chunk = new List<LedgerEntry>(ChunkEntries);
        try
        {
            foreach (var entry in EntryScan.After(db, 0))
            {
                chunk.Add(entry);
                if (chunk.Count < ChunkEntries) continue;
                await chunks.WriteAsync(chunk, cancel);
                chunk = new(ChunkEntries);
            }
            await chunks.WriteAsync(chunk, cancel);
            chunks.Complete();
        }
        catch (OperationCanceledException stopped)
        {
            chunks.Complete(stopped);
        }
        catch (Exception fault)
        {
            await chunks.WriteAsync(chunk, cancel);
            chunks.Complete(fault);
        }
    }

    private static async Task<LedgerFault?> FinishAsync(CommsCreditsDb db, LedgerCheck check, CancellationToken cancel)
    {
        var pool = await db.Pools.SingleAsync(cancel);
        var lots = await db.Lots.ToListAsync(cancel);
        return check.Finish(pool.HeadSequence, pool.HeadHash, new(pool.Overdraft, pool.LatestOwed, pool.TakenOver), lots.Select(l => l.ToDomain()))
            ?? await FinishPoolAsync(db, pool, lots, check, cancel);
    }

    /// <summary>What the pool's row keeps for the next write, and the order of the closed months.</summary>
    private static async Task<LedgerFault?> FinishPoolAsync(CommsCreditsDb db, PoolRow pool, List<LotRow> lots, LedgerCheck check, CancellationToken cancel)
    {
        var closed = await db.ClosedMonths.OrderBy(m => m.Month).ToListAsync(cancel);
        var last = await db.Entries.Where(e => e.Sequence == pool.HeadSequence).Select(e => (DateTime?)e.Posted).SingleOrDefaultAsync(cancel);
        if (pool.LastLot != lots.Select(l => l.Number).DefaultIfEmpty().Max()) return new(check.Entries, "PoolDiffers", [nameof(pool.LastLot), pool.LastLot]);
        if (pool.LastClosed != closed.LastOrDefault()?.Month) return new(check.Entries, "PoolDiffers", [nameof(pool.LastClosed), pool.LastClosed?.ToString() ?? ""]);
        if (last is { } posted && pool.LastPosted != posted) return new(check.Entries, "PoolDiffers", [nameof(pool.LastPosted), pool.LastPosted]);
        foreach (var (i, month) in closed.Index())
        {
            if (month.Number != i + 1 || month.ClosedAt < (i > 0 ? closed[i - 1].ClosedAt : DateTime.MinValue)) return new(month.HeadSequence, "MonthDiffers", [month.Month]);
        }
        return null;
    }

    private static bool IsUnreadable(Exception fault) => fault is FormatException or InvalidOperationException or InvalidCastException or ArgumentException or OverflowException or SqliteException { SqliteErrorCode: Corrupt or NotADatabase or Mismatch };

    /// <summary>The sums by day that Overview reads, against what the entries and the calls give.</summary>
    private static async Task<LedgerFault?> CompareSumsAsync(CommsCreditsDb db, Organization organization, DaySums sums, LedgerCheck check, CancellationToken cancel)
    {
        var stored = (await EntrySums.SinceAsync(db, DateOnly.MinValue, cancel)).ToHashSet();
        var derived = sums.All.ToHashSet();
        var differs = derived.Except(stored).Concat(stored.Except(derived)).Select(s => (DateOnly?)s.Day).Min();
        if (differs is { } day) return new(check.Entries, "DaySumsDiffer", [day]);
        if (await DestinationSums.OfCalls(db, organization).DifferAsync(db, cancel) is { } called) return new(check.Entries, "CallSumsDiffer", [called]);
        return await UsageSums.OfCalls(db).DifferAsync(db, cancel) is { } month ? new(check.Entries, "UsageSumsDiffer", [month]) : null;
    }

    private static async Task<(int Months, LedgerFault? Fault)> ReprintMonthsAsync(CommsCreditsDb db, StatementBuilder statements, Organization organization, CancellationToken cancel)
    {
        var closed = await db.ClosedMonths.OrderBy(m => m.Month).ToListAsync(cancel);
        foreach (var month in closed)
        {
            var statement = await StatementOf.PeriodAsync(db, statements, organization, month.Month, cancel);
            if (statement.Fingerprint != month.Fingerprint || statement.Closing != month.Closing) return (closed.Count, new(month.HeadSequence, "MonthDiffers", [month.Month]));
        }
        return (closed.Count, null);
    }
}
