using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Components.Layout;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Notices;
using CommsCredits.Web.Jobs;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Features.Notices;

public sealed class NoticeOperationsTests
{
    private static CancellationToken Cancel => TestBooks.Cancel;

    [Fact]
    public async Task Looking_MarksWhatIsThere_AndTheBellCountsTheLaterOnes()
    {
        await using var books = await TestBooks.OpenAsync();
        await AddPersonAsync(books, books.Admin.Id, "ana@test.example");
        var card = await books.AddCardAsync();
        await books.BuyAsync(50, card);
        await books.BuyAsync(50, card);
        Assert.Equal(2, await BellAsync(books, books.Admin));
        var list = await ListAsync(books, books.Admin);
        Assert.Equal((0, list.Lines[0].Id), (list.Seen, list.Newest));
        Assert.Equal(list.Newest, (await Operations(books).SeenAsync(books.Admin, list.Newest, Cancel)).Value);
        Assert.Equal(0, await BellAsync(books, books.Admin));
        Assert.True((await Operations(books).SeenAsync(books.Admin, 1, Cancel)).IsReplay);
        Assert.True((await Operations(books).SeenAsync(books.Admin, list.Newest, Cancel)).IsReplay);
        await books.BuyAsync(50, card);
        Assert.Equal(1, await BellAsync(books, books.Admin));
        // Nobody marks what is not there yet
        await Operations(books).SeenAsync(books.Admin, long.MaxValue, Cancel);
        Assert.Equal((await ListAsync(books, books.Admin)).Newest, (await ListAsync(books, books.Admin)).Seen);
    }

    [Fact]
    public async Task Looking_IsEachPersonsOwn_AndTellsTheOpenPages()
    {
        await using var books = await TestBooks.OpenAsync();
        var other = books.Admin with { Id = "person:other" };
        foreach (var person in new[] { books.Admin, other }) await AddPersonAsync(books, person.Id, $"{person.Id[7..]}@test.example");
        await books.BuyAsync(50, await books.AddCardAsync());
        var heard = 0;
        using var _ = books.Get<BalanceFeed>().Subscribe(books.OrganizationId, _ => heard++);
        await Operations(books).SeenAsync(books.Admin, 1, Cancel);
        Assert.Equal((1, 0, 1), (heard, await BellAsync(books, books.Admin), await BellAsync(books, other)));
        await Operations(books).SeenAsync(books.Admin, 1, Cancel);
        Assert.Equal(1, heard);
    }

    [Fact]
    public async Task AMailThatWasGivenUp_IsSentAgain_WithAllItsTries_AndLeavesItsTrail()
    {
        var sender = new SwitchedSender();
        await using var books = await OpenAsync(sender);
        await FailAsync(books, SendNotices.MostTries);
        var stuck = Assert.Single((await ListAsync(books, books.Admin)).Lines[0].Mails);
        Assert.Equal((MailState.GivenUp, SendNotices.MostTries, "RecipientRefused: 550 No", true), (stuck.State, stuck.Tries, stuck.Fault, stuck.MaySendAgain));
        Assert.Null((await Operations(books).SendAgainAsync(books.Admin, stuck.Id, Cancel)).Refused);
        Assert.Equal("MailWaits", (await Operations(books).SendAgainAsync(books.Admin, stuck.Id, Cancel)).Refused?.Code);
        await books.RunJobsAsync();
        Assert.Equal((MailState.Failing, 1), await StateAsync(books));
        sender.IsUp = true;
        await Operations(books).SendAgainAsync(books.Admin, stuck.Id, Cancel);
        await books.RunJobsAsync();
        Assert.Equal(MailState.Sent, (await StateAsync(books)).State);
        Assert.Single(sender.Sent);
        Assert.Equal("MailSent", (await Operations(books).SendAgainAsync(books.Admin, stuck.Id, Cancel)).Refused?.Code);
        Assert.Equal("MailUnknown", (await Operations(books).SendAgainAsync(books.Admin, 999, Cancel)).Refused?.Code);
        await using var db = books.Read();
        var trail = await db.Audit.Where(a => a.Action == "Mail.SentAgain").OrderBy(a => a.Id).ToListAsync(Cancel);
        Assert.Equal(2, trail.Count);
        Assert.All(trail, a => Assert.Equal($"mail:{stuck.Id}", a.Subject));
        Assert.Contains($"\"Tries\":{SendNotices.MostTries}", trail[0].Before);
        Assert.Contains("550 No", trail[0].Before);
    }

