using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.FirstRun;
using CommsCredits.Web.Features.Overview;
using CommsCredits.Web.Features.Settings;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Mail;
using CommsCredits.Web.Payments;
using CommsCredits.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Features.FirstRun;

/// <summary>The steps of the set-up are found out from the state of things; finishing is a person's word.</summary>
public sealed class SetupTests
{
    private static CancellationToken Cancel => TestBooks.Cancel;

    [Fact]
    public async Task EachStep_IsDoneByItsOwnDeed_AndByNoOther()
    {
        var sender = new SwitchedSender();
        await using var books = await TestBooks.OpenAsync(with: s => s.AddSingleton<IMailSender>(sender));
        Assert.Empty(await DoneAsync(books));

        var wish = new TopUpWish { Amount = Money.OfUnits(300), Method = PaymentMethod.Recorded, RecordedDay = new(2026, 9, 1), Reference = "MS-1" };
        Assert.Null((await books.Get<TopUpDesk>().BuyAsync(books.Admin, "k1", wish, Cancel)).Refused);
        Assert.Equal([SetupStepKind.Funds], await DoneAsync(books));

        await books.Get<RecipientOperations>().AddAsync(books.Admin, new() { Address = "ap@test.example", Name = "Accounts", Language = "en", Kinds = null }, Cancel);
        Assert.Equal([SetupStepKind.Funds, SetupStepKind.Recipients], await DoneAsync(books));

        await books.Get<TestMail>().SendAsync(books.Admin, "ap@test.example", "en", Cancel);
        Assert.DoesNotContain(SetupStepKind.MailTest, await DoneAsync(books));
        sender.IsUp = true;
        await books.Get<TestMail>().SendAsync(books.Admin, "ap@test.example", "en", Cancel);
        Assert.Contains(SetupStepKind.MailTest, await DoneAsync(books));

        books.Get<SignInRecord>().Keep(1, TimeProvider.System.GetUtcNow().UtcDateTime);
        Assert.DoesNotContain(SetupStepKind.SignIn, await DoneAsync(books));
        books.Get<SignInRecord>().Keep(0, TimeProvider.System.GetUtcNow().UtcDateTime);
        Assert.Contains(SetupStepKind.SignIn, await DoneAsync(books));

        await books.Get<Web.Features.Recharge.RechargeOperations>().SaveAsync(books.Admin, new() { IsOn = false, Trigger = Money.OfUnits(20), MonthCap = Money.OfUnits(200) }, null, Cancel);
        Assert.Contains(SetupStepKind.Recharge, await DoneAsync(books));

        await books.ImportAsync("PSTN.calls.2026-09.csv");
        Assert.Contains(SetupStepKind.Usage, await DoneAsync(books));

        Assert.DoesNotContain(SetupStepKind.Backup, await DoneAsync(books));
        await books.Get<BackupOperations>().BackUpAsync(books.Admin, Cancel);
        Assert.Equal(Enum.GetValues<SetupStepKind>(), await DoneAsync(books));
    }

