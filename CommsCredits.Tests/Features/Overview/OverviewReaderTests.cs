using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Overview;
using CommsCredits.Web.Features.Statements;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Overview;

/// <summary>What Overview says, against the domain's own figures from the same entries.</summary>
public sealed class OverviewReaderTests
{
    [Theory]
    [InlineData("Etc/UTC")]
    [InlineData("Asia/Kolkata")]
    public async Task Figures_AreThoseOfTheStatement(string zone)
    {
        await using var books = await LivedAsync(zone, "2026-10-08T12:00:00Z");
        var facts = await ReadAsync(books, books.Admin);
        var calendar = facts.Organization.Calendar;
        var september = await books.Get<StatementReader>().StatementAsync(books.Admin, new Month(2026, 9), TestBooks.Cancel);
        var october = await books.Get<StatementReader>().StatementAsync(books.Admin, new Month(2026, 10), TestBooks.Cancel);
        Assert.Equal(await books.BalanceAsync(), facts.Balance);
        Assert.Equal(october!.Used, facts.Use!.Used);
        Assert.Equal(october.Usage.Select(u => (u.Kind, u.Amount)), facts.Use.ByKind);
        Assert.Equal(october.Closing, facts.Past!.Today.Balance);
        Assert.Equal(september!.BalanceByDay, facts.Past.Days.Where(d => d.Day.Month == 9).Select(d => d.Balance));
        Assert.Equal(september.Opening, facts.Past.Opening.Balance);

        await using var db = books.Read();
        var used = (await db.Entries.ToListAsync(TestBooks.Cancel)).Where(e => e.Kind == EntryKind.Usage).Select(e => (Day: calendar.DayOf(e.Effective), e.Amount)).ToList();
        var today = calendar.DayOf(facts.Now);
        var burn = facts.Outlook!.Burn;
        var weeks = Enumerable.Range(0, burn.Days - 6).Select(i => burn.From.AddDays(i)).Select(first => used.Where(u => u.Day >= first && u.Day < first.AddDays(7)).Select(u => u.Amount).Total()).Order().ToList();
        Assert.Equal((BurnKnowledge.Known, weeks[(weeks.Count + 1) / 2 - 1]), (burn.Knowledge, burn.MiddleWeek));
        Assert.Equal(facts.ReadTo, facts.Use.To);
        Assert.Equal(used.Where(u => u.Day.Month == 9 && u.Day.Day <= facts.ReadTo!.Value.Day).Select(u => u.Amount).Total(), facts.Use.SameDaysBefore);
    }

    [Theory]
    [InlineData("Etc/UTC")]
    [InlineData("America/Los_Angeles")]
    public async Task EachPastDay_HoldsByLotWhatItsEntriesSay(string zone)
    {
        await using var books = await LivedAsync(zone, "2026-10-08T12:00:00Z");
        var facts = await ReadAsync(books, books.Admin);
        await using var db = books.Read();
        var entries = (await db.Entries.ToListAsync(TestBooks.Cancel)).Select(e => e.ToDomain()).ToList();
        Assert.True(facts.Past!.Days.SelectMany(d => d.Lots).Select(l => l.Number).Distinct().Count() > 1);
        foreach (var day in facts.Past.Days)
        {
            var until = entries.Where(e => facts.Organization.Calendar.DayOf(e.Within) <= day.Day).ToList();
            var lots = until.SelectMany(e => new[] { (Book: e.To, e.Amount), (Book: e.From, Amount: -e.Amount) }).Where(m => m.Book.IsLot).GroupBy(m => m.Book.LotNumber)
                .Select(g => new LotLevel(g.Key, g.Select(m => m.Amount).Total())).Where(l => l.Left.IsPositive).OrderBy(l => l.Number);
            Assert.Equal(lots, day.Lots);
            Assert.Equal(until.Select(e => e.Change).Total(), day.Balance);
        }
        Assert.Equal(entries.Where(e => e.Kind == EntryKind.Purchase).Select(e => (e.To.LotNumber, e.Amount)).Order(), facts.Past.Steps.Where(s => s.Amount.IsPositive).Select(s => (s.Lot!.Value, s.Amount)).Order());
    }

