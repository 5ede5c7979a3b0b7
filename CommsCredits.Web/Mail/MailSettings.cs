using System.Net;
using MimeKit;

namespace CommsCredits.Web.Mail;

/// <summary>How the way to the mail server is protected. There is no "if the server happens to offer it".</summary>
public enum MailSecurity
{
    /// <summary>Begins in the open and demands protection before anything is said (port 587).</summary>
    StartTls,

    /// <summary>Protected from the first byte (port 465).</summary>
    SslOnConnect,

    /// <summary>Unprotected: for a server on the same machine (port 25).</summary>
    None,
}

/// <summary>The section <c>Mail</c>: who writes, where the portal is found by whoever reads, and the server that carries mail. Without a host mail is written into a folder.</summary>
public sealed record MailSettings
{
    /// <summary>Who mail comes from: a name and an address.</summary>
    public string From { get; init; } = "CommsCredits <commscredits@localhost>";

    /// <summary>Such as <c>https://credits.example.com</c>; empty, and mails name the page without its server.</summary>
    public string PortalAddress { get; init; } = "";

    /// <summary>The mail server; empty: mail is written into the folder <c>mail</c> of the data folder instead.</summary>
    public string Host { get; init; } = "";

    /// <summary>0: the usual one of <see cref="Security"/>.</summary>
    public int Port { get; init; }

    /// <summary>A name of <see cref="MailSecurity"/>.</summary>
    public string Security { get; init; } = nameof(MailSecurity.StartTls);

    /// <summary>Who signs in at the mail server; empty: nobody has to.</summary>
    public string User { get; init; } = "";

    /// <summary>Better in the environment, or in <see cref="PasswordFile"/>.</summary>
    public string Password { get; init; } = "";

    /// <summary>A file that holds the password and nothing else; read at each sending, so that a changed one needs no restart.</summary>
    public string PasswordFile { get; init; } = "";

    /// <summary>A file of certificates (PEM) that the server's may come from, besides those that the machine trusts.</summary>
    public string AuthorityFile { get; init; } = "";

    /// <summary>How long the server may take for each step.</summary>
    public int TimeoutSeconds { get; init; } = 20;

    public bool UsesServer => !string.IsNullOrWhiteSpace(Host);
    public MailboxAddress Sender => MailboxAddress.Parse(From);
    public MailSecurity? Protection => Enum.TryParse<MailSecurity>(Security, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;

    public int ServerPort => Port > 0 ? Port : Protection switch { MailSecurity.SslOnConnect => 465, MailSecurity.None => 25, _ => 587 };

    public static MailSettings Of(IConfiguration? settings) => settings?.GetSection("Mail").Get<MailSettings>() ?? new();

    /// <summary>What is wrong with the section, one sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        if (!MailboxAddress.TryParse(From, out var sender) || sender.Domain.Length == 0) yield return $"Mail:From is not an address: '{From}'. Write it as CommsCredits <credits@example.com>.";
        if (PortalAddress.Length > 0 && !PortalAddress.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) yield return "Mail:PortalAddress must begin with https://: mails would lead people to an unprotected page.";
        if (!UsesServer) yield break;
        if (Protection is null) yield return $"Mail:Security is '{Security}'. It is one of {string.Join(", ", Enum.GetNames<MailSecurity>())}.";
        if (Protection is MailSecurity.None && !IsLoopback(Host)) yield return "Mail:Security is None: mails and the password would travel unprotected. That is for a mail server on this machine only.";
        if (User.Length > 0 && Password.Length == 0 && !File.Exists(PasswordFile)) yield return PasswordFile.Length == 0 ? "Mail:User is set without Mail:Password or Mail:PasswordFile." : $"Mail:PasswordFile: there is no file {PasswordFile}.";
        if (AuthorityFile.Length > 0 && !File.Exists(AuthorityFile)) yield return $"Mail:AuthorityFile: there is no file {AuthorityFile}.";
        if (Port is < 0 or > 65_535) yield return "Mail:Port must be from 1 to 65535.";
        if (TimeoutSeconds is < 1 or > 300) yield return "Mail:TimeoutSeconds must be from 1 to 300.";
    }

    /// <summary>Without the password: whoever logs the settings does not log it.</summary>
    public override string ToString() => UsesServer ? $"{Host}:{ServerPort} ({Security})" : "a folder";

    private static bool IsLoopback(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