    [Fact]
    public async Task BackUpNow_MakesACheckedCopy_AndIsInTheTrail_AlsoWhereItFails()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(50, await books.AddCardAsync());
        await books.TamperAsync("""UPDATE "Lots" SET "Left" = 1""");
        var failed = await books.Get<BackupOperations>().BackUpAsync(books.Admin, Cancel);
        Assert.Equal(("BackupFailed", "BooksFault"), (failed.Refused?.Code, failed.Refused?.Figures[0]));
        await books.TamperAsync("""UPDATE "Lots" SET "Left" = 50000000""");
        var made = await books.Get<BackupOperations>().BackUpAsync(books.Admin, Cancel);
        Assert.Null(made.Refused);
        Assert.True((await books.Get<BackupOperations>().BackUpAsync(books.Admin, Cancel)).IsReplay);
        Assert.Single(Directory.GetFiles(books.Get<BackupSchedule>().Folder, "*.db"));
        await using var db = books.Read();
        var trail = await db.Audit.Where(a => a.Action.StartsWith("Backup.")).OrderBy(a => a.Id).ToListAsync(Cancel);
        Assert.Equal(["Backup.Failed", "Backup.Made"], trail.Select(a => a.Action));
        Assert.All(trail, a => Assert.Equal(books.Admin.Id, a.ActorId));
        Assert.DoesNotContain("Test Ltd", trail[0].After);
    }

    [Fact]
    public async Task Finish_IsSaidOnce_AndTheOverviewSpeaksOfItNoMore()
    {
        await using var books = await TestBooks.OpenAsync(guided: true);
        Assert.False((await books.Get<OverviewReader>().ReadAsync(books.Admin, Cancel)).IsSetUp);
        var first = await books.Get<SetupOperations>().FinishAsync(books.Admin, Cancel);
        books.Clock.Advance(TimeSpan.FromHours(1));
        var again = await books.Get<SetupOperations>().FinishAsync(books.Admin, Cancel);
        Assert.Equal((first.Value, true), (again.Value, again.IsReplay));
        Assert.Equal(first.Value, (await ReadAsync(books)).SetUp);
        Assert.True((await books.Get<OverviewReader>().ReadAsync(books.Admin, Cancel)).IsSetUp);
        await using var db = books.Read();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == "Organization.SetUp", Cancel));
        Assert.Null((await books.CheckAsync()).Fault);
    }

    /// <summary>Whoever begins the books in a month that has ended has not imported its calls yet.</summary>
    [Fact]
    public async Task NoMonthClosesByItself_BeforeTheSetUpIsFinished_OrTwoWeeksHavePassed()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-11-10T09:00:00Z", guided: true);
        await books.RunJobsAsync();
        Assert.Empty(await ClosedAsync(books));
        await books.Get<SetupOperations>().FinishAsync(books.Admin, Cancel);
        await books.RunJobsAsync();
        Assert.Equal(["2026-09", "2026-10"], await ClosedAsync(books));

        await using var forgotten = await TestBooks.OpenAsync(now: "2026-11-10T09:00:00Z", guided: true);
        forgotten.Clock.Advance(TimeSpan.FromDays(14) - TimeSpan.FromMinutes(1));
        await forgotten.RunJobsAsync();
        Assert.Empty(await ClosedAsync(forgotten));
        forgotten.Clock.Advance(TimeSpan.FromMinutes(1));
        await forgotten.RunJobsAsync();
        Assert.Equal(["2026-09", "2026-10"], await ClosedAsync(forgotten));
    }

    [Fact]
    public async Task WhatIsForAnotherRole_IsSaidSo()
    {
        await using var books = await TestBooks.OpenAsync();
        var facts = await books.Get<SetupReader>().ReadAsync(books.Admin with { Permissions = Roles.PermissionsOf([Roles.BillingAdmin]) }, Cancel);
        Assert.Equal([SetupStepKind.Usage], facts.Steps.Where(s => !s.MayDo).Select(s => s.Kind));
    }

    private static Task<SetupFacts> ReadAsync(TestBooks books) => books.Get<SetupReader>().ReadAsync(books.Admin, Cancel);

    private static async Task<IEnumerable<SetupStepKind>> DoneAsync(TestBooks books) => (await ReadAsync(books)).Steps.Where(s => s.IsDone).Select(s => s.Kind);

    private sealed class SwitchedSender : IMailSender
    {
        public bool IsUp { get; set; }

        public Task SendAsync(OutgoingMail mail, CancellationToken cancel) => IsUp ? Task.CompletedTask : throw new MailNotSentException(MailFault.NoServer, "", concernsAll: true);
    }

    private static async Task<string[]> ClosedAsync(TestBooks books)
    {
        await using var db = books.Read();
        return [.. (await db.ClosedMonths.Select(m => m.Month).ToListAsync(Cancel)).Order().Select(m => m.ToString())];
    }
}