    [Fact]
    public async Task Latest_WalksTheBalanceBack()
    {
        await using var books = await LivedAsync("Etc/UTC", "2026-10-08T12:00:00Z");
        var latest = (await ReadAsync(books, books.Admin)).Latest;
        Assert.Equal(8, latest.Count);
        Assert.Equal(await books.BalanceAsync(), latest[0].Balance);
        Assert.All(latest.Zip(latest.Skip(1)), pair => Assert.Equal(pair.First.Balance - pair.First.Change, pair.Second.Balance));
        Assert.Contains(latest, l => l.Destination is not null && l.Person is not null);
    }

    [Fact]
    public async Task Destinations_AreCountries_LargestFirst()
    {
        await using var books = await LivedAsync("Etc/UTC", "2026-09-30T12:00:00Z");
        var to = (await ReadAsync(books, books.Admin)).Use!.Destinations;
        Assert.Equal(7, to.Count);
        Assert.Equal(to.OrderByDescending(d => d.Amount), to);
        Assert.DoesNotContain(to, d => d.Country.Contains(" - ") || d.Country.Length == 2);
        await using var db = books.Read();
        var brazil = (await db.Calls.Where(c => c.DestinationName!.StartsWith("Brazil")).ToListAsync(TestBooks.Cancel)).Where(c => c.Charge.IsPositive).ToList();
        Assert.Equal((brazil.Count, brazil.Select(c => c.Charge).Total()), to.Where(d => d.Country == "Brazil").Select(d => (d.Calls, d.Amount)).Single());
    }

    [Fact]
    [Trait("Rule", "R14.3")]
    public async Task Telecom_IsToldNeitherTheRuleNorEntriesNorCards()
    {
        await using var books = await LivedAsync("Etc/UTC", "2026-10-08T12:00:00Z");
        var telecom = books.Admin with { Permissions = Roles.PermissionsOf([Roles.TelecomAdmin]) };
        var facts = await ReadAsync(books, telecom);
        Assert.Equal((null, null, false), (facts.Rule, facts.Trigger, facts.SeesRule));
        Assert.Empty(facts.Latest);
        Assert.All(facts.Next, e => Assert.True(e.Kind is UpcomingKind.LotLapses or UpcomingKind.LotNotice, e.Kind.ToString()));
        Assert.NotNull((await ReadAsync(books, books.Admin)).Rule);
        await Assert.ThrowsAsync<NotPermittedException>(() => ReadAsync(books, books.Admin with { Permissions = new HashSet<Permission>() }));
    }