    [Fact]
    public async Task AllThatWereGivenUp_GoOutAgainAtOnce_InOneDeed()
    {
        var sender = new SwitchedSender();
        await using var books = await OpenAsync(sender);
        var telecom = As(books, Roles.TelecomAdmin) with { Id = "person:jonas" };
        await AddPersonAsync(books, telecom.Id, "jonas@test.example");
        await AddRecipientAsync(books, "jonas@test.example", telecom.Id);
        await AddRecipientAsync(books, "gone@test.example", null);
        await books.BuyAsync(60, await books.AddCardAsync());
        await FailAsync(books, SendNotices.MostTries);
        await books.TamperAsync("UPDATE Recipients SET Removed = Added WHERE Address = 'gone@test.example'");
        await books.TamperAsync("UPDATE Mails SET GivenUp = NULL, Tries = 3 WHERE Id = (SELECT MIN(Id) FROM Mails)");
        var (all, own) = ((await ListAsync(books, books.Admin)).MaySendAgain, (await ListAsync(books, telecom)).MaySendAgain);
        Assert.Equal((3, 2), (all, own));
        Assert.Equal(own, (await Operations(books).SendAllAgainAsync(telecom, Cancel)).Value);
        Assert.Equal(all - own, (await Operations(books).SendAllAgainAsync(books.Admin, Cancel)).Value);
        Assert.Equal("NoMailGivenUp", (await Operations(books).SendAllAgainAsync(books.Admin, Cancel)).Refused?.Code);
        await using (var db = books.Read())
        {
            Assert.Equal(2, await db.Audit.CountAsync(a => a.Action == "Mail.AllSentAgain", Cancel));
            Assert.Equal(3, (await db.Mails.OrderBy(m => m.Id).FirstAsync(Cancel)).Tries);
        }
        sender.IsUp = true;
        await books.RunJobsAsync();
        Assert.Equal(["ap@test.example", "ap@test.example", "jonas@test.example", "jonas@test.example"], sender.Sent.Select(m => m.ToAddress).Order());
    }

    [Fact]
    public async Task WhoeverWasTakenOffTheList_GetsNothingAgain()
    {
        await using var books = await OpenAsync(new());
        await FailAsync(books, 1);
        await books.TamperAsync("UPDATE Recipients SET Removed = Added");
        var mail = (await ListAsync(books, books.Admin)).Lines[0].Mails.Single();
        Assert.Equal((MailState.TakenOff, false), (mail.State, mail.MaySendAgain));
        Assert.Equal("RecipientTakenOff", (await Operations(books).SendAgainAsync(books.Admin, mail.Id, Cancel)).Refused?.Code);
    }

