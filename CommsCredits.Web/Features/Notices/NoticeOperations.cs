using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Notices;

/// <summary>What a person does with notices: looks at them, has a mail sent again, chooses what they receive themselves (R13.1, R14.3).</summary>
public sealed class NoticeOperations(LedgerWriter writer)
{
    /// <summary>The person has looked at notices up to this one; the bell counts the later ones. Looking at older ones changes nothing. Answers the newest looked at; 0 for whoever is no person.</summary>
    public Task<Outcome<long>> SeenAsync(Actor actor, long newest, CancellationToken cancel) =>
        writer.WriteAsync<long>(actor, Permission.SeeNotices, async session =>
        {
            if (await session.Db.People.SingleOrDefaultAsync(p => p.Id == actor.Id, cancel) is not { } person) return Outcome<long>.Replay(0);
            var upTo = Math.Min(newest, await session.Db.Notices.MaxAsync(n => (long?)n.Id, cancel) ?? 0);
            if (person.NoticesSeen >= upTo) return Outcome<long>.Replay(person.NoticesSeen);
            session.LeavesItsOwnTrail();
            return person.NoticesSeen = upTo;
        }, cancel);

    /// <summary>Whoever may change the settings, any mail; anybody else who receives notices, their own.</summary>
    public static bool MaySendAgain(Actor actor, RecipientRow recipient) => actor.May(Permission.ChangeNotices) && (actor.May(Permission.ChangeSettings) || recipient.PersonId == actor.Id);

    /// <summary>A mail that fails or was given up goes into the next round, with all its tries before it. Refused: <c>MailUnknown</c>; <c>MailSent</c>; <c>RecipientTakenOff</c>; <c>MailWaits</c> where it was not tried yet.</summary>
    public Task<Outcome<long>> SendAgainAsync(Actor actor, long mailId, CancellationToken cancel) =>
        writer.WriteAsync<long>(actor, Permission.ChangeNotices, async session =>
        {
            if (await session.Db.Mails.SingleOrDefaultAsync(m => m.Id == mailId, cancel) is not { } mail) return new Refused("MailUnknown");
            var recipient = await session.Db.Recipients.SingleAsync(r => r.Id == mail.RecipientId, cancel);
            if (!MaySendAgain(actor, recipient)) return new Refused("MailUnknown");
            if (mail.Sent is not null) return new Refused("MailSent");
            if (recipient.Removed is not null) return new Refused("RecipientTakenOff");
            if (mail.Tries == 0) return new Refused("MailWaits");
            session.Audit("Mail.SentAgain", $"mail:{mail.Id}", new { mail.Tries, mail.GivenUp, mail.LastFault });
            (mail.Tries, mail.GivenUp, mail.NextTry, mail.LastFault) = (0, null, null, null);
            return mail.Id;
        }, cancel);

    /// <summary>All mails that were given up go into the next round, of those that the actor may send again; after a mail server is mended this is one deed. Answers how many. Refused: <c>NoMailGivenUp</c>.</summary>
    public Task<Outcome<int>> SendAllAgainAsync(Actor actor, CancellationToken cancel) =>
        writer.WriteAsync<int>(actor, Permission.ChangeNotices, async session =>
        {
            var mails = await GivenUp(session.Db, actor).OrderBy(m => m.Id).ToListAsync(cancel);
            if (mails.Count == 0) return new Refused("NoMailGivenUp");
            session.Audit("Mail.AllSentAgain", "mails", new { mails.Count, First = mails[0].Id, Last = mails[^1].Id });
            foreach (var mail in mails) (mail.Tries, mail.GivenUp, mail.NextTry, mail.LastFault) = (0, null, null, null);
            return mails.Count;
        }, cancel);

    /// <summary>Mails that were given up and that <see cref="MaySendAgain"/> lets the actor send again; whoever was taken off the list gets none.</summary>
    internal static IQueryable<MailRow> GivenUp(CommsCreditsDb db, Actor actor)
    {
        var everybodys = actor.May(Permission.ChangeSettings);
        return db.Mails.Where(m => m.Sent == null && m.GivenUp != null && db.Recipients.Any(r => r.Id == m.RecipientId && r.Removed == null && (everybodys || r.PersonId == actor.Id)));
    }

    /// <summary>
    /// What the person receives from now on, of the kinds that they may read; null: all. What a billing admin has them told beyond these stays. Whoever is not on the list comes on it with the address they sign in with.
    /// Refused: <c>RecipientTakenOff</c>; <c>RecipientNoAddress</c>; <c>RecipientAddressTaken</c>; <c>RecipientLast</c> (<see cref="LastToHear"/>).
    /// </summary>
    public Task<Outcome<int>> ReceiveAsync(Actor actor, IReadOnlyList<NoticeKind>? wanted, CancellationToken cancel) =>
        writer.WriteAsync<int>(actor, Permission.ChangeNotices, async session =>
        {
            var may = NoticeKinds.Of(actor);
            var row = await session.Db.Recipients.SingleOrDefaultAsync(r => r.PersonId == actor.Id, cancel);
            if (row is { Removed: not null }) return new Refused("RecipientTakenOff");
            var before = row is null ? null : new { row.Kinds };
            if (row is null)
            {
                if (await session.Db.People.SingleOrDefaultAsync(p => p.Id == actor.Id, cancel) is not { } person || !MailMessages.IsAddress(person.Login)) return new Refused("RecipientNoAddress");
                if (await session.Db.Recipients.AnyAsync(r => r.Address == person.Login, cancel)) return new Refused("RecipientAddressTaken");
                row = new() { OrganizationId = actor.OrganizationId, Id = Guid.CreateVersion7(), Address = person.Login, Name = person.Name, Language = person.Language, Kinds = "", Added = session.Now, PersonId = actor.Id };
                session.Db.Recipients.Add(row);
            }
            var kinds = Kinds(row, may, wanted);
            if (await LastToHear.IsAsync(session.Db, row, k => kinds?.Split(' ').Contains(k.ToString()) != false, cancel)) return new Refused("RecipientLast");
            row.Kinds = kinds;
            session.Audit(before is null ? "Recipient.Added" : "Recipient.Changed", $"recipient:{row.Id}", before, new { row.Kinds });
            return NoticeKinds.All.Count(row.Wants);
        }, cancel);

    /// <summary>Null only for whoever may read every kind and wants all of them.</summary>
    private static string? Kinds(RecipientRow row, IReadOnlyList<NoticeKind> may, IReadOnlyList<NoticeKind>? wanted)
    {
        if (wanted is null && may.Count == NoticeKinds.All.Count) return null;
        return string.Join(' ', NoticeKinds.All.Where(k => may.Contains(k) ? wanted?.Contains(k) != false : row.Wants(k)));
    }
}
