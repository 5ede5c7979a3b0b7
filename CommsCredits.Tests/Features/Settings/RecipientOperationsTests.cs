using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Settings;
using CommsCredits.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Features.Settings;

public sealed class RecipientOperationsTests
{
    private static CancellationToken Cancel => TestBooks.Cancel;

    [Fact]
    public async Task ARecipient_IsAdded_Changed_AndTakenOff_WithBeforeAndAfter()
    {
        await using var books = await TestBooks.OpenAsync();
        var operations = books.Get<RecipientOperations>();
        var id = (await operations.AddAsync(books.Admin, Wish(), Cancel)).Value;
        await operations.AddAsync(books.Admin, Wish() with { Address = "cfo@test.example", Name = "Zoe" }, Cancel);
        Assert.True((await operations.ChangeAsync(books.Admin, id, Wish(), Cancel)).IsReplay);
        Assert.Equal(id, (await operations.ChangeAsync(books.Admin, id, Wish() with { Language = "zh-Hans", Kinds = [NoticeKind.AtZero, NoticeKind.FundsAdded] }, Cancel)).Value);
        var line = (await LinesAsync(books))[0];
        Assert.Equal(("ap@test.example", "Accounts payable", "zh-Hans", false), (line.Address, line.Name, line.Language, line.IsPerson));
        Assert.Equal([NoticeKind.FundsAdded, NoticeKind.AtZero], line.Kinds);
        await operations.RemoveAsync(books.Admin, id, Cancel);
        Assert.Equal("Zoe", Assert.Single(await LinesAsync(books)).Name);
        Assert.Equal("RecipientUnknown", (await operations.RemoveAsync(books.Admin, id, Cancel)).Refused?.Code);
        Assert.Equal("RecipientUnknown", (await operations.ChangeAsync(books.Admin, id, Wish(), Cancel)).Refused?.Code);
        await using var db = books.Read();
        var trail = await db.Audit.Where(a => a.Action.StartsWith("Recipient") && a.Subject == $"recipient:{id}").OrderBy(a => a.Id).ToListAsync(Cancel);
        Assert.Equal(["Recipient.Added", "Recipient.Changed", "Recipient.Removed"], trail.Select(a => a.Action));
        Assert.All(trail, a => Assert.Equal($"recipient:{id}", a.Subject));
        Assert.Equal((true, true, false), (trail[1].Before!.Contains("\"en\""), trail[1].After!.Contains("zh-Hans"), trail[1].Before!.Contains("zh-Hans")));
    }

    [Fact]
    public async Task AnAddress_IsOnTheListOnce_AndComesBackAsItself()
    {
        await using var books = await TestBooks.OpenAsync();
        var operations = books.Get<RecipientOperations>();
        var id = (await operations.AddAsync(books.Admin, Wish(), Cancel)).Value;
        Assert.Equal("AddressTaken", (await operations.AddAsync(books.Admin, Wish() with { Address = "AP@Test.example" }, Cancel)).Refused?.Code);
        var other = (await operations.AddAsync(books.Admin, Wish() with { Address = "cfo@test.example" }, Cancel)).Value;
        Assert.Equal("AddressTaken", (await operations.ChangeAsync(books.Admin, other, Wish(), Cancel)).Refused?.Code);
        await operations.RemoveAsync(books.Admin, id, Cancel);
        Assert.Equal("AddressTaken", (await operations.ChangeAsync(books.Admin, other, Wish(), Cancel)).Refused?.Code);
        Assert.Equal(id, (await operations.AddAsync(books.Admin, Wish() with { Name = "AP again" }, Cancel)).Value);
        Assert.Equal(["Accounts payable", "AP again"], (await LinesAsync(books)).Select(l => l.Name));
    }

    [Theory]
    [InlineData("Ana <ana@test.example>", "Ana", "en", 1, "AddressInvalid")]
    [InlineData("a@test.example\r\nBcc: b@evil.example", "Ana", "en", 1, "AddressInvalid")]
    [InlineData("ana@test.example", "", "en", 1, "NameMissing")]
    [InlineData("ana@test.example", "Ana\nX", "en", 1, "TooLong")]
    [InlineData("ana@test.example", "Ana", "xx", 1, "LanguageUnknown")]
    [InlineData("ana@test.example", "Ana", "en", 0, "KindsMissing")]
    public async Task AFault_IsRefused(string address, string name, string language, int kinds, string code)
    {
        await using var books = await TestBooks.OpenAsync();
        var wish = new RecipientWish { Address = address, Name = name, Language = language, Kinds = [.. NoticeKinds.All.Take(kinds)] };
        Assert.Equal(code, (await books.Get<RecipientOperations>().AddAsync(books.Admin, wish, Cancel)).Refused?.Code);
        Assert.Empty(await LinesAsync(books));
    }

