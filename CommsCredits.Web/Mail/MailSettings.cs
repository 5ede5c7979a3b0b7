using MimeKit;

namespace CommsCredits.Web.Mail;

/// <summary>The section <c>Mail</c>: who writes, and where the portal is found by whoever reads.</summary>
public sealed record MailSettings
{
    public string From { get; init; } = "CommsCredits <commscredits@localhost>";

    /// <summary>Such as <c>https://credits.example.com</c>; empty, and mails name the page without its server.</summary>
    public string PortalAddress { get; init; } = "";

    public MailboxAddress Sender => MailboxAddress.Parse(From);

    public static MailSettings Of(IConfiguration? settings) => settings?.GetSection("Mail").Get<MailSettings>() ?? new();
}