    [Fact]
    public async Task TelecomAdmin_SendsOnlyTheirOwnAgain_AndFinanceReader_HasNoSuchPage()
    {
        await using var books = await OpenAsync(new());
        var (telecom, finance) = (As(books, Roles.TelecomAdmin) with { Id = "person:jonas" }, As(books, Roles.FinanceReader));
        await AddPersonAsync(books, telecom.Id, "jonas@test.example");
        await AddRecipientAsync(books, "jonas@test.example", telecom.Id);
        await books.BuyAsync(60, await books.AddCardAsync());
        await books.UseAsync(60);
        books.Clock.Advance(NoticeStories.Longest);
        await books.RunJobsAsync();
        var list = await ListAsync(books, telecom);
        Assert.Equal([NoticeKind.AtZero], list.Lines.Select(l => l.Notice.Kind));
        var mails = list.Lines[0].Mails;
        Assert.Equal([false, true], mails.OrderBy(m => m.Address).Select(m => m.MaySendAgain));
        Assert.Null((await Operations(books).SendAgainAsync(telecom, mails.Single(m => m.MaySendAgain).Id, Cancel)).Refused);
        Assert.Equal("MailUnknown", (await Operations(books).SendAgainAsync(telecom, mails.Single(m => !m.MaySendAgain).Id, Cancel)).Refused?.Code);
        await Assert.ThrowsAsync<NotPermittedException>(() => ListAsync(books, finance));
        await Assert.ThrowsAsync<NotPermittedException>(() => Operations(books).SendAgainAsync(finance, mails[0].Id, Cancel));
        await Assert.ThrowsAsync<NotPermittedException>(() => Operations(books).SeenAsync(finance, 1, Cancel));
        await Assert.ThrowsAsync<NotPermittedException>(() => Operations(books).ReceiveAsync(finance, null, Cancel));
        Assert.Null((await new ShellReader(books.Get<Database>(), books.Clock).ReadAsync(finance, Cancel)).NewNotices);
    }

    [Fact]
    public async Task AnotherOrganization_SeesNothing_AndSendsNothing()
    {
        await using var books = await OpenAsync(new());
        await FailAsync(books, 1);
        var mail = (await ListAsync(books, books.Admin)).Lines[0].Mails.Single();
        var stranger = await StrangerAsync(books);
        Assert.Equal((0, 0), await CountsAsync(books, stranger));
        Assert.Equal("MailUnknown", (await Operations(books).SendAgainAsync(stranger, mail.Id, Cancel)).Refused?.Code);
    }

    [Fact]
    public async Task Filters_NarrowByKindAndByTheStateOfAMail()
    {
        await using var books = await OpenAsync(new());
        var card = await books.AddCardAsync();
        await books.BuyAsync(50, card);
        await books.RunJobsAsync();
        await books.TamperAsync("DELETE FROM Mails");
        await books.UseAsync(50);
        books.Clock.Advance(NoticeStories.Longest);
        await books.RunJobsAsync();
        await books.BuyAsync(50, card);
        Assert.Equal([NoticeKind.FundsAdded, NoticeKind.AtZero, NoticeKind.FundsAdded], await KindsAsync(new()));
        Assert.Equal([NoticeKind.AtZero], await KindsAsync(new(NoticeKind.AtZero)));
        Assert.Equal([NoticeKind.AtZero], await KindsAsync(new(State: MailState.Failing)));
        Assert.Equal([NoticeKind.FundsAdded], await KindsAsync(new(State: MailState.Waiting)));
        Assert.Equal([NoticeKind.FundsAdded], await KindsAsync(new(ToNobody: true)));
        Assert.Empty(await KindsAsync(new(State: MailState.Sent)));
        Assert.Empty(await KindsAsync(new(State: MailState.GivenUp)));
        Assert.Empty(await KindsAsync(new(State: MailState.TakenOff)));
        var list = await ListAsync(books, books.Admin);
        Assert.Equal((3, 3, 0, 1), (list.Total, list.All, list.GivenUp, list.Failing));

        async Task<IEnumerable<NoticeKind>> KindsAsync(NoticeFilter filter) => (await books.Get<NoticesReader>().ListAsync(books.Admin, filter, 1, Cancel)).Lines.Select(l => l.Notice.Kind);
    }

    [Fact]
    public async Task Pages_HoldTwenty_TheNewestFirst()
    {
        await using var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        for (var i = 0; i < NoticeList.Size + 1; i++) await books.BuyAsync(50, card);
        var second = await books.Get<NoticesReader>().ListAsync(books.Admin, new(), 2, Cancel);
        Assert.Equal((21, 21, 21, "1"), (second.First, second.Last, second.Total, second.Lines.Single().Notice.Figures["Lot"]));
    }