    [Fact]
    public async Task TheLastWhoHearsOfABlockedPool_CannotBeRemoved_OrToldLess()
    {
        await using var books = await TestBooks.OpenAsync();
        var operations = books.Get<RecipientOperations>();
        var last = (await operations.AddAsync(books.Admin, Wish(), Cancel)).Value;
        var other = (await operations.AddAsync(books.Admin, Wish() with { Address = "cfo@test.example", Kinds = [NoticeKind.FundsAdded, NoticeKind.AtZero, NoticeKind.BelowZero] }, Cancel)).Value;
        Assert.Equal("RecipientLast", (await operations.RemoveAsync(books.Admin, last, Cancel)).Refused?.Code);
        var told = (await operations.ChangeAsync(books.Admin, last, Wish() with { Kinds = [NoticeKind.AtZero, NoticeKind.BelowZero] }, Cancel)).Refused;
        Assert.Equal(("RecipientLast", nameof(RecipientWish.Kinds)), (told?.Code, told?.Figures[0]));
        Assert.Equal(2, (await LinesAsync(books)).Count);
        // What somebody else hears too may go
        Assert.Null((await operations.ChangeAsync(books.Admin, last, Wish() with { Kinds = [NoticeKind.CallsBlocked] }, Cancel)).Refused);
        Assert.Equal("RecipientLast", (await operations.RemoveAsync(books.Admin, other, Cancel)).Refused?.Code);
        await operations.AddAsync(books.Admin, Wish() with { Address = "all@test.example" }, Cancel);
        Assert.Null((await operations.RemoveAsync(books.Admin, other, Cancel)).Refused);
        Assert.Null((await operations.RemoveAsync(books.Admin, last, Cancel)).Refused);
    }

    [Fact]
    public async Task ARemoval_IsTakenBack_WithItsTrail_AndOnceOnly()
    {
        await using var books = await TestBooks.OpenAsync();
        var operations = books.Get<RecipientOperations>();
        var id = (await operations.AddAsync(books.Admin, Wish() with { Kinds = [NoticeKind.FundsAdded] }, Cancel)).Value;
        Assert.True((await operations.RestoreAsync(books.Admin, id, Cancel)).IsReplay);
        await operations.RemoveAsync(books.Admin, id, Cancel);
        Assert.Empty(await LinesAsync(books));
        Assert.Equal(id, (await operations.RestoreAsync(books.Admin, id, Cancel)).Value);
        var line = Assert.Single(await LinesAsync(books));
        Assert.Equal((id, "ap@test.example"), (line.Id, line.Address));
        Assert.Equal([NoticeKind.FundsAdded], line.Kinds);
        Assert.Equal("RecipientUnknown", (await operations.RestoreAsync(books.Admin, Guid.NewGuid(), Cancel)).Refused?.Code);
        await using var db = books.Read();
        Assert.Equal(["Recipient.Added", "Recipient.Removed", "Recipient.Restored"], await db.Audit.Where(a => a.Action.StartsWith("Recipient")).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(Cancel));
    }

    [Fact]
    public async Task TheList_HasAnEnd()
    {
        await using var books = await TestBooks.OpenAsync();
        for (var i = 0; i < RecipientOperations.MostRecipients; i++) Assert.Null((await books.Get<RecipientOperations>().AddAsync(books.Admin, Wish() with { Address = $"p{i}@test.example" }, Cancel)).Refused);
        Assert.Equal("RecipientsTooMany", (await books.Get<RecipientOperations>().AddAsync(books.Admin, Wish(), Cancel)).Refused?.Code);
    }