    [Fact]
    public async Task State_FollowsTheMoney()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-10-01T09:00:00Z");
        Assert.Equal((false, OverviewState.Blocked), await StateAsync(books));
        var card = await books.AddCardAsync();
        await books.BuyAsync(1_000, card);
        Assert.Equal((true, OverviewState.Open), await StateAsync(books));
        await books.ImportAsync("PSTN.calls.2026-09.csv");
        var below = await ReadAsync(books, books.Admin);
        Assert.Equal(OverviewState.Blocked, below.State);
        Assert.Equal(-below.Balance, below.Overdraft);
        Assert.Equal(books.Clock.GetUtcNow().UtcDateTime, below.BlockedSince);
        await books.BuyAsync(500, card);
        await books.SetRuleAsync(trigger: 100, amount: 200, monthCap: 5_000, dayCap: 10, card);
        Assert.Equal((true, OverviewState.Open), await StateAsync(books));
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2027-09-10T09:00:00Z"));
        Assert.Equal((true, OverviewState.Lapsing), await StateAsync(books));
    }

    [Fact]
    public async Task Next_NamesLapseItsMailTheClosingAndTheLimits_InOrder()
    {
        await using var books = await LivedAsync("Etc/UTC", "2026-10-08T12:00:00Z");
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2027-07-20T09:00:00Z"));
        var next = (await ReadAsync(books, books.Admin)).Next;
        Assert.Equal(next.OrderBy(e => e.Day), next);
        Assert.Contains(next, e => e is { Kind: UpcomingKind.MonthCloses, Day: { Month: 8, Day: 3 } } && e.Month == new Month(2027, 7));
        Assert.Contains(next, e => e is { Kind: UpcomingKind.LimitsStartAgain, Day: { Month: 8, Day: 1 } });
        var lapse = next.First(e => e.Kind == UpcomingKind.LotLapses);
        Assert.Contains(next, e => e.Kind == UpcomingKind.LotNotice && e.Lot == lapse.Lot && e.Day == lapse.Day.AddDays(-e.DaysAhead));
    }

    [Fact]
    [Trait("Rule", "R2.2")]
    public async Task Outlook_ForetellsFromTheOrganizationsOwnDays()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-09-01T12:00:00Z");
        await books.BuyAsync(100, await books.AddCardAsync());
        Assert.Null((await ReadAsync(books, books.Admin)).Outlook);
        for (var day = 0; day < 20; day++)
        {
            await books.UseAsync(2.50m);
            books.Clock.Advance(TimeSpan.FromDays(1));
        }
        var facts = await ReadAsync(books, books.Admin);
        Assert.Equal((20, Money.Of(17.50m)), (facts.Outlook!.Burn.Days, facts.Outlook.Burn.MiddleWeek));
        // 50 left on 21 September, 2.50 a day.
        Assert.Equal((RunOutAnswer.Known, new DateOnly(2026, 10, 10)), (facts.RunOut.Answer, facts.RunOut.Day));
        Assert.Equal(Money.Zero, facts.Outlook.Lapse!.About);
        Assert.Null(facts.Fires);
        Assert.Null(facts.Recharging);
        await books.SetRuleAsync(trigger: 25, amount: 100, monthCap: 500, dayCap: 3, await books.AddCardAsync(fingerprint: "fp-2", isDefault: false));
        facts = await ReadAsync(books, books.Admin);
        Assert.Equal(new DateOnly(2026, 9, 30), facts.Fires!.Day);
        // 125 then, 40 days to the trigger again: 30 September, 9 November, 19 December (within 90 days). Nothing is bought by it.
        Assert.Equal([new(2026, 9, 30), new(2026, 11, 9), new DateOnly(2026, 12, 19)], facts.Recharging!.Recharges.Select(r => r.Day.Day));
        Assert.Equal([2, 3, 4], facts.Recharging.Recharges.Select(r => r.Lot));
        Assert.Null(facts.Recharging.Empty);
        Assert.Null((await ReadAsync(books, books.Admin with { Permissions = Roles.PermissionsOf([Roles.TelecomAdmin]) })).Recharging);
        Assert.Contains(facts.Next, e => e.Kind == UpcomingKind.RuleFires && e.Day == facts.Fires.Day);
        Assert.Null(facts.Advice);
    }

    /// <summary>Calls of 1 to 20 September were read; on the 25th the balance lacks four whole days and what the 25th takes, and both months are compared up to the 20th.</summary>
    [Fact]
    public async Task WhatIsShown_SaysUpToWhenCallsWereRead_AndComparesLikeWithLike()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-08-01T12:00:00Z", booksBegin: "2026-08-01");
        Assert.Equal((null, null, null), (await ReadAsync(books, books.Admin) is var first ? first.ReadTo : null, first.DaysSinceRead, first.StillToCome));
        await books.BuyAsync(500, await books.AddCardAsync());
        while (books.Clock.GetUtcNow() < DateTimeOffset.Parse("2026-09-21T00:00:00Z"))
        {
            await books.UseAsync(2);
            books.Clock.Advance(TimeSpan.FromDays(1));
        }
        var facts = await ReadAsync(books, books.Admin);
        Assert.Equal((new DateOnly(2026, 9, 20), 1, false, null), (facts.ReadTo, facts.DaysSinceRead, facts.IsReadLate, facts.StillToCome));
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-09-25T12:00:00Z"));
        facts = await ReadAsync(books, books.Admin);
        Assert.Equal((new DateOnly(2026, 9, 20), 5, true), (facts.ReadTo, facts.DaysSinceRead, facts.IsReadLate));
        // The forecast's own pace: 14 in seven days, so four whole days take 8
        Assert.Equal(Money.OfUnits(8), facts.StillToCome);
        Assert.Equal((facts.ReadTo, Money.OfUnits(40), Money.OfUnits(40)), (facts.Use!.To, facts.Use.Used, facts.Use.SameDaysBefore!.Value));
        // Beyond the days that may be late the forecast takes them for quiet ones: no estimate
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-09T12:00:00Z"));
        facts = await ReadAsync(books, books.Admin);
        Assert.Equal((19, true, null), (facts.DaysSinceRead, facts.IsReadLate, facts.StillToCome));
        Assert.Equal((null, Money.Zero, null), (facts.Use!.To, facts.Use.Used, facts.Use.SameDaysBefore));
    }

    /// <summary>A free call moves no money and says all the same that its day was read.</summary>
    [Fact]
    public async Task CallsRead_AreThoseOfFiles_FreeOnesToo()
    {
        await using var books = await LivedAsync("Etc/UTC", "2026-09-30T12:00:00Z");
        await using var db = books.Read();
        var latest = await db.Calls.MaxAsync(c => c.Start, TestBooks.Cancel);
        Assert.Equal(DateOnly.FromDateTime(latest), (await ReadAsync(books, books.Admin)).ReadTo);
        await books.TamperAsync("""DELETE FROM "DaySums" WHERE "Kind" = 'Usage'""");
        Assert.Equal(DateOnly.FromDateTime(latest), (await ReadAsync(books, books.Admin)).ReadTo);
    }

    [Fact]
    public async Task Advice_IsGiven_AndNothingIsDone()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-09-01T12:00:00Z");
        await books.BuyAsync(50, await books.AddCardAsync());
        for (var day = 0; day < 16; day++)
        {
            await books.UseAsync(3);
            books.Clock.Advance(TimeSpan.FromDays(1));
        }
        // 2 left, 21 a week: less than a quarter of it, and the smallest purchase is 50 (D66).
        var advice = (await ReadAsync(books, books.Admin)).Advice!.Recharge!;
        Assert.Equal((21m, 2m, 50m), (advice.Projected.ToDecimal(), advice.Balance.ToDecimal(), advice.Amount.ToDecimal()));
        await books.RunJobsAsync();
        Assert.Equal(Money.OfUnits(2), await books.BalanceAsync());
        Assert.Null((await ReadAsync(books, books.Admin with { Permissions = Roles.PermissionsOf([Roles.TelecomAdmin]) })).Advice);
    }

    private static async Task<(bool HasMoney, OverviewState State)> StateAsync(TestBooks books)
    {
        var facts = await ReadAsync(books, books.Admin);
        return (facts.HasMoney, facts.State);
    }

    private static Task<OverviewFacts> ReadAsync(TestBooks books, Actor actor) => books.Get<OverviewReader>().ReadAsync(actor, TestBooks.Cancel);

    /// <summary>A month and more of real calls with a rule that buys.</summary>
    private static async Task<TestBooks> LivedAsync(string zone, string now)
    {
        var books = await TestBooks.OpenAsync(zone: zone, now: "2026-09-01T09:00:00Z");
        var card = await books.AddCardAsync();
        await books.BuyAsync(50, card);
        await books.SetRuleAsync(trigger: 100, amount: 200, monthCap: 5_000, dayCap: 10, card);
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-09-30T12:00:00Z"));
        await books.RunJobsAsync();
        await books.ImportAsync("PSTN.calls.2026-09.csv");
        books.Clock.SetUtcNow(DateTimeOffset.Parse(now));
        await books.RunJobsAsync();
        if (books.Clock.GetUtcNow().Month == 10) await books.ImportAsync("PSTN.calls.2026-10.dirty.csv");
        return books;
    }
}
