using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Jobs;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Mail;
using CommsCredits.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Jobs;

public sealed class SendNoticesTests
{
    [Fact]
    public async Task Notice_ReachesEachRecipientOnce()
    {
        await using var books = await TestBooks.OpenAsync();
        await AddPersonAsync(books, "person:1", "ana@test.example", "en");
        await AddPersonAsync(books, "person:2", "mei@test.example", "zh-Hans");
        await AddPersonAsync(books, "person:3", null, null);
        await books.BuyAsync(50, await books.AddCardAsync());
        await books.RunJobsAsync();
        await books.RunJobsAsync();
        var files = Directory.GetFiles(Path.Combine(books.Folder, FolderMailSender.Folder)).Select(File.ReadAllText).ToList();
        Assert.Equal(2, files.Count);
        Assert.Contains(files, f => f.Contains("To: Ana <ana@test.example>", StringComparison.Ordinal) && f.Contains("50.00 USD added: Lot 1", StringComparison.Ordinal));
        Assert.Contains(files, f => f.Contains("mei@test.example", StringComparison.Ordinal) && f.Contains("lang=\"zh-Hans\"", StringComparison.Ordinal) || f.Contains("mei@test.example", StringComparison.Ordinal) && f.Contains("base64", StringComparison.Ordinal));
        Assert.NotNull((await NoticesAsync(books)).Single().Mailed);
        Assert.All(await MailsAsync(books), m => Assert.NotNull(m.Sent));
    }

    [Fact]
    public async Task FailingSender_KeepsTheNotice_AndTriesLaterAndLater()
    {
        var sender = new FailingSender();
        await using var books = await TestBooks.OpenAsync(with: s => s.AddSingleton<IMailSender>(sender));
        await AddPersonAsync(books, "person:1", "ana@test.example", "en");
        await books.BuyAsync(50, await books.AddCardAsync());
        foreach (var (minutes, tries) in new[] { (0, 1), (1, 2), (5, 3), (15, 4), (60, 5), (240, 6) })
        {
            if (minutes > 0)
            {
                books.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
                await books.RunJobsAsync();
                Assert.Equal(tries - 1, sender.Tries);
                books.Clock.Advance(TimeSpan.FromSeconds(1));
            }
            await books.RunJobsAsync();
            Assert.Equal(tries, sender.Tries);
        }
        var waiting = (await MailsAsync(books)).Single();
        Assert.Equal((null, 6, "The mail server is down."), (waiting.Sent, waiting.Tries, waiting.LastFault));
        sender.IsUp = true;
        books.Clock.Advance(TimeSpan.FromHours(12));
        await books.RunJobsAsync();
        var sent = (await MailsAsync(books)).Single();
        Assert.Equal((true, null, null), (sent.Sent is not null, sent.NextTry, sent.LastFault));
        Assert.Single(sender.Sent);
    }

    [Fact]
    public async Task AfterTheLastTry_AMailIsGivenUp_AndNothingMoreHappens()
    {
        var sender = new FailingSender();
        await using var books = await TestBooks.OpenAsync(with: s => s.AddSingleton<IMailSender>(sender));
        await AddPersonAsync(books, "person:1", "ana@test.example", "en");
        await books.BuyAsync(50, await books.AddCardAsync());
        for (var i = 0; i < SendNotices.MostTries + 3; i++)
        {
            await books.RunJobsAsync();
            books.Clock.Advance(TimeSpan.FromHours(12));
        }
        Assert.Equal(SendNotices.MostTries, sender.Tries);
        var mail = (await MailsAsync(books)).Single();
        Assert.Equal((true, null, null), (mail.GivenUp is not null, mail.Sent, mail.NextTry));
    }

    [Fact]
    public async Task OneAddressThatFails_DelaysNobodyElse()
    {
        var sender = new FailingSender { IsUp = true, Refuses = "ana@test.example" };
        await using var books = await TestBooks.OpenAsync(with: s => s.AddSingleton<IMailSender>(sender));
        await AddPersonAsync(books, "person:1", "ana@test.example", "en");
        await AddPersonAsync(books, "person:2", "mei@test.example", "en");
        await books.BuyAsync(50, await books.AddCardAsync());
        await books.RunJobsAsync();
        books.Clock.Advance(TimeSpan.FromMinutes(1));
        await books.RunJobsAsync();
        Assert.Equal(["mei@test.example"], sender.Sent.Select(m => m.ToAddress));
    }

