using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Notices;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Recharge;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Funding;

/// <summary>What imports take beyond their limit is booked, but no card is charged for it before a person has looked (R7.9).</summary>
public sealed class HeldRechargeTests
{
    [Fact]
    public async Task Import_BeyondItsLimit_BuysNothing_UntilAPersonLetsItGoOn()
    {
        await using var books = await OpenAsync(limit: 100);
        await ImportAsync(books, 101);
        await ImportAsync(books, 1);
        await using (var db = books.Read())
        {
            Assert.Equal(0, await books.CountPaidAsync(automatic: true));
            Assert.All(await db.RechargeDecisions.Where(d => d.Cause == RechargeCause.Debit).ToListAsync(TestBooks.Cancel), d => Assert.Equal(RechargeOutcome.Held, d.Outcome));
            var notice = await db.Notices.SingleAsync(n => n.Kind == NoticeKind.RechargeHeld, TestBooks.Cancel);
            Assert.Contains("\"Imported\":\"101000000\"", notice.Figures);
        }
        var facts = await books.Get<RechargeReader>().FactsAsync(books.Admin, TestBooks.Cancel);
        Assert.Equal((true, Money.OfUnits(102), Money.OfUnits(100)), (facts.HeldSince is not null, facts.Situation.Imported.Sum, facts.Situation.Imported.Limit));
        Assert.Null((await books.Get<RechargeOperations>().LetGoAsync(books.Admin, TestBooks.Cancel)).Refused);
        await books.RunJobsAsync();
        Assert.Equal(1, await books.CountPaidAsync(automatic: true));
        Assert.Equal("NotHeld", (await books.Get<RechargeOperations>().LetGoAsync(books.Admin, TestBooks.Cancel)).Refused?.Code);
        await using var after = books.Read();
        Assert.Equal(1, await after.Audit.CountAsync(a => a.Action == "Recharge.Released", TestBooks.Cancel));
    }

    [Fact]
    public async Task StayingHeld_OutlastsTheDay_AndAPersonMaySwitchTheRuleOff()
    {
        await using var books = await OpenAsync(limit: 100);
        await ImportAsync(books, 101);
        books.Clock.Advance(TimeSpan.FromDays(3));
        await books.UseAsync(1);
        await books.RunJobsAsync();
        Assert.Equal(0, await books.CountPaidAsync(automatic: true));
        Assert.Null((await books.Get<RechargeOperations>().StopHeldAsync(books.Admin, TestBooks.Cancel)).Refused);
        await books.UseAsync(1);
        await books.RunJobsAsync();
        Assert.Equal(0, await books.CountPaidAsync(automatic: true));
        var facts = await books.Get<RechargeReader>().FactsAsync(books.Admin, TestBooks.Cancel);
        Assert.False(facts.IsOn);
        Assert.Null(facts.HeldSince);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(25, 1)]
    public async Task Imports_OfADay_CountTogether(int hoursBetween, int purchases)
    {
        await using var books = await OpenAsync(limit: 100, balance: 200);
        await ImportAsync(books, 60);
        books.Clock.Advance(TimeSpan.FromHours(hoursBetween));
        await ImportAsync(books, 100);
        Assert.Equal(purchases, await books.CountPaidAsync(automatic: true));
    }

    [Fact]
    public async Task Import_AtItsLimit_OrWithoutOne_Buys()
    {
        await using (var books = await OpenAsync(limit: 100))
        {
            await ImportAsync(books, 100);
            Assert.Equal(1, await books.CountPaidAsync(automatic: true));
        }
        await using var unlimited = await OpenAsync(limit: null);
        await ImportAsync(unlimited, 500);
        Assert.True(await unlimited.CountPaidAsync(automatic: true) > 0);
    }

    [Fact]
    public async Task WhatAPersonWhoMayCorrectBooks_DoesNotCount()
    {
        await using var books = await OpenAsync(limit: 100);
        await books.UseAsync(101);
        await books.RunJobsAsync();
        Assert.Equal(1, await books.CountPaidAsync(automatic: true));
    }

    private static async Task<TestBooks> OpenAsync(long? limit, long balance = 120)
    {
        var books = await TestBooks.OpenAsync();
        var card = await books.AddCardAsync();
        await books.BuyAsync(balance, card);
        await books.SetRuleAsync(trigger: 60, amount: 100, monthCap: 10_000, dayCap: 100, card);
        await books.TamperAsync($"""UPDATE "Organizations" SET "LargestImports" = {(limit is { } units ? $"{Money.OfUnits(units).Micros}" : "NULL")}""");
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-09-20T09:00:00Z"));
        return books;
    }

    private static Task<ImportRow> ImportAsync(TestBooks books, int units)
    {
        var export = new SmallExport();
        for (var i = 0; i < units; i++) export.Row($"{Guid.NewGuid():N}", charge: "1.00");
        return export.ImportAsync(books);
    }
}
