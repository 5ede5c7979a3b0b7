using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Jobs;

/// <summary>
/// Sends what waits in the outbox to everybody who receives mail (R13.3), and marks it as sent afterwards: a process that is killed between the two sends it again under the same id
/// and loses nothing. What cannot be sent waits longer each time. A notice that nobody receives is done and stays in the list.
/// </summary>
public sealed class SendNotices(Database database, LedgerWriter writer, IMailSender sender, MailSettings settings, TimeProvider clock, ILogger<SendNotices> log) : IJob
{
    private const int PerRound = 100;
    private static readonly int[] s_minutes = [1, 5, 15, 60];

    public string Name => "send-notices";

    public async Task RunAsync(Guid organizationId, CancellationToken cancel)
    {
        var actor = Actor.Job(organizationId, Name);
        while (await ReadAsync(actor, cancel) is { Due.Count: > 0 } outbox)
        {
            var faults = new Dictionary<long, string?>();
            foreach (var notice in outbox.Due) faults[notice.Id] = await TrySendAsync(notice, outbox, cancel);
            await MarkAsync(actor, faults, cancel);
        }
    }

    private async Task<Outbox> ReadAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeOverview);
        var now = clock.GetUtcNow().UtcDateTime;
        var due = await db.Notices.Where(n => n.Sent == null && (n.NextTry == null || n.NextTry <= now)).OrderBy(n => n.Id).Take(PerRound).ToListAsync(cancel);
        if (due.Count == 0) return new(due, [], null);
        return new(due, await db.People.Where(p => p.Mail != null).OrderBy(p => p.Id).ToListAsync(cancel), (await db.Organizations.SingleAsync(cancel)).ToDomain());
    }

    /// <summary>The fault in words, or null when every mail is on its way.</summary>
    private async Task<string?> TrySendAsync(NoticeRow row, Outbox outbox, CancellationToken cancel)
    {
        try
        {
            foreach (var person in outbox.People) await sender.SendAsync(MailOf(row, person, outbox.Organization!), cancel);
            return null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogWarning(fault, "The notice {Notice} was not sent; it is tried again.", row.Key);
            return fault.Message;
        }
    }

    private OutgoingMail MailOf(NoticeRow row, PersonRow person, Organization organization)
    {
        var notice = new Notice { OrganizationId = row.OrganizationId, Kind = row.Kind, Key = row.Key, Created = row.Created, Figures = StoredJson.Read<Dictionary<string, string>>(row.Figures) };
        var words = NoticeMail.Write(notice, organization, CultureInfo.GetCultureInfo(person.Language ?? "en"), settings.PortalAddress);
        var address = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{row.OrganizationId} {person.Id} {person.Mail}")))[..8].ToLowerInvariant();
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{row.Created:yyyyMMdd-HHmmss}.{row.Id}.{row.Kind}.{address}"),
            ToName = person.Name, ToAddress = person.Mail!, Subject = words.Subject, Text = words.Text, Html = words.Html, At = row.Created,
        };
    }

    private Task MarkAsync(Actor actor, Dictionary<long, string?> faults, CancellationToken cancel) =>
        writer.WriteAsync<int>(actor, Permission.SeeOverview, async session =>
        {
            session.LeavesItsOwnTrail();
            var rows = await session.Db.Notices.Where(n => faults.Keys.Contains(n.Id) && n.Sent == null).ToListAsync(cancel);
            foreach (var row in rows) Mark(row, faults[row.Id], session.Now);
            return rows.Count;
        }, cancel);

    private static void Mark(NoticeRow row, string? fault, DateTime now)
    {
        row.Tries++;
        row.Sent = fault is null ? now : null;
        row.NextTry = fault is null ? null : now.AddMinutes(s_minutes[Math.Min(row.Tries, s_minutes.Length) - 1]);
        row.LastFault = fault;
    }

    private sealed record Outbox(List<NoticeRow> Due, List<PersonRow> People, Organization? Organization);
}
