using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Imports, how far they are, and what waits for a person.</summary>
public sealed class ImportsReader(Database database, TimeProvider clock, ImportTroubles troubles)
{
    public const int PageSize = 25;
    private const int Earlier = 10, UnreadableShown = 50, UnreadableSaved = 100_000;

    /// <summary>The newest first.</summary>
    /// <param name="page">From 1; a page beyond the last is the last.</param>
    public async Task<ImportList> ListAsync(Actor actor, int page, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeUsage);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var total = await db.Imports.CountAsync(cancel);
        var first = Math.Clamp(page - 1, 0, Math.Max(0, (total - 1) / PageSize)) * PageSize;
        var shown = await SummariesAsync(db, db.Imports.OrderByDescending(i => i.Started).ThenBy(i => i.Id).Skip(first).Take(PageSize), cancel);
        return new(organization.Currency, organization.Calendar, shown, total, first);
    }

    /// <summary>Null where the organization has no such import.</summary>
    public async Task<ImportSummary?> SummaryAsync(Actor actor, Guid importId, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeUsage);
        return (await SummariesAsync(db, db.Imports.Where(i => i.Id == importId), cancel)).SingleOrDefault();
    }

    /// <summary>Null where the organization has no such import.</summary>
    public async Task<ImportView?> ViewAsync(Actor actor, Guid importId, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeUsage);
        if (await SummariesAsync(db, db.Imports.Where(i => i.Id == importId), cancel) is not [var import]) return null;
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var unreadable = await UnreadableAsync(db, actor, importId, UnreadableShown, cancel);
        var earlier = await SummariesAsync(db, db.Imports.Where(i => i.Started < import.Started && i.Id != importId).OrderByDescending(i => i.Started).Take(Earlier), cancel);
        return new(organization.Currency, organization.Calendar, clock.GetUtcNow().UtcDateTime, import, import.Open == 0 ? [] : await ExceptionGroups.ReadAsync(db, actor, importId, cancel),
            unreadable, earlier);
    }

    /// <summary>Null where the organization has no such import.</summary>
    public async Task<IReadOnlyList<UnreadableText>?> UnreadableAsync(Actor actor, Guid importId, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeUsage);
        return await db.Imports.AnyAsync(i => i.Id == importId, cancel) ? await UnreadableAsync(db, actor, importId, UnreadableSaved, cancel) : null;
    }

    public async Task<OpenExceptions> ExceptionsAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeUsage);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var groups = await ExceptionGroups.ReadAsync(db, actor, null, cancel);
        return new(organization, groups.Sum(g => g.Count), groups);
    }

    private static async Task<IReadOnlyList<UnreadableText>> UnreadableAsync(CommsCreditsDb db, Actor actor, Guid importId, int most, CancellationToken cancel)
    {
        var lines = await db.UnreadableLines.Where(u => u.ImportId == importId).OrderBy(u => u.Line).Take(most).ToListAsync(cancel);
        return [.. lines.Select(u => new UnreadableText(u.Line, u.Fault, StoredJson.Read<string[]>(u.Figures), RawText.ShownTo(actor, u.Text)))];
    }

    private async Task<IReadOnlyList<ImportSummary>> SummariesAsync(CommsCreditsDb db, IQueryable<ImportRow> imports, CancellationToken cancel)
    {
        var rows = await imports.ToListAsync(cancel);
        var names = await PeopleNames.OfAsync(db, rows.Select(r => r.StartedBy), cancel);
        var ids = rows.Where(r => r.Exceptions > 0).Select(r => r.Id).ToList();
        var open = ids.Count == 0 ? [] : await db.CallExceptions.Where(e => e.Resolved == null && ids.Contains(e.ImportId)).GroupBy(e => e.ImportId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        return [.. rows.Select(r => new ImportSummary(r.Id, r.FileName, r.State, r.Started, r.Finished, names.GetValueOrDefault(r.StartedBy), r.Bytes, r.BytesRead, r.Lines, r.Records, r.Known,
            r.Exceptions, r.Unreadable, r.Charged, r.ChargedAmount, r.BalanceBefore, r.BalanceAfter, r.FaultCode, r.FaultFigures is null ? [] : StoredJson.Read<string[]>(r.FaultFigures),
            open.GetValueOrDefault(r.Id), ImportProgress.Of(r.Bytes, r.BytesRead, r.Lines, r.RunBegan, r.BytesBefore, r.LinesBefore, r.Finished ?? now),
            r.Skipped is null ? [] : StoredJson.Read<string[]>(r.Skipped), r.State == ImportState.Running ? troubles.Of(r.Id) : null))];
    }
}
