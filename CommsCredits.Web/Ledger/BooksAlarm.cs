using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Ledger;

/// <summary>
/// Tells the recipients of an organization that the check before a backup found a fault of its books, or of the database file they all are in (R13.1): once a
/// day while it lasts. Where the books cannot be written any more, the log and the page <i>Status</i> are left to say so.
/// </summary>
public sealed class BooksAlarm(Database database, LedgerWriter writer, ILogger<BooksAlarm> log)
{
    /// <param name="refused">Why there is no backup: <c>BooksFault</c> with the organization's name and its fault, or <c>Damaged</c>. Others are not the books'.</param>
    /// <param name="now">When it was found (UTC).</param>
    /// <param name="cancel">Stops it.</param>
    public async Task TellAsync(Refused refused, DateTime now, CancellationToken cancel)
    {
        if (refused.Code is not ("BooksFault" or "Damaged")) return;
        foreach (var organization in await ConcernedAsync(refused, cancel))
        {
            var notice = BooksNotices.Differ(organization, refused.Code, string.Create(CultureInfo.InvariantCulture, $"{refused.Figures[^1]}"), now);
            try
            {
                await writer.WriteAsync<int>(Actor.Job(organization, "backup"), Permission.SeeOverview, async session =>
                {
                    session.LeavesItsOwnTrail();
                    await session.NotifyAsync(notice, cancel);
                    return 1;
                }, cancel);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "The fault of the books could not be told to the recipients.");
            }
        }
    }

    private async Task<List<Guid>> ConcernedAsync(Refused refused, CancellationToken cancel)
    {
        await using var db = database.Server();
        var all = db.Organizations.IgnoreQueryFilters().AsNoTracking();
        if (refused is { Code: "BooksFault", Figures: [string name, ..] }) all = all.Where(o => o.Name == name);
        return await all.OrderBy(o => o.Name).Select(o => o.Id).ToListAsync(cancel);
    }
}
