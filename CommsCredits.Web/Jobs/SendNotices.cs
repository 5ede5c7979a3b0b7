using System.Collections.Concurrent;
using System.Diagnostics;
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
/// Makes one mail of a notice, or of several that contradict each other, for each recipient (<see cref="NoticeAddressing"/>, R13.3), sends what waits, and marks
/// each mail as sent before the next one is sent: a process that is killed between the two sends that one mail again, under the same id, and loses nothing. Where the books cannot be written after a mail has left, this process
/// remembers it and does not send it again. What cannot be sent waits longer each time; after the last try it is given up, shown, and sent again when a person
/// asks. A notice that nobody receives is done and stays in the list.
/// </summary>
public sealed class SendNotices(Database database, LedgerWriter writer, IMailSender sender, MailSettings settings, TimeProvider clock, ILogger<SendNotices> log) : IJob
{
    private const int PerRound = 100;

    /// <summary>How long one round sends: other jobs, such as a recharge, wait for no slow mail server. What is left goes first in the next round.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);
    private static readonly int[] s_minutes = [1, 5, 15, 60, 240, 720];

    /// <summary>How often a mail is tried before a person has to look: over about a day.</summary>
    public static int MostTries => s_minutes.Length + 1;

    /// <summary>Mails that left and could not be marked yet: the disk was full, or the books were locked for too long.</summary>
    private readonly ConcurrentDictionary<(Guid Organization, long Mail), bool> _sent = new();

    public string Name => "send-notices";

    public async Task RunAsync(Guid organizationId, CancellationToken cancel)
    {
        var actor = Actor.Job(organizationId, Name);
        var begun = Stopwatch.GetTimestamp();
        await NoticeAddressing.RunAsync(database, writer, actor, clock.GetUtcNow().UtcDateTime, cancel);
        await MarkAsync(actor, [.. _sent.Keys.Where(k => k.Organization == organizationId).Select(k => k.Mail)], null);
        while (Stopwatch.GetElapsedTime(begun) < s_longest && await ReadAsync(actor, cancel) is { Due.Count: > 0 } outbox)
            await SendAsync(actor, outbox, begun, cancel);
    }

    /// <summary>Where the server is away, it is away for all that wait: they count as tried and are not tried one after another.</summary>
    private async Task SendAsync(Actor actor, Outbox outbox, long begun, CancellationToken cancel)
    {
        for (var next = 0; next < outbox.Due.Count && Stopwatch.GetElapsedTime(begun) < s_longest; next++)
        {
            var mail = outbox.Due[next];
            var fault = await TrySendAsync(mail, outbox.Organization!, cancel);
            if (fault is null) _sent[(actor.OrganizationId, mail.Row.Id)] = true;
            var concernsAll = fault is MailNotSentException { ConcernsAll: true };
            await MarkAsync(actor, [.. outbox.Due.Skip(next).Take(concernsAll ? int.MaxValue : 1).Select(d => d.Row.Id)], fault);
            if (concernsAll) return;
        }
    }

    private async Task<Outbox> ReadAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeOverview);
        var now = clock.GetUtcNow().UtcDateTime;
        var due = await (from mail in db.Mails
                         where mail.Sent == null && mail.GivenUp == null && (mail.NextTry == null || mail.NextTry <= now)
                         join notice in db.Notices on mail.NoticeId equals notice.Id
                         join recipient in db.Recipients on mail.RecipientId equals recipient.Id
                         where recipient.Removed == null
                         orderby mail.Id
                         select new Due(mail, notice, recipient)).Take(PerRound).ToListAsync(cancel);
        var stories = await NoticeAddressing.StoriesAsync(db, due.Select(d => d.Notice), cancel);
        foreach (var mail in due) mail.Story = [.. stories[NoticeAddressing.RootOf(mail.Notice)]];
        return new(due, due.Count == 0 ? null : (await db.Organizations.SingleAsync(cancel)).ToDomain());
    }

    /// <summary>The fault, or null when the mail is on its way.</summary>
    private async Task<Exception?> TrySendAsync(Due due, Organization organization, CancellationToken cancel)
    {
        try
        {
            await sender.SendAsync(MailOf(due, organization), cancel);
            return null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            log.LogWarning("The mail {Mail} of the notice {Notice} was not sent at try {Try}: {Fault}", due.Row.Id, due.Notice.Kind, due.Row.Tries + 1, fault is MailNotSentException said ? said.Fault.ToString() : fault.GetType().Name);
            return fault;
        }
    }

    private OutgoingMail MailOf(Due due, Organization organization)
    {
        var row = due.Notice;
        var words = NoticeMail.Write(due.Story, due.Recipient.Wants, organization, CultureInfo.GetCultureInfo(due.Recipient.Language ?? "en"), settings.PortalAddress);
        var address = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{row.OrganizationId} {due.Recipient.Id} {due.Recipient.Address}")))[..8].ToLowerInvariant();
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{row.Created:yyyyMMdd-HHmmss}.{row.Id}.{row.Kind}.{address}"),
            ToName = due.Recipient.Name, ToAddress = due.Recipient.Address, Subject = words.Subject, Text = words.Text, Html = words.Html, At = row.Created,
        };
    }

    /// <summary>Not to be broken off by a server that stops: a mail that has left and is not marked would be sent twice.</summary>
    private async Task MarkAsync(Actor actor, List<long> mails, Exception? fault)
    {
        if (mails.Count == 0) return;
        await writer.WriteAsync<int>(actor, Permission.SeeOverview, async session =>
        {
            session.LeavesItsOwnTrail();
            var rows = await session.Db.Mails.Where(m => mails.Contains(m.Id) && m.Sent == null).ToListAsync(CancellationToken.None);
            foreach (var row in rows) Mark(row, fault?.Message, session.Now);
            return rows.Count;
        }, CancellationToken.None);
        foreach (var mail in mails) _sent.TryRemove((actor.OrganizationId, mail), out _);
    }

    private static void Mark(MailRow row, string? fault, DateTime now)
    {
        row.Tries++;
        row.LastFault = fault;
        row.Sent = fault is null ? now : null;
        row.GivenUp = fault is not null && row.Tries >= MostTries ? now : null;
        row.NextTry = fault is null || row.GivenUp is not null ? null : now.AddMinutes(s_minutes[row.Tries - 1]);
    }

    private sealed record Due(MailRow Row, NoticeRow Notice, RecipientRow Recipient)
    {
        public IReadOnlyList<Notice> Story { get; set; } = [];
    }

    private sealed record Outbox(List<Due> Due, Organization? Organization);
}
