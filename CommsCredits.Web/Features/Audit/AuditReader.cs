using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Audit;

/// <summary>The trail page by page, newest first, with whether its chain is whole.</summary>
public sealed class AuditReader(Database database, TimeProvider clock)
{
    public const int PageSize = 50;

    public async Task<AuditList> ListAsync(Actor actor, AuditFilter filter, int page, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeAudit);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var matching = filter.Of(db.Audit, organization.Calendar);
        var total = await matching.CountAsync(cancel);
        var skip = Math.Clamp(page - 1, 0, Math.Max(0, (total - 1) / PageSize)) * PageSize;
        var rows = await matching.OrderByDescending(r => r.Sequence).Skip(skip).Take(PageSize).ToListAsync(cancel);
        var actors = await db.Audit.Select(r => r.ActorId).Distinct().ToListAsync(cancel);
        var names = await PeopleNames.OfAsync(db, actors, cancel);
        var count = await db.Pools.Select(p => p.AuditSequence).SingleAsync(cancel);
        return new(organization.Calendar, clock.GetUtcNow().UtcDateTime, total, skip, [.. rows.Select(r => LineOf(r, names))],
            [.. actors.Select(id => (id, names.GetValueOrDefault(id))).OrderBy(a => a.Item2 is null).ThenBy(a => a.Item2 ?? a.id, StringComparer.CurrentCulture)], count, await AuditTrail.FirstFaultAsync(db, cancel));
    }

    internal static AuditLine LineOf(AuditRow row, IReadOnlyDictionary<string, string> names) =>
        new(row.Sequence, row.At, row.ActorId, names.GetValueOrDefault(row.ActorId), row.From, AuditWords.Of(row.Action), row.Subject, AuditFields.Of(row.Before, row.After));
}
