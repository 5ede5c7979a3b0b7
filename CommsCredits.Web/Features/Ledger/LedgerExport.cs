using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Ledger;

public enum ExportFormat { Csv, Hledger }

/// <summary>What was written: how many entries, and the newest entry of the books at that time.</summary>
public sealed record Exported(long Entries, long HeadSequence, string HeadHash);

/// <summary>
/// Writes entries out as they are, from one state of the books, however many there are: rows are streamed and never collected. Each export leaves an audit row first (R14.4).
/// </summary>
public sealed class LedgerExport(Database database, LedgerWriter writer)
{
    private const int EntriesARead = 500;

    private static readonly string[] s_columns =
        ["Sequence", "Effective", "Posted", "Month", "Late", "Kind", "From", "To", "Amount", "Currency", "Reference", "Key", "ContentHash", "Actor", "Hash"];

    /// <summary>An entry stored in a way that cannot be read throws <see cref="FormatException"/>.</summary>
    public async Task<Exported> WriteAsync(Actor actor, ExportFormat format, LedgerFilter filter, TextWriter to, CancellationToken cancel)
    {
        await writer.WriteAsync<int>(actor, Permission.SeeLedger, session =>
        {
            session.Audit("Ledger.Exported", "ledger", after: new { Format = format.ToString(), FromMonth = filter.Months?.From?.ToString(), ToMonth = filter.Months?.To?.ToString(), filter.From, filter.To, Kind = filter.Kind?.ToString(), filter.Lot, Minimum = filter.Minimum?.ToString() });
            return Task.FromResult<Outcome<int>>(1);
        }, cancel);
        await using var db = database.Read(actor, Permission.SeeLedger);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var pool = await db.Pools.SingleAsync(cancel);
        var written = format == ExportFormat.Csv ? await CsvAsync(db, organization, filter, to, cancel) : await JournalAsync(db, organization, filter, to, cancel);
        await to.FlushAsync(cancel);
        return new(written, pool.HeadSequence, Convert.ToHexString(pool.HeadHash));
    }

    private static async Task<long> CsvAsync(CommsCreditsDb db, Organization organization, LedgerFilter filter, TextWriter to, CancellationToken cancel)
    {
        var csv = new CsvWriter(to);
        await csv.RowAsync(s_columns, cancel);
        var written = 0L;
        await foreach (var e in filter.Of(db.Entries, organization.Calendar).OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
        {
            await csv.RowAsync(
            [
                e.Sequence.ToString(CultureInfo.InvariantCulture), Instant(e.Effective), Instant(e.Posted), e.BookingMonth.ToString(), e.IsLate ? "true" : "false", e.Kind.ToString(), e.From.ToString(),
                e.To.ToString(), e.Amount.ToString(), organization.Currency.Code, e.Reference, e.IdempotencyKey, Convert.ToHexString(e.ContentHash), e.ActorId, Convert.ToHexString(e.Hash),
            ], cancel);
            written++;
        }
        return written;
    }

    private static async Task<long> JournalAsync(CommsCreditsDb db, Organization organization, LedgerFilter filter, TextWriter to, CancellationToken cancel)
    {
        var journal = new Journal(organization, to);
        var entries = filter.Of(db.Entries, organization.Calendar);
        var books = (await entries.Select(e => e.From).Distinct().ToListAsync(cancel)).Union(await entries.Select(e => e.To).Distinct().ToListAsync(cancel));
        await journal.BeginAsync(books, cancel);
        var written = 0L;
        foreach (var month in (await entries.Select(e => e.BookingMonth).Distinct().ToListAsync(cancel)).Order())
        {
            // By day, then in the order of posting: a month's days and numbers are few bytes an entry, its rows are read a handful at a time.
            var order = new List<(int Day, long Sequence)>();
            await foreach (var e in entries.Where(e => e.BookingMonth == month).Select(e => new { e.Sequence, e.Kind, e.Effective }).AsAsyncEnumerable().WithCancellation(cancel))
                order.Add((BookingDay.Of(e.Kind, e.Effective, month, organization).DayNumber, e.Sequence));
            order.Sort();
            foreach (var some in order.Chunk(EntriesARead))
            {
                var numbers = some.Select(s => s.Sequence).ToArray();
                var rows = await db.Entries.Where(e => numbers.Contains(e.Sequence)).ToDictionaryAsync(e => e.Sequence, cancel);
                foreach (var (day, sequence) in some) await journal.AddAsync(rows[sequence].ToDomain(), DateOnly.FromDayNumber(day), cancel);
            }
            written += order.Count;
        }
        return written;
    }

    internal static string Instant(DateTime instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
