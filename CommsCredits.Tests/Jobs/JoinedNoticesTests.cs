using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Notices;
using CommsCredits.Web.Features.Recharge;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Mail;
using CommsCredits.Web.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Jobs;

/// <summary>Mails that contradict each other within a minute become one, through the real services (R13.2).</summary>
public sealed class JoinedNoticesTests
{
    private static CancellationToken Cancel => TestBooks.Cancel;

    [Fact]
    public async Task CallsAreBlocked_AndTheRechargePaysInTheSameMoment_IsOneMail_InBothLanguages()
    {
        var (sender, books) = await OpenAsync();
        await using var opened = books;
        await AddAsync(books, "ana@test.example", "en");
        await AddAsync(books, "mei@test.example", "zh-Hans");
        await books.UseAsync(100);
        await books.RunJobsAsync();
        Assert.Equal(2, sender.Sent.Count);
        var english = sender.Sent.Single(m => m.ToAddress == "ana@test.example");
        Assert.Equal("Calls go out again: Auto-recharge added 200.00 USD: Lot 2", english.Subject);
        Holds(english, "The usable balance came to 0.00 USD on 1 Sep 2026 09:00: calls that need credits were blocked.", "auto-recharge bought 200.00 USD as Lot 2", "The usable balance is now 200.00 USD.", "Nothing is left to do.");
        Assert.DoesNotContain("Add funds", english.Text);
        Assert.StartsWith("通话已恢复：", sender.Sent.Single(m => m.ToAddress == "mei@test.example").Subject);

        var lines = (await books.Get<NoticesReader>().ListAsync(books.Admin, new(), 1, Cancel)).Lines;
        Assert.Equal([NoticeKind.RechargeDone, NoticeKind.AtZero], lines.Take(2).Select(l => l.Notice.Kind));
        Assert.Equal((NoticeKind.RechargeDone, 0), (lines[1].ToldWith?.Kind, lines[1].Mails.Count));
        Assert.DoesNotContain(NoticeKind.AtZero, (await books.Get<NoticesReader>().ListAsync(books.Admin, new(ToNobody: true), 1, Cancel)).Lines.Select(l => l.Notice.Kind));
        Assert.Null((await books.CheckAsync()).Fault);
    }

    [Fact]
    public async Task WhatNothingContradicts_GoesOutAfterAMinute_AndNotBefore()
    {
        var (sender, books) = await OpenAsync(withRule: false);
        await using var opened = books;
        await AddAsync(books, "ana@test.example", "en");
        await books.UseAsync(100);
        await books.RunJobsAsync();
        books.Clock.Advance(TimeSpan.FromSeconds(59));
        await books.RunJobsAsync();
        Assert.Empty(sender.Sent);
        books.Clock.Advance(TimeSpan.FromSeconds(1));
        await books.RunJobsAsync();
        await books.RunJobsAsync();
        Assert.Equal(["The pool is empty: calls that need credits are blocked"], sender.Sent.Select(m => m.Subject));
    }

    [Fact]
    public async Task LowAndToppedUpByHand_IsOneMail()
    {
        var (sender, books) = await OpenAsync(withRule: false);
        await using var opened = books;
        await AddAsync(books, "ana@test.example", "en");
        await books.UseAsync(120);
        await books.RunJobsAsync();
        books.Clock.Advance(TimeSpan.FromSeconds(30));
        await using (var db = books.Read()) await books.BuyAsync(300, await db.PaymentOptions.Select(o => o.Id).FirstAsync(Cancel));
        await books.RunJobsAsync();
        var mail = Assert.Single(sender.Sent);
        Assert.Equal("Calls go out again: 300.00 USD added: Lot 2", mail.Subject);
        Holds(mail, "fell to −20.00 USD", "The usable balance is now 280.00 USD.");
    }

    [Fact]
    public async Task ACardThatFails_AndTheBackupThatPays_IsOneMail_WhichNamesTheFailure()
    {
        var (sender, books) = await OpenAsync(withRule: false);
        await using var opened = books;
        await AddAsync(books, "ana@test.example", "en");
        var (bad, good) = (await books.AddCardAsync(SandboxGateway.Declined, "fp-bad", isDefault: false), await books.AddCardAsync(SandboxGateway.Ok, "fp-2", isDefault: false));
        var rule = new Domain.Funding.RechargeRule { IsOn = true, Trigger = Money.OfUnits(50), Amount = Money.OfUnits(200), MonthCap = Money.OfUnits(2_000), DayCap = 5, OptionId = bad, BackupOptionId = good };
        Assert.Null((await books.Get<RechargeOperations>().SaveAsync(books.Admin, rule, null, Cancel)).Refused);
        await books.UseAsync(60);
        await books.RunJobsAsync();
        var mail = Assert.Single(sender.Sent);
        Assert.Equal("Auto-recharge added 200.00 USD: Lot 2", mail.Subject);
        Holds(mail, "came to the trigger of 50.00 USD", "200.00 USD could not be bought: the bank declined", "auto-recharge bought 200.00 USD as Lot 2", "Check the payment option that failed");
    }

