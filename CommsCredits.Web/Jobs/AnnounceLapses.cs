using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Jobs;

/// <summary>Says ahead that lots and cards are about to lapse: 60, 30, 7 and 1 days, 08:00 local (R4.8); cards 30 and 7 days (R7.8).</summary>
public sealed class AnnounceLapses(Database database, LedgerWriter writer, TimeProvider clock) : IJob
{
    public string Name => "announce-lapses";

    public async Task RunAsync(Guid organizationId, CancellationToken cancel)
    {
        var actor = Actor.Job(organizationId, Name);
        List<Notice> due;
        await using (var db = database.Read(actor, Permission.SeeFunding)) due = await DueAsync(db, cancel);
        if (due.Count == 0) return;
        await writer.WriteAsync<int>(actor, Permission.SeeFunding, async session =>
        {
            session.LeavesItsOwnTrail();
            foreach (var notice in due) await session.NotifyAsync(notice, cancel);
            return due.Count;
        }, cancel);
    }

    private async Task<List<Notice>> DueAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var lots = (await db.Lots.ToListAsync(cancel)).Select(l => LapsingLot.Of(l.ToDomain())).ToList();
        var options = (await db.PaymentOptions.ToListAsync(cancel)).Select(o => o.ToDomain()).ToList();
        var sent = (await db.Notices.Where(n => n.Kind == NoticeKind.LotLapsing || n.Kind == NoticeKind.CardLapsing).Select(n => n.Key).ToListAsync(cancel)).ToHashSet();
        var now = clock.GetUtcNow().UtcDateTime;
        return
        [
            .. LapseNotices.ForLots(organization.Id, lots, organization.Calendar, now, sent),
            .. LapseNotices.ForCards(organization.Id, options, organization.Calendar, now, sent),
        ];
    }
}
