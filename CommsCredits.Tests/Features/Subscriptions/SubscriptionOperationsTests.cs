using System.Text.Json;
using CommsCredits.Domain;
using CommsCredits.Domain.Plans;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Subscriptions;

public sealed class SubscriptionOperationsTests
{
    [Fact]
    public async Task EachDeed_LeavesItsAuditRow_WithBeforeAndAfter()
    {
        await using var books = await TestBooks.OpenAsync();
        var said = Subscribed();
        await AddAsync(books, said);
        var changed = said with { Quantity = 25, State = SubscriptionState.Expires, Day = new(2026, 12, 31), Note = "Moved to Domestic" };
        Assert.Null((await books.Get<SubscriptionOperations>().ChangeAsync(books.Admin, changed, TestBooks.Cancel)).Refused);
        await using var db = books.Read();
        var rows = await db.Audit.Where(a => a.Action.StartsWith("Subscription")).OrderBy(a => a.Id).ToListAsync(TestBooks.Cancel);
        Assert.Equal(["Subscription.Added", "Subscription.Changed"], rows.Select(r => r.Action));
        Assert.All(rows, r => Assert.Equal($"subscription:{said.Id}", r.Subject));
        Assert.Equal([null, 10], rows.Select(r => Licenses(r.Before)));
        Assert.Equal([10, 25], rows.Select(r => Licenses(r.After)));
        Assert.Equal(changed, (await db.Subscriptions.SingleAsync(TestBooks.Cancel)).ToDomain());
    }

    [Fact]
    public async Task ThePlan_IsNeverChanged_AndAWishMadeTwice_IsOne()
    {
        await using var books = await TestBooks.OpenAsync();
        var said = Subscribed();
        await AddAsync(books, said);
        Assert.True((await books.Get<SubscriptionOperations>().AddAsync(books.Admin, said, TestBooks.Cancel)).IsReplay);
        await books.Get<SubscriptionOperations>().ChangeAsync(books.Admin, said with { PlanId = "domestic", Quantity = 11 }, TestBooks.Cancel);
        Assert.Equal("SubscriptionUnknown", (await books.Get<SubscriptionOperations>().ChangeAsync(books.Admin, said with { Id = Guid.NewGuid() }, TestBooks.Cancel)).Refused?.Code);
        await using var db = books.Read();
        var row = await db.Subscriptions.SingleAsync(TestBooks.Cancel);
        Assert.Equal(("teams-phone", 11), (row.PlanId, row.Quantity));
    }

    [Fact]
    public async Task AFault_IsRefused_AndNothingIsStored()
    {
        await using var books = await TestBooks.OpenAsync();
        Assert.Equal("LicensesCount", (await books.Get<SubscriptionOperations>().AddAsync(books.Admin, Subscribed() with { Quantity = 0 }, TestBooks.Cancel)).Refused?.Code);
        await using var db = books.Read();
        Assert.Empty(await db.Subscriptions.ToListAsync(TestBooks.Cancel));
    }

    [Fact]
    public async Task BillingAdmin_Changes_FinanceReader_Reads_AndTelecomAdmin_DoesNeither()
    {
        await using var books = await TestBooks.OpenAsync();
        var (billing, finance, telecom) = (As(books, Roles.BillingAdmin), As(books, Roles.FinanceReader), As(books, Roles.TelecomAdmin));
        Assert.Null((await books.Get<SubscriptionOperations>().AddAsync(billing, Subscribed(), TestBooks.Cancel)).Refused);
        foreach (var reader in new[] { billing, finance }) Assert.Single((await books.Get<SubscriptionsReader>().BookAsync(reader, TestBooks.Cancel)).Lines);
        foreach (var other in new[] { finance, telecom })
        {
            await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<SubscriptionOperations>().AddAsync(other, Subscribed(), TestBooks.Cancel));
            await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<SubscriptionOperations>().ChangeAsync(other, Subscribed(), TestBooks.Cancel));
        }
        await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<SubscriptionsReader>().BookAsync(telecom, TestBooks.Cancel));
    }

    [Fact]
    public async Task AnotherOrganization_DoesNotSeeThem()
    {
        await using var books = await TestBooks.OpenAsync();
        await AddAsync(books, Subscribed());
        await using var db = books.Get<Database>().Read(books.Admin with { OrganizationId = Guid.NewGuid() }, Permission.SeeSubscriptions);
        Assert.Empty(await db.Subscriptions.ToListAsync(TestBooks.Cancel));
    }

    [Fact]
    public async Task Credits_StandAsTheBooksSay()
    {
        await using var books = await TestBooks.OpenAsync();
        Assert.Equal((Money.Zero, CreditsState.Blocked, RechargeState.Off, (Guid?)null), await CreditsAsync(books));
        var card = await books.AddCardAsync();
        await books.BuyAsync(500, card);
        Assert.Equal((Money.OfUnits(500), CreditsState.Open, RechargeState.Off, card), await CreditsAsync(books));
        await books.SetRuleAsync(trigger: 100, amount: 50, monthCap: 50, dayCap: 1, card);
        await books.UseAsync(480);
        Assert.Equal((Money.OfUnits(20), CreditsState.Low, RechargeState.On, card), await CreditsAsync(books));
    }

    [Fact]
    public async Task WhatIsInUse_ComesFirst_AndWhatEndsNext_IsKnown()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-09-15T09:00:00Z");
        await AddAsync(books, Subscribed() with { State = SubscriptionState.Ended, Day = new(2026, 1, 31) });
        await AddAsync(books, Subscribed("audio-conferencing") with { State = SubscriptionState.Expires, Day = new(2026, 12, 31) });
        await AddAsync(books, Subscribed("domestic") with { State = SubscriptionState.Expires, Day = new(2026, 10, 31) });
        var book = await books.Get<SubscriptionsReader>().BookAsync(books.Admin, TestBooks.Cancel);
        Assert.Equal(["domestic", "audio-conferencing", "teams-phone"], book.Lines.Select(l => l.Plan.Id));
        Assert.Equal("domestic", book.EndsNext!.Plan.Id);
        Assert.Equal(2, book.InUse.Count());
    }

    private static async Task<(Money, CreditsState, RechargeState, Guid?)> CreditsAsync(TestBooks books)
    {
        var credits = (await books.Get<SubscriptionsReader>().BookAsync(books.Admin, TestBooks.Cancel)).Credits;
        return (credits.Balance, credits.State, credits.Recharge, credits.Pays?.Id);
    }

    private static Actor As(TestBooks books, string role) => books.Admin with { Permissions = Roles.PermissionsOf([role]) };

    private static int? Licenses(string? json) => json is null ? null : JsonDocument.Parse(json).RootElement.GetProperty("Quantity").GetInt32();

    private static async Task AddAsync(TestBooks books, Subscription said) => Assert.Null((await books.Get<SubscriptionOperations>().AddAsync(books.Admin, said, TestBooks.Cancel)).Refused);

    private static Subscription Subscribed(string plan = "teams-phone") => new() { Id = Guid.NewGuid(), PlanId = plan, Quantity = 10, Agreement = BillingAgreement.OnlineSubscription, State = SubscriptionState.Active };
}
