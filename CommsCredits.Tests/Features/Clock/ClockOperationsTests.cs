using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Clock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Features.Clock;

public sealed class ClockOperationsTests
{
    [Fact]
    [Trait("Rule", "R15")]
    public async Task Move_StopsAtEachMidnight_AndDoesWhatIsDue()
    {
        await using var books = await OpenAsync(isMovable: true);
        await SetAsync(books, "2026-09-01T09:00:00Z");
        await books.BuyAsync(50, await books.AddCardAsync());
        var stops = new List<ClockProgress>();
        var to = DateTime.Parse("2027-09-03T12:00:00Z", null, System.Globalization.DateTimeStyles.AdjustToUniversal);
        var outcome = await books.Get<ClockOperations>().MoveToAsync(books.Admin, to, new Listener(stops), TestBooks.Cancel);
        Assert.Equal((null, to), (outcome.Refused, outcome.Value));
        Assert.Equal(368, stops.Count);
        Assert.All(stops.Take(367), s => Assert.Equal(new TimeSpan(4, 0, 0), s.At.TimeOfDay - (IsSummer(s.At) ? TimeSpan.Zero : TimeSpan.FromHours(1))));
        Assert.Equal(Money.Zero, await books.BalanceAsync());
        await using var db = books.Read();
        var lapse = await db.Entries.SingleAsync(e => e.Kind == Domain.Ledger.EntryKind.Expiry, TestBooks.Cancel);
        Assert.InRange(lapse.Posted - lapse.Effective, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Equal(11, await db.ClosedMonths.CountAsync(TestBooks.Cancel));
        Assert.Equal(4, await db.Notices.CountAsync(n => n.Kind == Domain.Notices.NoticeKind.LotLapsing, TestBooks.Cancel));
        Assert.Single(await db.Audit.Where(a => a.Action == "Clock.Moved").ToListAsync(TestBooks.Cancel));
    }

    [Fact]
    public async Task Move_IsRefused_BackwardsTooFarAndWhereTheClockIsTheMachines()
    {
        await using var books = await OpenAsync(isMovable: true);
        await SetAsync(books, "2026-09-01T09:00:00Z");
        var before = new DateTime(2026, 8, 31, 0, 0, 0, DateTimeKind.Utc);
        Assert.Equal("ClockBackwards", (await books.Get<ClockOperations>().MoveToAsync(books.Admin, before, null, TestBooks.Cancel)).Refused?.Code);
        Assert.Equal("ClockTooFar", (await books.Get<ClockOperations>().MoveToAsync(books.Admin, before.AddYears(9), null, TestBooks.Cancel)).Refused?.Code);
        await using var fixedClock = await OpenAsync(isMovable: false);
        Assert.Equal("ClockFixed", (await fixedClock.Get<ClockOperations>().MoveToAsync(fixedClock.Admin, before.AddYears(1), null, TestBooks.Cancel)).Refused?.Code);
    }

    private static bool IsSummer(DateTime at) => Calendars.Of("America/New_York").Zone.IsDaylightSavingTime(at);

    private static Task<TestBooks> OpenAsync(bool isMovable) => TestBooks.OpenAsync(zone: "America/New_York", with: services =>
    {
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<PortalClock>());
        services.AddSingleton(new ClockSettings(isMovable));
    });

    private static async Task SetAsync(TestBooks books, string at)
    {
        await using var db = books.Read();
        await books.Get<PortalClock>().SetAsync(db, DateTime.Parse(at, null, System.Globalization.DateTimeStyles.AdjustToUniversal), TestBooks.Cancel);
    }

    private sealed class Listener(List<ClockProgress> heard) : IProgress<ClockProgress>
    {
        public void Report(ClockProgress value) => heard.Add(value);
    }
}