    [Fact]
    public async Task APerson_ChoosesWhatTheyReceive_AndComesOnTheList()
    {
        await using var books = await TestBooks.OpenAsync();
        await AddPersonAsync(books, books.Admin.Id, "ana@test.example");
        await AddRecipientAsync(books, "cfo@test.example", null);
        Assert.Equal(ReceivingState.NotYet, (await ReceivingAsync(books, books.Admin)).State);
        await Operations(books).ReceiveAsync(books.Admin, [NoticeKind.AtZero], Cancel);
        var some = await ReceivingAsync(books, books.Admin);
        Assert.Equal((ReceivingState.On, "ana@test.example"), (some.State, some.Address));
        Assert.Equal([NoticeKind.AtZero], some.Receives);
        await Operations(books).ReceiveAsync(books.Admin, null, Cancel);
        Assert.Null((await ReceivingAsync(books, books.Admin)).Receives);
        await Operations(books).ReceiveAsync(books.Admin, [], Cancel);
        Assert.Equal([], (await ReceivingAsync(books, books.Admin)).Receives);
        await using var db = books.Read();
        Assert.Equal(["Recipient.Added", "Recipient.Changed", "Recipient.Changed"], await db.Audit.Where(a => a.Action.StartsWith("Recipient")).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(Cancel));
        Assert.False((await db.Recipients.SingleAsync(r => r.PersonId != null, Cancel)).Wants(NoticeKind.FundsAdded));
    }

    [Fact]
    public async Task TelecomAdmin_ChoosesAmongWhatTheyMayRead_AndKeepsWhatWasSetForThem()
    {
        await using var books = await TestBooks.OpenAsync();
        var telecom = As(books, Roles.TelecomAdmin) with { Id = "person:jonas" };
        await AddPersonAsync(books, telecom.Id, "jonas@test.example");
        await AddRecipientAsync(books, "cfo@test.example", null);
        var free = await ReceivingAsync(books, telecom);
        Assert.False(free.MayReceiveAll);
        Assert.Equal([NoticeKind.AtTrigger, NoticeKind.Low, NoticeKind.AtZero, NoticeKind.BelowZero, NoticeKind.CallsBlocked, NoticeKind.MinutePool], free.Kinds);
        await Operations(books).ReceiveAsync(telecom, null, Cancel);
        await using (var db = books.Read()) Assert.Equal("AtTrigger Low AtZero BelowZero CallsBlocked MinutePool", (await db.Recipients.SingleAsync(r => r.PersonId != null, Cancel)).Kinds);
        await books.TamperAsync("UPDATE Recipients SET Kinds = 'FundsAdded AtZero' WHERE PersonId IS NOT NULL");
        await Operations(books).ReceiveAsync(telecom, [NoticeKind.Low, NoticeKind.MonthClosed], Cancel);
        var after = await ReceivingAsync(books, telecom);
        Assert.Equal([NoticeKind.Low], after.Receives);
        Assert.Equal([NoticeKind.FundsAdded], after.AlsoReceives);
    }

    [Fact]
    public async Task WhoeverWasTakenOff_HasNoAddress_OrAnAddressOnTheList_IsToldSo()
    {
        await using var books = await TestBooks.OpenAsync();
        Assert.Equal("RecipientNoAddress", (await Operations(books).ReceiveAsync(books.Admin, null, Cancel)).Refused?.Code);
        Assert.Equal(ReceivingState.NoAddress, (await ReceivingAsync(books, books.Admin)).State);
        await AddPersonAsync(books, books.Admin.Id, "ap@test.example");
        await AddRecipientAsync(books, "ap@test.example", null);
        Assert.Equal(ReceivingState.AddressTaken, (await ReceivingAsync(books, books.Admin)).State);
        Assert.Equal("RecipientAddressTaken", (await Operations(books).ReceiveAsync(books.Admin, null, Cancel)).Refused?.Code);
        await books.TamperAsync($"UPDATE Recipients SET PersonId = '{books.Admin.Id}', Removed = Added");
        Assert.Equal(ReceivingState.TakenOff, (await ReceivingAsync(books, books.Admin)).State);
        Assert.Equal("RecipientTakenOff", (await Operations(books).ReceiveAsync(books.Admin, null, Cancel)).Refused?.Code);
    }

