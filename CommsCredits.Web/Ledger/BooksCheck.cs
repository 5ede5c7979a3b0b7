using System.Diagnostics;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Ledger;

/// <summary>What a check of the books looked at, what it found, and how long it took. No fault: the books are true.</summary>
public sealed record BooksReport(long Entries, int Lots, int ClosedMonths, LedgerFault? Fault, TimeSpan Took);

/// <summary>
/// Checks every invariant of an organization's books (R3): the chain entry by entry, lots and overdraft derived from the entries against what is stored, the head on the pool row,
/// and every closed month printed again against its fingerprint. Stops at the first fault and names its entry.
/// </summary>
public sealed class BooksCheck(Database database)
{
    public async Task<BooksReport> RunAsync(Actor actor, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        await using var db = database.Read(actor, Permission.CheckBooks);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var check = new LedgerCheck(organization);
        var fault = await ReadEntriesAsync(db, check, cancel) ?? await FinishAsync(db, check, cancel);
        var months = 0;
        if (fault is null) (months, fault) = await ReprintMonthsAsync(db, organization, cancel);
        return new(check.Entries, check.Lots.Count, months, fault, watch.Elapsed);
    }

    private static async Task<LedgerFault?> ReadEntriesAsync(CommsCreditsDb db, LedgerCheck check, CancellationToken cancel)
    {
        var expected = 0L;
        try
        {
            await foreach (var row in db.Entries.OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
            {
                expected = row.Sequence;
                if (check.Add(row.ToDomain()) is { } fault) return fault;
            }
        }
        catch (Exception unreadable) when (unreadable is FormatException or InvalidOperationException or InvalidCastException or ArgumentException)
        {
            return new(expected + 1, "EntryUnreadable", [unreadable.Message]);
        }
        return null;
    }

    private static async Task<LedgerFault?> FinishAsync(CommsCreditsDb db, LedgerCheck check, CancellationToken cancel)
    {
        var pool = await db.Pools.SingleAsync(cancel);
        var lots = await db.Lots.ToListAsync(cancel);
        return check.Finish(pool.HeadSequence, pool.HeadHash, pool.Overdraft, pool.LatestOwed, lots.Select(l => l.ToDomain()));
    }

    private static async Task<(int Months, LedgerFault? Fault)> ReprintMonthsAsync(CommsCreditsDb db, Organization organization, CancellationToken cancel)
    {
        var closed = await db.ClosedMonths.OrderBy(m => m.Month).ToListAsync(cancel);
        foreach (var month in closed)
        {
            var statement = await StatementOf.MonthAsync(db, organization, month.Month, cancel);
            if (statement.Fingerprint != month.Fingerprint || statement.Closing != month.Closing) return (closed.Count, new(month.HeadSequence, "MonthDiffers", [month.Month]));
        }
        return (closed.Count, null);
    }
}
