using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace CommsCredits.Web.Mail;

/// <summary>
/// Hands a mail to the server of the settings: protection as it is set and never less, the certificate checked, an end to the waiting at each step. What goes wrong is said as a <see cref="MailNotSentException"/>.
/// A mail that is sent again has the same Message-Id.
/// </summary>
public sealed class SmtpMailSender(MailSettings settings) : IMailSender
{
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        using var message = MailMessages.Of(mail, settings);
        using var client = new SmtpClient { ServerCertificateValidationCallback = IsTrusted, CheckCertificateRevocation = false, Timeout = settings.TimeoutSeconds * 1_000 };
        await StepAsync(true, step => client.ConnectAsync(settings.Host, settings.ServerPort, Options(), step), cancel);
        if (settings.User.Length > 0) await StepAsync(true, async step => await client.AuthenticateAsync(settings.User, await PasswordAsync(step), step), cancel);
        await StepAsync(false, step => client.SendAsync(message, step), cancel);
        await LeaveAsync(client, cancel);
    }

    private SecureSocketOptions Options() => settings.Protection switch
    {
        MailSecurity.SslOnConnect => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private async Task<string> PasswordAsync(CancellationToken cancel)
    {
        if (settings.PasswordFile.Length == 0) return settings.Password;
        try
        {
            return (await File.ReadAllTextAsync(settings.PasswordFile, cancel)).TrimEnd('\r', '\n');
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new MailNotSentException(MailFault.SignIn, "Mail:PasswordFile", true, fault);
        }
    }

    /// <param name="concernsAll">A fault here meets every other mail too.</param>
    private async Task StepAsync(bool concernsAll, Func<CancellationToken, Task> step, CancellationToken cancel)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        time.CancelAfter(TimeSpan.FromSeconds(settings.TimeoutSeconds));
        try
        {
            await step(time.Token);
        }
        catch (OperationCanceledException fault) when (!cancel.IsCancellationRequested)
        {
            throw new MailNotSentException(MailFault.TimedOut, "", concernsAll, fault);
        }
        catch (Exception fault) when (fault is not OperationCanceledException and not MailNotSentException)
        {
            throw new MailNotSentException(FaultOf(fault), WordsOf(fault), concernsAll, fault);
        }
    }

    /// <summary>The mail is with the server already: a farewell that fails changes nothing.</summary>
    private async Task LeaveAsync(SmtpClient client, CancellationToken cancel)
    {
        try
        {
            await StepAsync(false, step => client.DisconnectAsync(true, step), cancel);
        }
        catch (Exception fault) when (fault is MailNotSentException or OperationCanceledException)
        {
            // Gone either way
        }
    }

    private static MailFault FaultOf(Exception fault) => fault switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } => MailFault.RecipientRefused,
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } => MailFault.SenderRefused,
        SmtpCommandException => MailFault.MailRefused,
        SslHandshakeException or System.Security.Authentication.AuthenticationException => MailFault.Certificate,
        MailKit.Security.AuthenticationException => MailFault.SignIn,
        NotSupportedException => MailFault.NotProtected,
        TimeoutException => MailFault.TimedOut,
        SocketException or IOException or ServiceNotConnectedException or SmtpProtocolException => MailFault.NoServer,
        _ => MailFault.Other,
    };

    /// <summary>What the server itself said, on one line and not without end.</summary>
    private static string WordsOf(Exception fault)
    {
        var words = fault is SmtpCommandException said ? $"{(int)said.StatusCode} {said.Message}" : fault is SslHandshakeException or NotSupportedException or TimeoutException ? "" : fault.Message;
        words = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length > 300 ? words[..300] : words;
    }

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        if (settings.AuthorityFile.Length == 0 || errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 shown) return false;
        using var own = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
        own.ChainPolicy.CustomTrustStore.ImportFromPemFile(settings.AuthorityFile);
        foreach (var element in chain is null ? [] : chain.ChainElements.ToArray()) own.ChainPolicy.ExtraStore.Add(element.Certificate);
        return own.Build(shown);
    }
}
