using CommsCredits.Domain;
using CommsCredits.Domain.Plans;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Plans;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Plans;

public sealed class PlanPriceOperationsTests
{
    private static readonly DateOnly s_september = new(2026, 9, 1), s_october = new(2026, 10, 1);

    [Fact]
    public async Task APrice_CountsFromItsDay_AndGoesBeforeThePublishedOne()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-09-15T09:00:00Z");
        Assert.Equal((Money.OfUnits(8), "USD"), (await CostAsync(books)).Price);
        await EnterAsync(books, Price(7.5m, s_september));
        await EnterAsync(books, Price(9m, s_october, "EUR"));
        Assert.Equal((Money.Of(7.5m), "USD"), (await CostAsync(books)).Price);
        books.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal((Money.OfUnits(9), "EUR"), (await CostAsync(books)).Price);
    }

    [Fact]
    public async Task APlan_WithoutAPrice_HasNone()
    {
        await using var books = await TestBooks.OpenAsync();
        var book = await books.Get<PlansReader>().PricesAsync(books.Admin, TestBooks.Cancel);
        Assert.Null(book.Cost("domestic-120", null).Price);
        Assert.Null(book.Cost("domestic", "DE").Price);
        Assert.Equal(Money.OfUnits(8), book.Cost("domestic", "DE").Elsewhere!.Amount);
        Assert.Equal(2, book.Cost("teams-phone", "US").Doubtful.Count);
        Assert.Null(book.Cost("teams-phone", "US").Price);
    }

    [Fact]
    public async Task EachDeed_LeavesItsAuditRow_WithBeforeAndAfter()
    {
        await using var books = await TestBooks.OpenAsync();
        await EnterAsync(books, Price(7.5m, s_september));
        await EnterAsync(books, Price(7m, s_september));
        Assert.Null((await books.Get<PlanPriceOperations>().RemoveAsync(books.Admin, "domestic", s_september, TestBooks.Cancel)).Refused);
        Assert.Equal("PriceUnknown", (await books.Get<PlanPriceOperations>().RemoveAsync(books.Admin, "domestic", s_september, TestBooks.Cancel)).Refused?.Code);
        await using var db = books.Read();
        var rows = await db.Audit.Where(a => a.Action.StartsWith("PlanPrice")).OrderBy(a => a.Id).ToListAsync(TestBooks.Cancel);
        Assert.Equal(["PlanPrice.Entered", "PlanPrice.Changed", "PlanPrice.Removed"], rows.Select(r => r.Action));
        Assert.All(rows, r => Assert.Equal("plan-price:domestic:2026-09-01", r.Subject));
        Assert.Equal([null, "7500000", "7000000"], rows.Select(r => AmountIn(r.Before)));
        Assert.Equal(["7500000", "7000000", null], rows.Select(r => AmountIn(r.After)));
        Assert.Empty(await db.PlanPrices.ToListAsync(TestBooks.Cancel));
    }

    [Fact]
    public async Task Prices_AreEnteredByTelecomAdminOnly_AndReadByAllRoles()
    {
        await using var books = await TestBooks.OpenAsync();
        foreach (var role in new[] { Roles.BillingAdmin, Roles.FinanceReader })
        {
            var actor = books.Admin with { Permissions = Roles.PermissionsOf([role]) };
            await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<PlanPriceOperations>().EnterAsync(actor, Price(7m, s_september), TestBooks.Cancel));
            await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<PlanPriceOperations>().RemoveAsync(actor, "domestic", s_september, TestBooks.Cancel));
            await books.Get<PlansReader>().PricesAsync(actor, TestBooks.Cancel);
        }
        var telecom = books.Admin with { Permissions = Roles.PermissionsOf([Roles.TelecomAdmin]) };
        Assert.Null((await books.Get<PlanPriceOperations>().EnterAsync(telecom, Price(7m, s_september), TestBooks.Cancel)).Refused);
        var nobody = books.Admin with { Permissions = Roles.PermissionsOf([]) };
        await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<PlansReader>().PricesAsync(nobody, TestBooks.Cancel));
    }

    [Fact]
    public async Task AnotherOrganization_DoesNotSeeThem()
    {
        await using var books = await TestBooks.OpenAsync();
        await EnterAsync(books, Price(7.5m, s_september));
        await using var db = books.Get<CommsCredits.Web.Data.Database>().Read(books.Admin with { OrganizationId = Guid.NewGuid() }, Permission.SeeRates);
        Assert.Empty(await db.PlanPrices.ToListAsync(TestBooks.Cancel));
    }

    [Fact]
    public async Task AFault_IsRefused_AndNothingIsStored()
    {
        await using var books = await TestBooks.OpenAsync();
        var outcome = await books.Get<PlanPriceOperations>().EnterAsync(books.Admin, Price(-1m, s_september), TestBooks.Cancel);
        Assert.Equal("NegativeAmount", outcome.Refused?.Code);
        await using var db = books.Read();
        Assert.Empty(await db.PlanPrices.ToListAsync(TestBooks.Cancel));
    }

    private static string? AmountIn(string? json) => json is null ? null : System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("Amount").GetRawText();

    private static EnteredPrice Price(decimal amount, DateOnly from, string currency = "USD") => new() { PlanId = "domestic", Amount = Money.Of(amount), Currency = currency, Source = "Offer 17", ValidFrom = from };

    private static async Task EnterAsync(TestBooks books, EnteredPrice price) => Assert.Null((await books.Get<PlanPriceOperations>().EnterAsync(books.Admin, price, TestBooks.Cancel)).Refused);

    private static async Task<PlanCost> CostAsync(TestBooks books) => (await books.Get<PlansReader>().PricesAsync(books.Admin, TestBooks.Cancel)).Cost("domestic", "US");
}
