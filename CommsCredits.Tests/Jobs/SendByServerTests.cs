using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Jobs;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CommsCredits.Tests.Jobs;

/// <summary>The outbox over a real mail server: whatever the server does, each mail arrives once, under its id (R13.3).</summary>
public sealed class SendByServerTests
{
    private static CancellationToken Cancel => TestBooks.Cancel;

    [Fact]
    public async Task OneRefusedRecipient_WaitsAlone()
    {
        await using var server = new SmtpServer();
        server.Answers["RCPT gone@test.example"] = "550 5.1.1 No such person here";
        await using var books = await OpenAsync(server);
        await AddAsync(books, "gone@test.example");
        await AddAsync(books, "mei@test.example");
        await books.BuyAsync(50, await books.AddCardAsync());
        await books.RunJobsAsync();
        Assert.Equal(["mei@test.example"], server.Received.SelectMany(m => m.To));
        var waiting = (await MailsAsync(books)).Single(m => m.Sent is null);
        Assert.Equal((1, "RecipientRefused: 550 5.1.1 No such person here"), (waiting.Tries, waiting.LastFault));
    }

    [Fact]
    public async Task AServerThatIsClosed_IsAskedOncePerRound_AndSendsEachMailOnceWhenItIsBack()
    {
        await using var server = new SmtpServer();
        server.Answers["HELLO"] = "421 4.3.2 Closed for tonight";
        await using var books = await OpenAsync(server);
        foreach (var name in new[] { "ana", "mei", "jonas" }) await AddAsync(books, $"{name}@test.example");
        await books.BuyAsync(50, await books.AddCardAsync());
        await books.RunJobsAsync();
        Assert.Equal(1, server.Connections);
        Assert.All(await MailsAsync(books), m => Assert.Equal((1, "MailRefused: 421 4.3.2 Closed for tonight", true), (m.Tries, m.LastFault, m.NextTry is not null)));
        server.Answers.Clear();
        await books.RunJobsAsync();
        Assert.Empty(server.Received);
        books.Clock.Advance(TimeSpan.FromMinutes(1));
        await books.RunJobsAsync();
        await books.RunJobsAsync();
        Assert.Equal(["ana@test.example", "jonas@test.example", "mei@test.example"], server.Received.SelectMany(m => m.To).Order());
        Assert.Equal(3, (await IdsAsync(server)).Distinct().Count());
    }

    [Fact]
    public async Task AServerThatIsAway_AndBackLater_GetsTheMailOnce()
    {
        await using var server = new SmtpServer();
        await using var books = await OpenAsync(server);
        await AddAsync(books, "ana@test.example");
        await server.StopAsync();
        await books.BuyAsync(50, await books.AddCardAsync());
        await books.RunJobsAsync();
        Assert.StartsWith("NoServer", (await MailsAsync(books)).Single().LastFault, StringComparison.Ordinal);
        server.Start();
        books.Clock.Advance(TimeSpan.FromMinutes(1));
        await books.RunJobsAsync();
        await books.RunJobsAsync();
        Assert.Single(server.Received);
        Assert.NotNull((await MailsAsync(books)).Single().Sent);
    }

    /// <summary>The server took the mail and the connection broke before it could say so: the second one can be told from a second mail.</summary>
    [Fact]
    public async Task HungUpAfterTheMail_IsSentAgainUnderTheSameId()
    {
        await using var server = new SmtpServer { HangsUpAfterTheMail = true };
        await using var books = await OpenAsync(server);
        await AddAsync(books, "ana@test.example");
        await books.BuyAsync(50, await books.AddCardAsync());
        await books.RunJobsAsync();
        server.HangsUpAfterTheMail = false;
        books.Clock.Advance(TimeSpan.FromMinutes(1));
        await books.RunJobsAsync();
        Assert.Equal(2, server.Received.Count);
        Assert.Single((await IdsAsync(server)).Distinct());
    }