    /// <summary>A card that fails with nothing behind it: one mail after a minute, which never says that nothing is to be done.</summary>
    [Fact]
    public async Task AtTheTrigger_AndTheCardFails_IsOneMailThatSaysWhatToDo()
    {
        var (sender, books) = await OpenAsync(withRule: false);
        await using var opened = books;
        await AddAsync(books, "ana@test.example", "en");
        await books.SetRuleAsync(50, 200, 2_000, 5, await books.AddCardAsync(SandboxGateway.Declined, "fp-bad", isDefault: false));
        await books.UseAsync(60);
        await books.RunJobsAsync();
        Assert.Empty(sender.Sent);
        books.Clock.Advance(TimeSpan.FromMinutes(1));
        await books.RunJobsAsync();
        var mail = Assert.Single(sender.Sent);
        Assert.Equal("Auto-recharge of 200.00 USD failed", mail.Subject);
        Assert.DoesNotContain("Nothing is left to do", mail.Text);
    }

    /// <summary>Whoever isn't told of purchases hears that the balance has risen, and neither lot nor card; whoever is told of purchases alone hears of the purchase alone.</summary>
    [Fact]
    public async Task EachRecipient_HearsOfTheKindsTheyWant()
    {
        var (sender, books) = await OpenAsync();
        await using var opened = books;
        await AddAsync(books, "balance@test.example", "en", nameof(NoticeKind.AtZero));
        await AddAsync(books, "money@test.example", "en", nameof(NoticeKind.RechargeDone));
        await AddAsync(books, "month@test.example", "en", nameof(NoticeKind.MonthClosed));
        await books.UseAsync(100);
        await books.RunJobsAsync();
        Assert.Equal(["balance@test.example", "money@test.example"], sender.Sent.Select(m => m.ToAddress).Order());
        var balance = sender.Sent.Single(m => m.ToAddress == "balance@test.example");
        Assert.Equal("Calls go out again: the pool was topped up", balance.Subject);
        Holds(balance, "calls that need credits were blocked", "Money was added since: the usable balance is now 200.00 USD.", "Nothing is left to do.");
        Assert.DoesNotContain("Lot 2", balance.Text);
        var money = sender.Sent.Single(m => m.ToAddress == "money@test.example");
        Assert.Equal("Auto-recharge added 200.00 USD: Lot 2", money.Subject);
        Assert.DoesNotContain("blocked", money.Text);
    }

    /// <summary>Killed while a notice waits, or when the mail is made and not sent: the next process tells the same, once.</summary>
    [Fact]
    public async Task KilledInBetween_NothingIsLost_AndTheMailSaysTheSame()
    {
        var (sender, books) = await OpenAsync();
        await using var opened = books;
        await AddAsync(books, "ana@test.example", "en");
        sender.IsUp = false;
        await books.UseAsync(100);
        await books.RunJobsAsync();
        Assert.Empty(sender.Sent);
        sender.IsUp = true;
        await books.TamperAsync("UPDATE Mails SET NextTry = NULL");
        await books.RunJobsAsync();
        await books.TamperAsync("UPDATE Mails SET Sent = NULL");
        await books.RunJobsAsync();
        Assert.Equal(2, sender.Sent.Count);
        Assert.Equal((sender.Sent[0].Id, sender.Sent[0].Text), (sender.Sent[1].Id, sender.Sent[1].Text));
        Holds(sender.Sent[0], "were blocked", "Lot 2");
    }

    private static void Holds(OutgoingMail mail, params string[] inOrder)
    {
        var at = -1;
        foreach (var text in inOrder)
        {
            var found = mail.Text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal).IndexOf(text, at + 1, StringComparison.Ordinal);
            Assert.True(found > at, $"'{text}' is missing, or out of order, in:\n{mail.Text}");
            at = found;
        }
    }

    /// <summary>100 in the pool, told of already.</summary>
    private static async Task<(SwitchedSender, TestBooks)> OpenAsync(bool withRule = true)
    {
        var sender = new SwitchedSender();
        var books = await TestBooks.OpenAsync(with: s => s.AddSingleton<IMailSender>(sender));
        var card = await books.AddCardAsync();
        await books.BuyAsync(100, card);
        if (withRule) await books.SetRuleAsync(50, 200, 2_000, 5, card);
        await books.RunJobsAsync();
        return (sender, books);
    }

    private static Task AddAsync(TestBooks books, string mail, string language, string? kinds = null) => books.Get<LedgerWriter>().WriteAsync<int>(books.Admin, Permission.SeeOverview, session =>
    {
        session.LeavesItsOwnTrail();
        session.Db.Recipients.Add(new() { OrganizationId = books.OrganizationId, Id = Guid.CreateVersion7(), Address = mail, Name = mail, Language = language, Kinds = kinds, Added = session.Now });
        return Task.FromResult<Outcome<int>>(1);
    }, Cancel);

    private sealed class SwitchedSender : IMailSender
    {
        public bool IsUp { get; set; } = true;
        public List<OutgoingMail> Sent { get; } = [];

        public Task SendAsync(OutgoingMail mail, CancellationToken cancel)
        {
            if (!IsUp) throw new IOException("The mail server is down.");
            Sent.Add(mail);
            return Task.CompletedTask;
        }
    }
}