    [Fact]
    public async Task ARecipient_ReceivesTheKindsItWants()
    {
        var sender = new FailingSender { IsUp = true };
        await using var books = await TestBooks.OpenAsync(with: s => s.AddSingleton<IMailSender>(sender));
        await AddPersonAsync(books, "person:1", "ana@test.example", "en", nameof(NoticeKind.MonthClosed));
        await AddPersonAsync(books, "person:2", "mei@test.example", "en", $"{nameof(NoticeKind.LotLapsed)} {nameof(NoticeKind.FundsAdded)}");
        await books.BuyAsync(50, await books.AddCardAsync());
        await books.RunJobsAsync();
        Assert.Equal(["mei@test.example"], sender.Sent.Select(m => m.ToAddress));
    }

    /// <summary>Killed after the mail left and before it was marked: it is sent again under the same id.</summary>
    [Fact]
    public async Task SentButNotMarked_IsSentAgainUnderTheSameId()
    {
        var sender = new FailingSender { IsUp = true };
        await using var books = await TestBooks.OpenAsync(with: s => s.AddSingleton<IMailSender>(sender));
        await AddPersonAsync(books, "person:1", "ana@test.example", "en");
        await books.BuyAsync(50, await books.AddCardAsync());
        await books.RunJobsAsync();
        await books.TamperAsync("UPDATE Mails SET Sent = NULL");
        await books.RunJobsAsync();
        Assert.Equal(2, sender.Sent.Count);
        Assert.Single(sender.Sent.Select(m => m.Id).Distinct());
    }

    /// <summary>Killed at any moment, one mail at most is sent again.</summary>
    [Fact]
    public async Task EachMail_IsMarked_BeforeTheNextIsSent()
    {
        TestBooks? books = null;
        var marked = new List<int>();
        var sender = new FailingSender { IsUp = true, Before = async () => marked.Add((await MailsAsync(books!)).Count(m => m.Sent is not null)) };
        await using (books = await TestBooks.OpenAsync(with: s => s.AddSingleton<IMailSender>(sender)))
        {
            await AddPersonAsync(books, "person:1", "ana@test.example", "en");
            await AddPersonAsync(books, "person:2", "mei@test.example", "en");
            await AddPersonAsync(books, "person:3", "jonas@test.example", "en");
            await books.BuyAsync(50, await books.AddCardAsync());
            await books.RunJobsAsync();
        }
        Assert.Equal([0, 1, 2], marked);
    }

    /// <summary>A disk that is full for a while: nobody receives the same mail every half minute.</summary>
    [Fact]
    public async Task WhereNothingCanBeMarked_NoMailIsSentTwice()
    {
        var sender = new FailingSender { IsUp = true };
        await using var books = await TestBooks.OpenAsync(with: s => s.AddSingleton<IMailSender>(sender));
        await AddPersonAsync(books, "person:1", "ana@test.example", "en");
        await AddPersonAsync(books, "person:2", "mei@test.example", "en");
        await books.BuyAsync(50, await books.AddCardAsync());
        await books.TamperAsync("CREATE TRIGGER full BEFORE UPDATE ON Mails BEGIN SELECT RAISE(ABORT, 'full'); END");
        for (var round = 0; round < 3; round++) await books.RunJobsAsync();
        Assert.Equal(["ana@test.example"], sender.Sent.Select(m => m.ToAddress));
        await books.TamperAsync("DROP TRIGGER full");
        await books.RunJobsAsync();
        Assert.Equal(["ana@test.example", "mei@test.example"], sender.Sent.Select(m => m.ToAddress));
        Assert.All(await MailsAsync(books), m => Assert.Equal((true, 1), (m.Sent is not null, m.Tries)));
    }

