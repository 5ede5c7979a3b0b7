using MimeKit;
using MimeKit.Text;

namespace CommsCredits.Web.Mail;

/// <summary>The mail as it travels, the same for a server and for a folder.</summary>
public static class MailMessages
{
    /// <summary>Whatever a subject or a name holds, it stays on its line: no header can be put in.</summary>
    public static MimeMessage Of(OutgoingMail mail, MailSettings settings)
    {
        var message = new MimeMessage { Subject = OneLine(mail.Subject), Date = new DateTimeOffset(mail.At, TimeSpan.Zero), MessageId = $"{mail.Id}@{settings.Sender.Domain}" };
        message.From.Add(settings.Sender);
        message.To.Add(new MailboxAddress(OneLine(mail.ToName), mail.ToAddress));
        // Nobody's holiday note answers a machine
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Body = new MultipartAlternative { new TextPart(TextFormat.Plain) { Text = mail.Text }, new TextPart(TextFormat.Html) { Text = mail.Html } };
        return message;
    }

    /// <summary>True for one plain address that a mail can be sent to, such as <c>ap@example.com</c>.</summary>
    public static bool IsAddress(string text) =>
        text.Length <= 254 && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) && MailboxAddress.TryParse(text, out var address) && address.Address == text
        && address.LocalPart.Length > 0 && address.Domain.Contains('.') && !address.Domain.StartsWith('.') && !address.Domain.EndsWith('.');

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
}
