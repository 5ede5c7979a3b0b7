using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Audit;

/// <summary>The trail page by page, newest first, with whether the rows shown follow from those before them. A page costs the same however long the trail is; the whole chain is what a check of the books looks at.</summary>
public sealed class AuditReader(Database database, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>So many rows of a filter are counted and can be paged through; whoever needs more exports them.</summary>
    public const int MostMatching = 10_000;

    public async Task<AuditList> ListAsync(Actor actor, AuditFilter filter, int page, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeAudit);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var isWhole = filter == new AuditFilter();
        var count = await db.Pools.Select(p => p.AuditSequence).SingleAsync(cancel);
        var matching = filter.Of(db.Audit, organization.Calendar);
        var total = isWhole ? (int)Math.Min(count, int.MaxValue) : await matching.Take(MostMatching + 1).CountAsync(cancel);
        var isMore = !isWhole && total > MostMatching;
        if (isMore) total = MostMatching;
        var skip = Math.Clamp(page - 1, 0, Math.Max(0, (total - 1) / PageSize)) * PageSize;
        // Numbers have no gap: a page of the whole trail is found by its numbers, without walking over those before it
        var rows = isWhole ? await matching.Where(r => r.Sequence <= count - skip).OrderByDescending(r => r.Sequence).Take(PageSize).ToListAsync(cancel)
            : await matching.OrderByDescending(r => r.Sequence).Skip(skip).Take(PageSize).ToListAsync(cancel);
        var actors = await AuditActors.ReadAsync(db, cancel);
        var names = await PeopleNames.OfAsync(db, actors, cancel);
        var about = await AuditAbouts.ReadAsync(db, rows, cancel);
        return new(organization.Calendar, organization.Currency, clock.GetUtcNow().UtcDateTime, total, skip, [.. rows.Select(r => LineOf(r, names) with { About = about.GetValueOrDefault(r.Subject) })],
            [.. actors.Select(id => (id, names.GetValueOrDefault(id))).OrderBy(a => a.Item2 is null).ThenBy(a => a.Item2 ?? a.id, StringComparer.CurrentCulture)], count,
            await AuditTrail.FaultOfAsync(db, rows, isWhole, isWhole && skip == 0, cancel), isMore);
    }

    internal static AuditLine LineOf(AuditRow row, IReadOnlyDictionary<string, string> names) =>
        new(row.Sequence, row.At, row.ActorId, names.GetValueOrDefault(row.ActorId), row.From, AuditWords.Of(row.Action), row.Subject, AuditFields.Of(row.Before, row.After));
}