    [Fact]
    public async Task WhoeverMayNotChange_DoesNot()
    {
        await using var books = await TestBooks.OpenAsync();
        var id = (await books.Get<RecipientOperations>().AddAsync(books.Admin, Wish(), Cancel)).Value;
        foreach (var role in new[] { Roles.FinanceReader, Roles.TelecomAdmin })
        {
            var other = books.Admin with { Permissions = Roles.PermissionsOf([role]) };
            await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<RecipientOperations>().AddAsync(other, Wish(), Cancel));
            await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<RecipientOperations>().ChangeAsync(other, id, Wish(), Cancel));
            await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<RecipientOperations>().RemoveAsync(other, id, Cancel));
            await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<RecipientOperations>().RestoreAsync(other, id, Cancel));
            await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<TestMail>().SendAsync(other, "ana@test.example", "en", Cancel));
        }
    }

    [Fact]
    public async Task ATestMail_GoesOut_AndARefusalIsTheServersWord()
    {
        await using var server = new SmtpServer();
        await using var books = await TestBooks.OpenAsync(with: s => s.AddSingleton(new MailSettings { Host = "127.0.0.1", Port = server.Port, Security = "None", TimeoutSeconds = 5 }));
        var test = books.Get<TestMail>();
        foreach (var address in new[] { "ana@test.example", "gone@test.example" }) await books.Get<RecipientOperations>().AddAsync(books.Admin, Wish() with { Address = address }, Cancel);
        Assert.True((await test.SendAsync(books.Admin, "ana@test.example", "zh-Hans", Cancel)).Value);
        Assert.Equal(["ana@test.example"], Assert.Single(server.Received).To);
        server.Answers["RCPT"] = "550 5.1.1 No such person here";
        var refused = (await test.SendAsync(books.Admin, "gone@test.example", "en", Cancel)).Refused;
        Assert.Equal(("MailNotSent", "RecipientRefused: 550 5.1.1 No such person here"), (refused?.Code, refused?.Figures[0]));
        Assert.Equal("AddressInvalid", (await test.SendAsync(books.Admin, "nobody", "en", Cancel)).Refused?.Code);
        await using var db = books.Read();
        var trail = await db.Audit.Where(a => a.Action == "Mail.Tested").OrderBy(a => a.Id).Select(a => a.After!).ToListAsync(Cancel);
        Assert.Equal(2, trail.Count);
        Assert.Contains("No such person", trail[1]);
    }

    /// <summary>Its sender is the operator's address and its text bears the organization's name: it goes to the organization's own people, and not often.</summary>
    [Fact]
    public async Task ATestMail_GoesToKnownAddressesOnly_AndFiveTimesAnHour()
    {
        await using var server = new SmtpServer();
        await using var books = await TestBooks.OpenAsync(with: s => s.AddSingleton(new MailSettings { Host = "127.0.0.1", Port = server.Port, Security = "None", TimeoutSeconds = 5 }));
        var test = books.Get<TestMail>();
        await books.TamperAsync($"INSERT INTO People (OrganizationId, Id, Name, Login, LastSeen, NoticesSeen) SELECT Id, '{books.Admin.Id}', 'Ana', 'ana@test.example', '2026-09-01 09:00:00', 0 FROM Organizations");
        await books.TamperAsync("INSERT INTO People (OrganizationId, Id, Name, Login, LastSeen, NoticesSeen) SELECT Id, 'person:other', 'Eve', 'eve@test.example', '2026-09-01 09:00:00', 0 FROM Organizations");
        var recipient = (await books.Get<RecipientOperations>().AddAsync(books.Admin, Wish(), Cancel)).Value;
        var second = (await books.Get<RecipientOperations>().AddAsync(books.Admin, Wish() with { Address = "gone@test.example" }, Cancel)).Value;
        await books.Get<RecipientOperations>().RemoveAsync(books.Admin, second, Cancel);
        foreach (var foreign in new[] { "victim@third-party.example", "eve@test.example", "gone@test.example" })
            Assert.Equal((foreign, "TestAddressForeign"), (foreign, (await test.SendAsync(books.Admin, foreign, "en", Cancel)).Refused?.Code));
        for (var i = 0; i < TestMail.MostAnHour; i++) Assert.True((await test.SendAsync(books.Admin, i % 2 == 0 ? "Ana@test.example" : "ap@test.example", "en", Cancel)).Value);
        var refused = (await test.SendAsync(books.Admin, "ap@test.example", "en", Cancel)).Refused;
        Assert.Equal(("TestMailsTooMany", 5), (refused?.Code, refused?.Figures[0]));
        Assert.Equal(TestMail.MostAnHour, server.Received.Count);
    }

    [Fact]
    public async Task TheServersPassword_IsInNothingThatAPageReads()
    {
        await using var books = await TestBooks.OpenAsync(with: s => s.AddSingleton(new MailSettings { Host = "smtp.example", User = "portal", Password = "hush" }));
        var facts = await books.Get<SettingsReader>().MailAsync(books.Admin, Cancel);
        Assert.Equal(("smtp.example", 587, MailSecurity.StartTls, true), (facts.Server.Host, facts.Server.Port, facts.Server.Security, facts.Server.SignsIn));
        Assert.DoesNotContain("hush", System.Text.Json.JsonSerializer.Serialize(facts.Server));
    }

    [Fact]
    public async Task TheList_SaysHowTheMailFares()
    {
        await using var server = new SmtpServer();
        await using var books = await TestBooks.OpenAsync(with: s => s.AddSingleton(new MailSettings { Host = "127.0.0.1", Port = server.Port, Security = "None" }));
        await books.Get<RecipientOperations>().AddAsync(books.Admin, Wish(), Cancel);
        Assert.Equal((null, 0), (await LinesAsync(books)).Select(l => (l.LastSent, l.GivenUp)).Single());
        await books.BuyAsync(50, await books.AddCardAsync());
        await books.RunJobsAsync();
        Assert.Equal((books.Clock.GetUtcNow().UtcDateTime, 0), (await LinesAsync(books)).Select(l => (l.LastSent, l.GivenUp)).Single());
        await books.TamperAsync("UPDATE Mails SET GivenUp = Sent, Sent = NULL");
        Assert.Equal((null, 1), (await LinesAsync(books)).Select(l => (l.LastSent, l.GivenUp)).Single());
    }

    private static RecipientWish Wish() => new() { Address = "ap@test.example", Name = "Accounts payable", Language = "en" };

    private static async Task<IReadOnlyList<RecipientLine>> LinesAsync(TestBooks books) => (await books.Get<SettingsReader>().MailAsync(books.Admin, Cancel)).Recipients;
}