    /// <summary>The last who hears that the pool is blocked can't stop hearing it by a choice of their own either.</summary>
    [Fact]
    public async Task TheLastWhoHearsOfABlockedPool_KeepsHearingIt()
    {
        await using var books = await TestBooks.OpenAsync();
        await AddPersonAsync(books, books.Admin.Id, "ana@test.example");
        await Operations(books).ReceiveAsync(books.Admin, null, Cancel);
        Assert.Equal("RecipientLast", (await Operations(books).ReceiveAsync(books.Admin, [NoticeKind.AtZero], Cancel)).Refused?.Code);
        Assert.Null((await ReceivingAsync(books, books.Admin)).Receives);
        Assert.Null((await Operations(books).ReceiveAsync(books.Admin, [NoticeKind.AtZero, NoticeKind.BelowZero, NoticeKind.CallsBlocked], Cancel)).Refused);
        await AddRecipientAsync(books, "cfo@test.example", null);
        Assert.Null((await Operations(books).ReceiveAsync(books.Admin, [], Cancel)).Refused);
    }

    /// <summary>Looking at a page is looking at what stands on it: the mark moves up only as far as nothing unread is left out.</summary>
    [Fact]
    public async Task LookingAtAPage_MarksWhatStandsOnIt_AndNothingElse()
    {
        await using var books = await TestBooks.OpenAsync();
        await AddPersonAsync(books, books.Admin.Id, "ana@test.example");
        var card = await books.AddCardAsync();
        for (var i = 0; i < NoticeList.Size + 2; i++) await books.BuyAsync(50, card);
        var reader = books.Get<NoticesReader>();
        var first = await reader.ListAsync(books.Admin, new(), 1, Cancel);
        Assert.Equal((NoticeList.Size + 2, 0, 0), (first.Unread, first.Seen, first.SeenHere));
        var second = await reader.ListAsync(books.Admin, new(), 2, Cancel);
        Assert.Equal(second.Lines[0].Id, second.SeenHere);
        await Operations(books).SeenAsync(books.Admin, second.SeenHere, Cancel);
        first = await reader.ListAsync(books.Admin, new(), 1, Cancel);
        Assert.Equal((NoticeList.Size, first.Newest), (first.Unread, first.SeenHere));
        var none = await reader.ListAsync(books.Admin, new(NoticeKind.AtZero), 1, Cancel);
        Assert.Equal((none.Seen, NoticeList.Size), (none.SeenHere, none.Unread));
        await Operations(books).SeenAsync(books.Admin, first.SeenHere, Cancel);
        Assert.Equal(0, (await reader.ListAsync(books.Admin, new(), 1, Cancel)).Unread);
    }

    /// <summary>A notice is read only by whoever may open the page that it leads to.</summary>
    [Fact]
    public void EveryKind_NeedsWhatItsPageNeeds()
    {
        var organization = new Organization { Id = Guid.NewGuid(), Name = "Test", Currency = Currency.Of("USD"), Calendar = Laws.Calendars.Of("Etc/UTC"), BooksBegin = new(2026, 1, 1) };
        foreach (var kind in NoticeKinds.All)
        {
            var path = NoticeMail.Say(new() { OrganizationId = organization.Id, Kind = kind, Key = "k", Created = DateTime.UnixEpoch, Figures = new Dictionary<string, string>() }, organization).Path;
            var page = NavigationMap.All.Where(e => path == e.Href || path.StartsWith(e.Href + "/", StringComparison.Ordinal)).MaxBy(e => e.Href.Length)!;
            Assert.Equal((kind, page.Needs), (kind, NoticeKinds.Needs(kind)));
        }
    }

