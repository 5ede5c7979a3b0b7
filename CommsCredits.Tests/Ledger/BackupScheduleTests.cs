using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommsCredits.Tests.Ledger;

public sealed class BackupScheduleTests
{
    private static readonly DateTime s_now = new(2026, 9, 1, 3, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ABackup_IsMadeWhenTheNewestIsOldEnough_AndTheOldestGo()
    {
        await using var books = await TestBooks.OpenAsync();
        var schedule = ScheduleOf(books, new() { EveryHours = 24, Keep = 2 });
        Assert.Null(schedule.Newest);
        Assert.True(await schedule.RunDueAsync(s_now, Cancel));
        Assert.False(await schedule.RunDueAsync(s_now.AddHours(23), Cancel));
        Assert.True(await schedule.RunDueAsync(s_now.AddHours(24), Cancel));
        Assert.True(await ScheduleOf(books, new() { EveryHours = 24, Keep = 2 }).RunDueAsync(s_now.AddDays(9), Cancel));
        Assert.Equal(["commscredits-20260902-030000.db", "commscredits-20260902-030000.db.sha256", "commscredits-20260910-030000.db", "commscredits-20260910-030000.db.sha256"],
            Directory.GetFiles(schedule.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(s_now.AddDays(9), schedule.Newest);
    }

    [Fact]
    public async Task ABackupThatFails_TakesNoneAway_AndSaysWhy()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(50, await books.AddCardAsync());
        var schedule = ScheduleOf(books, new() { EveryHours = 1, Keep = 1 });
        Assert.True(await schedule.RunDueAsync(s_now, Cancel));
        await books.TamperAsync("""UPDATE "Lots" SET "Left" = 1""");
        Assert.False(await schedule.RunDueAsync(s_now.AddHours(2), Cancel));
        Assert.Equal(("BooksFault", s_now.AddHours(2)), (schedule.LastFault!.Code, schedule.LastFault.At));
        Assert.Equal(s_now, schedule.Newest);
    }

    /// <summary>The daily check tells the recipients, once a day while the fault lasts.</summary>
    [Fact]
    public async Task BooksThatDiffer_AreTold_OnceADay()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(50, await books.AddCardAsync());
        await books.Get<LedgerWriter>().WriteAsync<int>(books.Admin, Permission.SeeOverview, session =>
        {
            session.LeavesItsOwnTrail();
            session.Db.Recipients.Add(new() { OrganizationId = books.OrganizationId, Id = Guid.CreateVersion7(), Address = "ana@test.example", Name = "Ana", Language = "en", Added = session.Now });
            return Task.FromResult<Outcome<int>>(1);
        }, Cancel);
        var schedule = ScheduleOf(books, new() { EveryHours = 1, Keep = 1 });
        Assert.True(await schedule.RunDueAsync(s_now, Cancel));
        await using (var before = books.Read()) Assert.False(await before.Notices.AnyAsync(n => n.Kind == NoticeKind.BooksDiffer, Cancel));
        await books.TamperAsync("""UPDATE "Lots" SET "Left" = 1""");
        foreach (var hours in new[] { 2, 4, 26 }) await schedule.RunDueAsync(s_now.AddHours(hours), Cancel);
        await using (var db = books.Read()) Assert.Equal(2, await db.Notices.CountAsync(n => n.Kind == NoticeKind.BooksDiffer, Cancel));
        await books.RunJobsAsync();
        var mails = Directory.GetFiles(Path.Combine(books.Folder, FolderMailSender.Folder)).Select(File.ReadAllText).ToList();
        Assert.Equal(2, mails.Count(m => m.Contains("add up", StringComparison.Ordinal) && m.Contains("LotDiffers", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task WithZeroHours_NoneIsMade()
    {
        await using var books = await TestBooks.OpenAsync();
        Assert.False(await ScheduleOf(books, new() { EveryHours = 0 }).RunDueAsync(s_now, Cancel));
    }

    [Fact]
    public async Task OneThatAPersonAsksFor_IsMadeAtOnce_ButNotOneAfterAnother()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(50, await books.AddCardAsync());
        var schedule = ScheduleOf(books, new() { EveryHours = 0 });
        var first = await schedule.RunNowAsync(s_now, Cancel);
        Assert.Equal((s_now, false), (first.Value, first.IsReplay));
        var again = await schedule.RunNowAsync(s_now.AddMinutes(59), Cancel);
        Assert.Equal((s_now, true), (again.Value, again.IsReplay));
        Assert.Equal(s_now.AddHours(1), (await schedule.RunNowAsync(s_now.AddHours(1), Cancel)).Value);
        await books.TamperAsync("""UPDATE "Lots" SET "Left" = 1""");
        Assert.Equal(("BackupFailed", "BooksFault"), (await schedule.RunNowAsync(s_now.AddHours(3), Cancel)).Refused is { } why ? (why.Code, (string)why.Figures[0]) : default);
        Assert.Equal(s_now.AddHours(1), schedule.Newest);
    }

    private static BackupSchedule ScheduleOf(TestBooks books, BackupSettings settings) => new(books.Get<BooksBackup>(), settings, books.Get<DataFolder>(), books.Get<BooksAlarm>(), NullLogger<BackupSchedule>.Instance);
}
