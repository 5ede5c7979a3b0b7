using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Ledger;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Api;

/// <summary>
/// Entries in posting order behind a place: nothing that is posted meanwhile moves them, so that whoever follows the cursor sees each once. Where somebody begins, an audit row says what was asked for
/// (R14.4): it is an export in parts.
/// </summary>
public sealed class LedgerPages(Database database, LedgerWriter writer)
{
    internal const string Entries = "entry";

    public async Task<LedgerAnswer> ReadAsync(ApiCaller caller, LedgerFilter filter, long after, int limit, CancellationToken cancel)
    {
        if (after == 0) await AuditAsync(caller.Actor, filter, cancel);
        await using var db = database.Read(caller.Actor, Permission.SeeLedger);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var rows = await filter.Of(db.Entries, organization.Calendar).Where(e => e.Sequence > after).OrderBy(e => e.Sequence).Take(limit + 1).ToListAsync(cancel);
        var shown = rows.Take(limit).ToList();
        var balances = await RunningBalance.AfterAsync(db, [.. shown.Select(r => r.Sequence)], cancel);
        return new(caller.Currency.Code, [.. shown.Select(r => Answer(r, balances[r.Sequence]))], Cursor.Write(Entries, shown is [.., var last] ? last.Sequence : after), rows.Count > limit);
    }

    private static EntryAnswer Answer(EntryRow row, Money balance)
    {
        var change = (row.To.IsPool ? row.Amount : Money.Zero) - (row.From.IsPool ? row.Amount : Money.Zero);
        return new(row.Sequence, row.Kind, row.From.ToString(), row.To.ToString(), row.Amount.ToString(), change.ToString(), balance.ToString(), row.Effective, row.Posted, row.BookingMonth.ToString(), row.IsLate,
            row.Reference, row.ActorId, Convert.ToHexString(row.Hash));
    }

    private Task<Outcome<int>> AuditAsync(Actor actor, LedgerFilter filter, CancellationToken cancel) =>
        writer.WriteAsync<int>(actor, Permission.SeeLedger, session =>
        {
            session.Audit("Ledger.Exported", "ledger", after: new { Format = "Api", filter.From, filter.To, Kind = filter.Kind?.ToString(), filter.Lot, Minimum = filter.Minimum?.ToString() });
            return Task.FromResult<Outcome<int>>(1);
        }, cancel);
}
