using System.Globalization;
using System.Threading.RateLimiting;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Settings;

/// <summary>Sends one mail at once, to see whether mail arrives. It is no notice and waits in no outbox.</summary>
public sealed class TestMail(Database database, LedgerWriter writer, IMailSender sender, MailSettings settings, TimeProvider clock) : IDisposable
{
    /// <summary>Test mails an hour for one organization: it stands in each, under the operator's own address as sender.</summary>
    public const int MostAnHour = 5;

    private readonly PartitionedRateLimiter<Guid> _turns = PartitionedRateLimiter.Create<Guid, Guid>(organization => RateLimitPartition.GetSlidingWindowLimiter(organization, _ => new()
    {
        PermitLimit = MostAnHour, Window = TimeSpan.FromHours(1), SegmentsPerWindow = 12, QueueLimit = 0,
    }));

    public void Dispose() => _turns.Dispose();

    /// <summary>True where the mail is on its way. Refused: <c>AddressInvalid</c>; <c>TestAddressForeign</c> for one that is neither the actor's own nor a recipient's; <c>TestMailsTooMany</c> (the limit an hour); <c>MailNotSent</c> with why, as <see cref="MailNotSentException.Read"/> takes it apart. Either way it is in the audit trail.</summary>
    public async Task<Outcome<bool>> SendAsync(Actor actor, string address, string language, CancellationToken cancel)
    {
        actor.Demand(Permission.ChangeSettings);
        if (!MailMessages.IsAddress(address)) return new Refused("AddressInvalid");
        if (!await IsKnownAsync(actor, address, cancel)) return new Refused("TestAddressForeign");
        using (var turn = _turns.AttemptAcquire(actor.OrganizationId))
            if (!turn.IsAcquired) return new Refused("TestMailsTooMany", MostAnHour);
        var fault = await TryAsync(await MailAsync(actor, address, language, cancel), cancel);
        await writer.WriteAsync<bool>(actor, Permission.ChangeSettings, session =>
        {
            session.Audit("Mail.Tested", "mail", after: new { Address = address, Fault = fault });
            return Task.FromResult<Outcome<bool>>(fault is null);
        }, cancel);
        return fault is null ? true : new Refused("MailNotSent", fault);
    }

    /// <summary>The portal writes to nobody who has not to do with it: the actor's own login, or an address that stands on the list of recipients.</summary>
    private async Task<bool> IsKnownAsync(Actor actor, string address, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeSettings);
        var logins = await db.People.Where(p => p.Id == actor.Id).Select(p => p.Login).Concat(db.Recipients.Where(r => r.Removed == null).Select(r => r.Address)).ToListAsync(cancel);
        return logins.Contains(address, StringComparer.OrdinalIgnoreCase);
    }

    private async Task<OutgoingMail> MailAsync(Actor actor, string address, string language, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeSettings);
        var (organization, now) = ((await db.Organizations.SingleAsync(cancel)).ToDomain(), Instants.Cut(clock.GetUtcNow().UtcDateTime));
        var words = NoticeMail.Test(organization, now, CultureInfo.GetCultureInfo(NoticeMail.Languages.Contains(language) ? language : NoticeMail.Languages[0]), settings.PortalAddress);
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd-HHmmss}.test.{Guid.CreateVersion7():N}"), ToName = "", ToAddress = address, Subject = words.Subject, Text = words.Text, Html = words.Html, At = now,
        };
    }

    private async Task<string?> TryAsync(OutgoingMail mail, CancellationToken cancel)
    {
        try
        {
            await sender.SendAsync(mail, cancel);
            return null;
        }
        catch (Exception fault) when (fault is MailNotSentException or IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }
}
