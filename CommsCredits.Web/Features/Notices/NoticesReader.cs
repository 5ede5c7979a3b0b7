using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Notices;

/// <summary>Who was told what, and what became of each mail (R13). Shows the kinds that the actor may read anyway.</summary>
public sealed class NoticesReader(Database database, TimeProvider clock)
{
    /// <param name="page">From 1.</param>
    public async Task<NoticeList> ListAsync(Actor actor, NoticeFilter filter, int page, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeNotices);
        var kinds = NoticeKinds.Of(actor);
        var all = db.Notices.Where(n => kinds.Contains(n.Kind));
        var chosen = Narrowed(db, all, filter);
        var rows = await chosen.OrderByDescending(n => n.Id).Skip((page - 1) * NoticeList.Size).Take(NoticeList.Size).ToListAsync(cancel);
        var mails = await MailsAsync(db, actor, rows, cancel);
        var seen = await db.People.Where(p => p.Id == actor.Id).Select(p => (long?)p.NoticesSeen).SingleOrDefaultAsync(cancel) ?? 0;
        var oldest = await all.Where(n => n.Id > seen).OrderBy(n => n.Id).Take(NoticeList.Size + 1).Select(n => n.Id).ToListAsync(cancel);
        var shown = rows.Select(r => r.Id).ToHashSet();
        var later = await LaterAsync(db, rows, kinds, cancel);
        var (givenUp, failing) = (In(db, MailState.GivenUp), In(db, MailState.Failing));
        return new()
        {
            Organization = (await db.Organizations.SingleAsync(cancel)).ToDomain(), Now = clock.GetUtcNow().UtcDateTime, Page = page, Kinds = kinds,
            Lines = [.. rows.Select(r => new NoticeLine(r.Id, StoredNotices.Of(r), r.Mailed is not null, [.. mails[r.Id]], r.ToldWith is { } with ? later.GetValueOrDefault(with) : null))],
            Total = await chosen.CountAsync(cancel), All = await all.CountAsync(cancel),
            Seen = seen, Unread = await all.CountAsync(n => n.Id > seen, cancel), SeenHere = oldest.TakeWhile(shown.Contains).DefaultIfEmpty(seen).Last(),
            Newest = await all.MaxAsync(n => (long?)n.Id, cancel) ?? 0,
            MaySendAgain = actor.May(Permission.ChangeNotices) ? await NoticeOperations.GivenUp(db, actor).CountAsync(cancel) : 0,
            GivenUp = await givenUp.CountAsync(m => all.Any(n => n.Id == m.NoticeId), cancel), Failing = await failing.CountAsync(m => all.Any(n => n.Id == m.NoticeId), cancel),
        };
    }

    /// <summary>What the actor receives by mail, and whether they may change it themselves.</summary>
    public async Task<Receiving> ReceivingAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeNotices);
        var kinds = NoticeKinds.Of(actor);
        var own = await db.Recipients.SingleOrDefaultAsync(r => r.PersonId == actor.Id, cancel);
        var login = await db.People.Where(p => p.Id == actor.Id).Select(p => p.Login).SingleOrDefaultAsync(cancel) ?? "";
        if (own is { Removed: null })
            return new(ReceivingState.On, own.Address, kinds, own.Kinds is null ? null : [.. kinds.Where(own.Wants)], [.. NoticeKinds.All.Except(kinds).Where(own.Wants)]);
        var state = own is not null ? ReceivingState.TakenOff
            : !MailMessages.IsAddress(login) ? ReceivingState.NoAddress
            : await db.Recipients.AnyAsync(r => r.Address == login, cancel) ? ReceivingState.AddressTaken : ReceivingState.NotYet;
        return new(state, own?.Address ?? login, kinds, [], []);
    }

    private static IQueryable<NoticeRow> Narrowed(CommsCreditsDb db, IQueryable<NoticeRow> notices, NoticeFilter filter)
    {
        if (filter.Kind is { } kind) notices = notices.Where(n => n.Kind == kind);
        if (filter.ToNobody) return notices.Where(n => n.Mailed != null && !db.Mails.Any(m => m.NoticeId == n.Id || m.NoticeId == n.ToldWith));
        if (filter.State is not { } state) return notices;
        var mails = In(db, state);
        return notices.Where(n => mails.Any(m => m.NoticeId == n.Id || m.NoticeId == n.ToldWith) || state == MailState.Waiting && n.Mailed == null);
    }

    /// <summary>Those that others were told with, if somebody had a mail of them and the actor may read them.</summary>
    private static async Task<Dictionary<long, Notice>> LaterAsync(CommsCreditsDb db, List<NoticeRow> notices, IReadOnlyList<NoticeKind> kinds, CancellationToken cancel)
    {
        var ids = notices.Select(n => n.ToldWith).OfType<long>().Distinct().ToList();
        var rows = await db.Notices.Where(n => ids.Contains(n.Id) && kinds.Contains(n.Kind) && db.Mails.Any(m => m.NoticeId == n.Id)).ToListAsync(cancel);
        return rows.ToDictionary(r => r.Id, StoredNotices.Of);
    }

    private static IQueryable<MailRow> In(CommsCreditsDb db, MailState state)
    {
        var taken = db.Recipients.Where(r => r.Removed != null);
        var open = db.Mails.Where(m => m.Sent == null && !taken.Any(r => r.Id == m.RecipientId));
        return state switch
        {
            MailState.Sent => db.Mails.Where(m => m.Sent != null),
            MailState.TakenOff => db.Mails.Where(m => m.Sent == null && taken.Any(r => r.Id == m.RecipientId)),
            MailState.GivenUp => open.Where(m => m.GivenUp != null),
            MailState.Failing => open.Where(m => m.GivenUp == null && m.Tries > 0),
            _ => open.Where(m => m.GivenUp == null && m.Tries == 0),
        };
    }

    private static async Task<ILookup<long, MailLine>> MailsAsync(CommsCreditsDb db, Actor actor, List<NoticeRow> notices, CancellationToken cancel)
    {
        var ids = notices.Select(n => n.Id).ToList();
        var found = await (from mail in db.Mails
                           where ids.Contains(mail.NoticeId)
                           join recipient in db.Recipients on mail.RecipientId equals recipient.Id
                           orderby recipient.Name, recipient.Address
                           select new { mail, recipient }).ToListAsync(cancel);
        return found.ToLookup(f => f.mail.NoticeId, f => Line(f.mail, f.recipient, actor));
    }

    private static MailLine Line(MailRow mail, RecipientRow recipient, Actor actor)
    {
        var state = mail.Sent is not null ? MailState.Sent
            : recipient.Removed is not null ? MailState.TakenOff
            : mail.GivenUp is not null ? MailState.GivenUp
            : mail.Tries > 0 ? MailState.Failing : MailState.Waiting;
        var may = state is MailState.GivenUp or MailState.Failing && NoticeOperations.MaySendAgain(actor, recipient);
        return new(mail.Id, recipient.Name, recipient.Address, state, mail.Sent, mail.Tries, mail.NextTry, mail.LastFault, may);
    }
}
