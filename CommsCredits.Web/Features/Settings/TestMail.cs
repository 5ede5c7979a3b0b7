using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Settings;

/// <summary>Sends one mail at once, to see whether mail arrives. It is no notice and waits in no outbox.</summary>
public sealed class TestMail(Database database, LedgerWriter writer, IMailSender sender, MailSettings settings, TimeProvider clock)
{
    /// <summary>True where the mail is on its way. Refused: <c>AddressInvalid</c>; <c>MailNotSent</c> with why, as <see cref="MailNotSentException.Read"/> takes it apart. Either way it is in the audit trail.</summary>
    public async Task<Outcome<bool>> SendAsync(Actor actor, string address, string language, CancellationToken cancel)
    {
        actor.Demand(Permission.ChangeSettings);
        if (!MailMessages.IsAddress(address)) return new Refused("AddressInvalid");
        var fault = await TryAsync(await MailAsync(actor, address, language, cancel), cancel);
        await writer.WriteAsync<bool>(actor, Permission.ChangeSettings, session =>
        {
            session.Audit("Mail.Tested", "mail", after: new { Address = address, Fault = fault });
            return Task.FromResult<Outcome<bool>>(fault is null);
        }, cancel);
        return fault is null ? true : new Refused("MailNotSent", fault);
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