    private static NoticeOperations Operations(TestBooks books) => books.Get<NoticeOperations>();

    private static Task<NoticeList> ListAsync(TestBooks books, Actor actor) => books.Get<NoticesReader>().ListAsync(actor, new(), 1, Cancel);

    private static Task<Receiving> ReceivingAsync(TestBooks books, Actor actor) => books.Get<NoticesReader>().ReceivingAsync(actor, Cancel);

    private static async Task<int?> BellAsync(TestBooks books, Actor actor) => (await new ShellReader(books.Get<Database>(), books.Clock).ReadAsync(actor, Cancel)).NewNotices;

    private static async Task<(MailState State, int Tries)> StateAsync(TestBooks books)
    {
        var mail = (await ListAsync(books, books.Admin)).Lines[0].Mails.Single();
        return (mail.State, mail.Tries);
    }

    private static async Task<(int, int)> CountsAsync(TestBooks books, Actor actor)
    {
        var list = await ListAsync(books, actor);
        return (list.All, list.Lines.Count);
    }

    private static Actor As(TestBooks books, string role) => books.Admin with { Permissions = Roles.PermissionsOf([role]) };

    private static async Task<TestBooks> OpenAsync(SwitchedSender sender)
    {
        var books = await TestBooks.OpenAsync(with: s => s.AddSingleton<IMailSender>(sender));
        await AddRecipientAsync(books, "ap@test.example", null);
        return books;
    }

    private static async Task FailAsync(TestBooks books, int times)
    {
        await books.BuyAsync(50, await books.AddCardAsync());
        for (var i = 0; i < times; i++)
        {
            await books.RunJobsAsync();
            books.Clock.Advance(TimeSpan.FromHours(12));
        }
    }

    private static async Task<Actor> StrangerAsync(TestBooks books)
    {
        var id = Guid.CreateVersion7();
        await books.Get<OrganizationSetup>().CreateAsync(new(id, Guid.NewGuid(), "Other Ltd", "USD", "Etc/UTC", new(2026, 9, 1), Money.OfUnits(50), Money.OfUnits(500)), "test", Cancel);
        return books.Admin with { OrganizationId = id };
    }

    private static Task AddPersonAsync(TestBooks books, string id, string login) => WriteAsync(books, session =>
        session.Db.People.Add(new() { OrganizationId = books.OrganizationId, Id = id, Name = id, Login = login, LastSeen = session.Now }));

    private static Task AddRecipientAsync(TestBooks books, string address, string? person) => WriteAsync(books, session =>
        session.Db.Recipients.Add(new() { OrganizationId = books.OrganizationId, Id = Guid.CreateVersion7(), Address = address, Name = address.Split('@')[0], Added = session.Now, PersonId = person }));

    private static Task WriteAsync(TestBooks books, Action<LedgerSession> deed) => books.Get<LedgerWriter>().WriteAsync<int>(books.Admin, Permission.SeeOverview, session =>
    {
        session.LeavesItsOwnTrail();
        deed(session);
        return Task.FromResult<Outcome<int>>(1);
    }, Cancel);

    private sealed class SwitchedSender : IMailSender
    {
        public bool IsUp { get; set; }
        public List<OutgoingMail> Sent { get; } = [];

        public Task SendAsync(OutgoingMail mail, CancellationToken cancel)
        {
            if (!IsUp) throw new MailNotSentException(MailFault.RecipientRefused, "550 No", concernsAll: false);
            Sent.Add(mail);
            return Task.CompletedTask;
        }
    }
}
