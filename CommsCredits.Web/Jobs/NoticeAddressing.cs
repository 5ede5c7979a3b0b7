using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Jobs;

/// <summary>
/// Chooses what is mailed: makes one mail of a notice, or of several that tell one story (<see cref="NoticeStories"/>), for each of its recipients. Which notices one mail tells of is written down with the mail, in one
/// transaction: a process that ends before it has told nothing yet, and one that ends after it tells the same.
/// </summary>
internal static class NoticeAddressing
{
    /// <summary>Puts mails into the outbox for notices that have none yet and need not wait: whoever is a recipient at this moment receives it.</summary>
    public static async Task RunAsync(Database database, LedgerWriter writer, Actor actor, DateTime now, CancellationToken cancel)
    {
        await using (var db = database.Read(actor, Permission.SeeOverview))
            if ((await DueAsync(db, now, cancel)).Count == 0) return;
        await writer.WriteAsync<int>(actor, Permission.SeeOverview, async session =>
        {
            session.LeavesItsOwnTrail();
            var recipients = await session.Db.Recipients.Where(r => r.Removed == null).OrderBy(r => r.Address).ToListAsync(cancel);
            var due = await DueAsync(session.Db, session.Now, cancel);
            foreach (var story in due) Address(session, story, recipients);
            return due.Count;
        }, cancel);
    }

    /// <summary>The notices that each mail of these tells of: itself and those told with it, in their order.</summary>
    public static async Task<ILookup<long, Notice>> StoriesAsync(CommsCreditsDb db, IEnumerable<NoticeRow> mailed, CancellationToken cancel)
    {
        var roots = mailed.Select(RootOf).Distinct().ToList();
        var rows = await db.Notices.Where(n => roots.Contains(n.Id) || n.ToldWith != null && roots.Contains(n.ToldWith.Value)).OrderBy(n => n.Id).ToListAsync(cancel);
        return rows.ToLookup(RootOf, StoredNotices.Of);
    }

    public static long RootOf(NoticeRow notice) => notice.ToldWith ?? notice.Id;

    private static async Task<List<List<NoticeRow>>> DueAsync(CommsCreditsDb db, DateTime now, CancellationToken cancel)
    {
        var rows = await db.Notices.Where(n => n.Mailed == null).OrderBy(n => n.Id).ToDictionaryAsync(n => n.Id, cancel);
        return [.. NoticeStories.Due([.. rows.Values.OrderBy(r => r.Id).Select(r => new WaitingNotice(r.Id, StoredNotices.Of(r)))], now).Select(story => story.Select(n => rows[n.Id]).ToList())];
    }

    /// <summary>The mail hangs on the last notice that its recipient wants; the others say which one they were told with.</summary>
    private static void Address(LedgerSession session, List<NoticeRow> story, List<RecipientRow> recipients)
    {
        foreach (var notice in story)
        {
            notice.Mailed = session.Now;
            notice.ToldWith = notice == story[^1] ? null : story[^1].Id;
        }
        foreach (var recipient in recipients)
            if (story.FindLast(n => recipient.Wants(n.Kind)) is { } last)
                session.Db.Mails.Add(new() { OrganizationId = session.Organization.Id, NoticeId = last.Id, RecipientId = recipient.Id, Created = session.Now });
    }
}
