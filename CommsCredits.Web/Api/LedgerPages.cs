using System.Collections.Concurrent;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Ledger;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Api;

/// <summary>
/// Entries in posting order behind a place: nothing that is posted meanwhile moves them, so that whoever follows the cursor sees each once. It is an export in parts (R14.4): whatever page a
/// key reads, the trail has a row of it, one for each key and hour.
/// </summary>
public sealed class LedgerPages(Database database, LedgerWriter writer, TimeProvider clock)
{
    private const string Exported = "Ledger.Exported";
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    /// <summary>The hour of each key's newest row, as far as this process knows; the trail itself decides.</summary>
    private readonly ConcurrentDictionary<string, DateTime> _traced = new(StringComparer.Ordinal);

    internal const string Entries = "entry";

    public async Task<LedgerAnswer> ReadAsync(ApiCaller caller, LedgerFilter filter, ListPlace place, int limit, CancellationToken cancel)
    {
        await TraceAsync(caller.Actor, filter, place.After, cancel);
        await using var db = database.Read(caller.Actor, Permission.SeeLedger);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var rows = await filter.Of(db.Entries, organization.Calendar).Where(e => e.Sequence > place.After).OrderBy(e => e.Sequence).Take(limit + 1).ToListAsync(cancel);
        var shown = rows.Take(limit).ToList();
        var balances = await RunningBalance.AfterAsync(db, [.. shown.Select(r => r.Sequence)], cancel);
        return new(caller.Currency.Code, [.. shown.Select(r => Answer(r, balances[r.Sequence]))], place.Write(shown is [.., var last] ? last.Sequence : place.After), rows.Count > limit);
    }

    private static EntryAnswer Answer(EntryRow row, Money balance)
    {
        var change = (row.To.IsPool ? row.Amount : Money.Zero) - (row.From.IsPool ? row.Amount : Money.Zero);
        return new(row.Sequence, row.Kind, row.From.ToString(), row.To.ToString(), row.Amount.ToString(), change.ToString(), balance.ToString(), row.Effective, row.Posted, row.BookingMonth.ToString(), row.IsLate,
            row.Reference, row.ActorId, Convert.ToHexString(row.Hash));
    }

    private async Task TraceAsync(Actor actor, LedgerFilter filter, long after, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var hour = new DateTime(now.Ticks - now.Ticks % s_hour.Ticks, DateTimeKind.Utc);
        if (_traced.GetValueOrDefault(actor.Id) == hour) return;
        await writer.WriteAsync<int>(actor, Permission.SeeLedger, async session =>
        {
            if (await session.Db.Audit.AnyAsync(a => a.At >= hour && a.ActorId == actor.Id && a.Action == Exported, cancel)) return Outcome<int>.Replay(0);
            session.Audit("Ledger.Exported", "ledger", after: new { Format = "Api", filter.From, filter.To, Kind = filter.Kind?.ToString(), filter.Lot, Minimum = filter.Minimum?.ToString(), After = after });
            return 1;
        }, cancel);
        _traced[actor.Id] = hour;
    }
}