    [Fact]
    public async Task ASilentServer_DelaysTheRound_ByOneTimeOut()
    {
        await using var server = new SmtpServer { SilentAt = "EHLO" };
        await using var books = await OpenAsync(server);
        for (var i = 0; i < 5; i++) await AddAsync(books, $"person{i}@test.example");
        await books.BuyAsync(50, await books.AddCardAsync());
        var begun = TimeProvider.System.GetTimestamp();
        await books.RunJobsAsync();
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 0.9, 4);
        Assert.Equal(["TimedOut"], (await MailsAsync(books)).Select(m => m.LastFault).Distinct());
    }

    /// <summary>Killed between the commit and the sending: the notice is in the outbox, and the next start sends it.</summary>
    [Fact]
    public async Task KilledAfterTheCommit_LosesNoMail()
    {
        var sender = new KilledSender();
        await using var books = await TestBooks.OpenAsync(with: s => s.AddSingleton<IMailSender>(sender));
        await AddAsync(books, "ana@test.example");
        await books.BuyAsync(50, await books.AddCardAsync());
        await using (var db = books.Read()) Assert.Equal((NoticeKind.FundsAdded, null), await db.Notices.Select(n => ValueTuple.Create(n.Kind, n.Mailed)).SingleAsync(Cancel));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => books.Get<JobRunner>().RunDueAsync(sender.Killed.Token));
        Assert.Equal((null, 0), (await MailsAsync(books)).Select(m => (m.Sent, m.Tries)).Single());
        await books.RunJobsAsync();
        Assert.Single(sender.Sent);
        Assert.NotNull((await MailsAsync(books)).Single().Sent);
    }

    [Fact]
    public async Task WhoeverWasTakenOffTheList_ReceivesNothingThatStillWaits()
    {
        await using var server = new SmtpServer();
        server.Answers["HELLO"] = "421 4.3.2 Closed for tonight";
        await using var books = await OpenAsync(server);
        await AddAsync(books, "ana@test.example");
        await books.BuyAsync(50, await books.AddCardAsync());
        await books.RunJobsAsync();
        server.Answers.Clear();
        await books.TamperAsync("UPDATE Recipients SET Removed = Added");
        books.Clock.Advance(TimeSpan.FromMinutes(1));
        await books.RunJobsAsync();
        Assert.Empty(server.Received);
    }

    private static Task<TestBooks> OpenAsync(SmtpServer server) => TestBooks.OpenAsync(with: s => s.AddSingleton(new MailSettings
    {
        Host = "127.0.0.1", Port = server.Port, Security = "None", TimeoutSeconds = 1, From = "Portal <portal@credits.example>", PortalAddress = "https://credits.example",
    }));

    private static async Task<List<MailRow>> MailsAsync(TestBooks books)
    {
        await using var db = books.Read();
        return await db.Mails.ToListAsync(Cancel);
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(SmtpServer server)
    {
        var ids = new List<string>();
        foreach (var mail in server.Received)
        {
            using var read = await MimeMessage.LoadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail.Data)), Cancel);
            ids.Add(read.MessageId!);
        }
        return ids;
    }

    private static Task AddAsync(TestBooks books, string address) => books.Get<LedgerWriter>().WriteAsync<int>(books.Admin, Permission.SeeOverview, session =>
    {
        session.LeavesItsOwnTrail();
        session.Db.Recipients.Add(new() { OrganizationId = books.OrganizationId, Id = Guid.CreateVersion7(), Address = address, Name = address.Split('@')[0], Added = session.Now });
        return Task.FromResult<Outcome<int>>(1);
    }, Cancel);

    /// <summary>The process ends while the first mail is on its way.</summary>
    private sealed class KilledSender : IMailSender
    {
        public CancellationTokenSource Killed { get; } = new();
        public List<OutgoingMail> Sent { get; } = [];

        public async Task SendAsync(OutgoingMail mail, CancellationToken cancel)
        {
            if (!Killed.IsCancellationRequested)
            {
                await Killed.CancelAsync();
                cancel.ThrowIfCancellationRequested();
            }
            Sent.Add(mail);
        }
    }
}