    [Fact]
    public async Task MonthClosed_IsTold()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(50, await books.AddCardAsync());
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-04T00:00:00Z"));
        await books.RunJobsAsync();
        var told = (await NoticesAsync(books)).Single(n => n.Kind == NoticeKind.MonthClosed);
        Assert.Contains("\"Month\":\"2026-09\"", told.Figures);
        Assert.Contains("\"Closing\":\"50000000\"", told.Figures);
    }

    [Fact]
    public async Task SignIn_KeepsNameAndLanguage_OnceADay()
    {
        await using var books = await TestBooks.OpenAsync();
        var person = new SignedInPerson(Guid.NewGuid(), Guid.NewGuid(), "Ana Ruiz", "ana@test.example", []);
        var register = new PeopleRegister(books.Get<Web.Data.Database>(), books.Get<LedgerWriter>(), new(books.Get<Web.Data.Database>(), new()), books.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<PeopleRegister>.Instance);
        await register.KeepAsync(books.Admin, person, "zh-Hans", TestBooks.Cancel);
        var first = books.Clock.GetUtcNow().UtcDateTime;
        books.Clock.Advance(TimeSpan.FromHours(1));
        await register.KeepAsync(books.Admin, person, "zh-Hans", TestBooks.Cancel);
        Assert.Equal(("Ana Ruiz", "ana@test.example", "zh-Hans", first), await OnlyAsync(books));
        books.Clock.Advance(TimeSpan.FromDays(1));
        await register.KeepAsync(books.Admin, person with { Name = "Ana Ruiz-Bell" }, "en", TestBooks.Cancel);
        Assert.Equal(("Ana Ruiz-Bell", "ana@test.example", "en", books.Clock.GetUtcNow().UtcDateTime), await OnlyAsync(books));
        await using var db = books.Read();
        var added = await db.Audit.SingleAsync(a => a.Action == "Recipient.Added", TestBooks.Cancel);
        Assert.Contains(books.Admin.Id, added.After, StringComparison.Ordinal);
        Assert.DoesNotContain("ana@test.example", added.After, StringComparison.Ordinal);
        Assert.Null((await books.CheckAsync()).Fault);
    }

    private static async Task<(string, string?, string?, DateTime)> OnlyAsync(TestBooks books)
    {
        await using var db = books.Read();
        var row = await db.People.SingleAsync(TestBooks.Cancel);
        return (row.Name, (await db.Recipients.SingleAsync(TestBooks.Cancel)).Address, row.Language, row.LastSeen);
    }

    private static async Task<List<NoticeRow>> NoticesAsync(TestBooks books)
    {
        await using var db = books.Read();
        return await db.Notices.ToListAsync(TestBooks.Cancel);
    }

    private static async Task<List<MailRow>> MailsAsync(TestBooks books)
    {
        await using var db = books.Read();
        return await db.Mails.ToListAsync(TestBooks.Cancel);
    }

    private static Task AddPersonAsync(TestBooks books, string id, string? mail, string? language, string? kinds = null) => books.Get<LedgerWriter>().WriteAsync<int>(books.Admin, Permission.SeeOverview, session =>
    {
        session.LeavesItsOwnTrail();
        session.Db.People.Add(new() { OrganizationId = books.OrganizationId, Id = id, Name = id == "person:1" ? "Ana" : "Mei", Login = "login", Language = language, LastSeen = session.Now });
        if (mail is not null)
            session.Db.Recipients.Add(new() { OrganizationId = books.OrganizationId, Id = Guid.CreateVersion7(), Address = mail, Name = id == "person:1" ? "Ana" : "Mei", Language = language, Kinds = kinds, Added = session.Now, PersonId = id });
        return Task.FromResult<Outcome<int>>(1);
    }, TestBooks.Cancel);

    private sealed class FailingSender : IMailSender
    {
        public bool IsUp { get; set; }
        public string? Refuses { get; init; }
        public int Tries { get; private set; }
        public List<OutgoingMail> Sent { get; } = [];
        public Func<Task> Before { get; init; } = () => Task.CompletedTask;

        public async Task SendAsync(OutgoingMail mail, CancellationToken cancel)
        {
            await Before();
            Tries++;
            if (!IsUp || mail.ToAddress == Refuses) throw new IOException("The mail server is down.");
            Sent.Add(mail);
        }
    }
}
