using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Ledger;

/// <summary>Entries page by page, with the balance after each. The pages of fifty cost the same on fifty thousand entries as on fifty.</summary>
public sealed class LedgerReader(Database database, TimeProvider clock)
{
    public const int PageSize = 50;

    public async Task<LedgerList> ListAsync(Actor actor, LedgerFilter filter, int page, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeLedger);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var entries = await db.Pools.Select(p => p.HeadSequence).SingleAsync(cancel);
        var matching = filter.Of(db.Entries, organization.Calendar);
        var total = filter == new LedgerFilter() ? (int)entries : await matching.CountAsync(cancel);
        var skip = Math.Clamp(page - 1, 0, Math.Max(0, (total - 1) / PageSize)) * PageSize;
        var rows = await matching.OrderByDescending(e => e.Sequence).Skip(skip).Take(PageSize).ToListAsync(cancel);
        var after = await RunningBalance.AfterAsync(db, [.. rows.Select(r => r.Sequence)], cancel);
        var causes = await EntryCauses.ReadAsync(db, rows, cancel);
        return new(organization.Currency, organization.Calendar, clock.GetUtcNow().UtcDateTime, entries, total, skip,
            [.. rows.Select(r => new LedgerLine(r.Sequence, r.Effective, r.From, r.To, r.Amount, ChangeOf(r), after[r.Sequence], r.Kind, r.IsLate, causes.Of(r)))],
            await db.Lots.OrderByDescending(l => l.Number).Select(l => l.Number).ToListAsync(cancel));
    }

    private static Money ChangeOf(EntryRow row) => (row.To.IsPool ? row.Amount : Money.Zero) - (row.From.IsPool ? row.Amount : Money.Zero);
}
