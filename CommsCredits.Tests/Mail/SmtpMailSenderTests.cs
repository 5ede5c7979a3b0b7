using CommsCredits.Tests.Support;
using CommsCredits.Web.Mail;
using MimeKit;

namespace CommsCredits.Tests.Mail;

/// <summary>Over a real connection to a small mail server.</summary>
public sealed class SmtpMailSenderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMail_ArrivesWhole_UnderItsId()
    {
        await using var server = new SmtpServer();
        await SendAsync(server, Mail() with { ToName = "林梅", Subject = "额度池已空" });
        var came = Assert.Single(server.Received);
        Assert.Equal(("portal@credits.example", "mei@marlow.example"), (came.From, came.To.Single()));
        using var read = await ReadAsync(came);
        Assert.Equal(("额度池已空", "one@credits.example", "林梅"), (read.Subject, read.MessageId, read.To.Mailboxes.Single().Name));
        Assert.Equal(("Balance", "<p>Balance</p>"), (read.TextBody?.Trim(), read.HtmlBody?.Trim()));
        Assert.Equal("auto-generated", read.Headers[HeaderId.AutoSubmitted]);
    }

    [Fact]
    public async Task WhereProtectionIsSet_NothingIsSaidWithoutIt()
    {
        await using var server = new SmtpServer { Account = ("portal", "secret") };
        var fault = await FaultAsync(server, new() { Security = "StartTls", User = "portal", Password = "secret" });
        Assert.Equal((MailFault.NotProtected, true), (fault.Fault, fault.ConcernsAll));
        Assert.DoesNotContain(server.Heard, h => h.StartsWith("AUTH", StringComparison.Ordinal) || h.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task StartTls_WithATrustedCertificate_SignsInAndSends()
    {
        var (certificate, authority) = TestCertificates.For("localhost");
        await using var server = new SmtpServer { Certificate = certificate, Account = ("portal", "se cret") };
        var files = Directory.CreateTempSubdirectory("commscredits-smtp-");
        await File.WriteAllTextAsync(Path.Combine(files.FullName, "ca.pem"), authority, Cancel);
        await File.WriteAllTextAsync(Path.Combine(files.FullName, "password"), "se cret\n", Cancel);
        await SendAsync(server, Mail(), new() { Host = "localhost", Security = "StartTls", User = "portal", PasswordFile = Path.Combine(files.FullName, "password"), AuthorityFile = Path.Combine(files.FullName, "ca.pem") });
        var came = Assert.Single(server.Received);
        Assert.Equal((true, "portal"), (came.WasProtected, came.User));
        files.Delete(recursive: true);
    }

    [Theory]
    [InlineData("localhost", false)]
    [InlineData("elsewhere.example", true)]
    public async Task ACertificate_ThatIsNotTrusted_OrNamesAnother_EndsIt(string name, bool trusted)
    {
        var (certificate, authority) = TestCertificates.For(name);
        await using var server = new SmtpServer { Certificate = certificate };
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, authority, Cancel);
        var fault = await FaultAsync(server, new() { Host = "localhost", Security = "StartTls", AuthorityFile = trusted ? file : "" });
        Assert.Equal((MailFault.Certificate, true), (fault.Fault, fault.ConcernsAll));
        Assert.Empty(server.Received);
        File.Delete(file);
    }

    [Fact]
    public async Task AWrongPassword_IsToldInTheServersWords()
    {
        await using var server = new SmtpServer { Account = ("portal", "secret") };
        var fault = await FaultAsync(server, new() { Security = "None", User = "portal", Password = "wrong" });
        Assert.Equal((MailFault.SignIn, true), (fault.Fault, fault.ConcernsAll));
        Assert.Contains("Wrong name or password", fault.Message);
        Assert.DoesNotContain("wrong\"", fault.Message);
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 No such person here", MailFault.RecipientRefused, "RecipientRefused: 550 5.1.1 No such person here", false)]
    [InlineData("MAIL", "553 5.7.1 Not from you", MailFault.SenderRefused, "SenderRefused: 553 5.7.1 Not from you", false)]
    [InlineData(".", "554 5.7.0 Looks like junk", MailFault.MailRefused, "MailRefused: 554 5.7.0 Looks like junk", false)]
    [InlineData("DATA", "451 4.3.0 Later", MailFault.MailRefused, "MailRefused: 451 4.3.0 Later", false)]
    [InlineData("HELLO", "421 4.3.2 Closed for tonight", MailFault.MailRefused, "MailRefused: 421 4.3.2 Closed for tonight", true)]
    public async Task ARefusal_IsTheServersWord(string at, string answer, MailFault expected, string message, bool concernsAll)
    {
        await using var server = new SmtpServer();
        server.Answers[at] = answer;
        var fault = await FaultAsync(server);
        Assert.Equal((expected, message, concernsAll), (fault.Fault, fault.Message, fault.ConcernsAll));
        Assert.Equal((expected, message[(message.IndexOf(':') + 2)..]), MailNotSentException.Read(fault.Message));
        Assert.Empty(server.Received);
    }

    [Theory]
    [InlineData("HELLO", true)]
    [InlineData("EHLO", true)]
    [InlineData("MAIL", false)]
    [InlineData("RCPT", false)]
    [InlineData("DATA", false)]
    [InlineData(".", false)]
    public async Task AServerThatNeverAnswers_IsLeftAfterTheTimeOut(string at, bool concernsAll)
    {
        await using var server = new SmtpServer { SilentAt = at };
        var begun = TimeProvider.System.GetTimestamp();
        var fault = await FaultAsync(server, new() { Security = "None", TimeoutSeconds = 1 });
        Assert.Equal((MailFault.TimedOut, concernsAll), (fault.Fault, fault.ConcernsAll));
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 0.9, 10);
    }

    [Fact]
    public async Task NobodyAtThePort_IsSaidAsThat()
    {
        var server = new SmtpServer();
        await server.DisposeAsync();
        Assert.Equal(MailFault.NoServer, (await FaultAsync(server)).Fault);
    }

    [Fact]
    public async Task LineBreaks_InASubjectOrAName_AddNoHeader()
    {
        await using var server = new SmtpServer();
        await SendAsync(server, Mail() with { Subject = "Hello\r\nBcc: thief@evil.example\r\n\r\n<b>", ToName = "Mei\r\nReply-To: thief@evil.example\u2028X-Evil: 1" });
        var came = Assert.Single(server.Received);
        Assert.Equal(["mei@marlow.example"], came.To);
        using var read = await ReadAsync(came);
        Assert.Empty(read.Bcc);
        Assert.Empty(read.ReplyTo);
        Assert.Null(read.Headers["X-Evil"]);
        Assert.Equal("Balance", read.TextBody?.Trim());
        Assert.Equal(["mei@marlow.example"], read.To.Mailboxes.Select(m => m.Address));
    }

    [Theory]
    [InlineData("ap@example.com", true)]
    [InlineData("mei.lin+credits@sub.example.com", true)]
    [InlineData("ap@example.com\r\nBcc: thief@evil.example", false)]
    [InlineData("Ana <ana@example.com>", false)]
    [InlineData("ap@example.com, other@example.com", false)]
    [InlineData("ap@localhost", false)]
    [InlineData("ap", false)]
    [InlineData("@example.com", false)]
    [InlineData("ap@example.", false)]
    [InlineData("", false)]
    public void AnAddress_IsOnePlainAddress(string text, bool expected) => Assert.Equal(expected, MailMessages.IsAddress(text));

    private static OutgoingMail Mail() => new() { Id = "one", ToName = "Mei", ToAddress = "mei@marlow.example", Subject = "Empty", Text = "Balance", Html = "<p>Balance</p>", At = new(2026, 11, 19, 16, 0, 0, DateTimeKind.Utc) };

    private static Task SendAsync(SmtpServer server, OutgoingMail mail, MailSettings? settings = null)
    {
        settings ??= new() { Security = "None" };
        return new SmtpMailSender(settings with { Host = settings.Host.Length > 0 ? settings.Host : "127.0.0.1", Port = server.Port, From = "Portal <portal@credits.example>" }).SendAsync(mail, Cancel);
    }

    private static Task<MailNotSentException> FaultAsync(SmtpServer server, MailSettings? settings = null) => Assert.ThrowsAsync<MailNotSentException>(() => SendAsync(server, Mail(), settings));

    private static Task<MimeMessage> ReadAsync(ReceivedMail mail) => MimeMessage.LoadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail.Data)), Cancel);
}
