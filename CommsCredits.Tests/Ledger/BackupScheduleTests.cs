using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
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

    private static BackupSchedule ScheduleOf(TestBooks books, BackupSettings settings) => new(books.Get<BooksBackup>(), settings, books.Get<DataFolder>(), NullLogger<BackupSchedule>.Instance);
}
