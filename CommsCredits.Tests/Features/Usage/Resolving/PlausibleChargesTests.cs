using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Settings;
using CommsCredits.Web.Features.Usage.Resolving;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Usage.Resolving;

/// <summary>No key and no Telecom.Admin lowers the pool by more than is plausible: whoever may correct the ledger decides (R9.11, R14.3).</summary>
public sealed class PlausibleChargesTests
{
    private static readonly ExceptionChoice s_implausible = new(ExceptionReason.ImplausibleCharge, "");

    [Fact]
    public async Task Charges_AboveTheLimits_Wait_AndThoseAtThemAreBooked()
    {
        await using var books = await FundedAsync();
        var row = await new SmallExport().Row("call", charge: "999", fee: "1.00", seconds: 1_200).Row("minute", charge: "50")
            .Row("beyond-call", charge: "999.01", fee: "1.00", seconds: 1_200).Row("beyond-minute", charge: "50.01").Row("huge", charge: "1000000000").ImportAsync(books);
        Assert.Equal((2, 3, Money.OfUnits(1_050)), (row.Charged, row.Exceptions, row.ChargedAmount));
        Assert.Equal(Money.OfUnits(5_000 - 1_050), await books.BalanceAsync());
        await using var db = books.Read();
        Assert.Equal(["[\"1000010000\",\"1000000000\",\"1200\",\"International\"]", "[\"50010000\",\"50000000\",\"60\",\"International\"]", "[\"1000000000000000\",\"50000000\",\"60\",\"International\"]"],
            await db.CallExceptions.Where(e => e.Code == ExceptionReason.ImplausibleCharge).OrderBy(e => e.Line).Select(e => e.Figures).ToListAsync(TestBooks.Cancel));
    }

    [Fact]
    public async Task TelecomAdmin_MayDismiss_AndBillingAdminAccepts()
    {
        await using var books = await FundedAsync();
        await new SmallExport().Row("one", charge: "60").Row("two", charge: "70").Row("three", charge: "80").ImportAsync(books);
        var (telecom, billing) = (As(books, Roles.TelecomAdmin), As(books, Roles.BillingAdmin));
        var operations = books.Get<ExceptionOperations>();
        await Assert.ThrowsAsync<NotPermittedException>(() => operations.DecideAsync(telecom, s_implausible, new Accept(UsageKind.International, null), "checked", TestBooks.Cancel));
        await Assert.ThrowsAsync<NotPermittedException>(() => operations.DecideAsync(telecom, s_implausible, new Accept(UsageKind.International, Money.OfUnits(1)), "checked", TestBooks.Cancel));
        Assert.Equal((0, 3), (await operations.RebookAsync(telecom, s_implausible, TestBooks.Cancel)).Value is { } still ? (still.Charged, still.Waiting) : default);
        var ids = await IdsAsync(books);
        Assert.Equal(1, (await operations.DecideAsync(telecom, s_implausible with { Id = ids[0] }, new Dismiss(), "a slip", TestBooks.Cancel)).Value!.Others);
        Assert.Equal(1, (await operations.DecideAsync(billing, s_implausible with { Id = ids[1] }, new Dismiss(), "a slip", TestBooks.Cancel)).Value!.Others);
        Assert.Equal((1, Money.OfUnits(80)), (await operations.DecideAsync(billing, s_implausible, new Accept(UsageKind.International, null), "checked", TestBooks.Cancel)).Value is { } taken ? (taken.Charged, taken.Amount) : default);
        Assert.Equal(Money.OfUnits(5_000 - 80), await books.BalanceAsync());
        Assert.Null((await books.CheckAsync()).Fault);
    }

    [Theory]
    [InlineData(9_000_000_000_000, false)]
    [InlineData(51, false)]
    [InlineData(50, true)]
    public async Task AmountOfATelecomAdmin_IsHeldToTheLimitsToo(long units, bool isBooked)
    {
        await using var books = await FundedAsync();
        await new SmallExport().Row("beamed", type: "user_beamed").ImportAsync(books);
        var choice = new ExceptionChoice(ExceptionReason.UnknownCallType, "user_beamed");
        var outcome = await books.Get<ExceptionOperations>().DecideAsync(As(books, Roles.TelecomAdmin), choice, new Accept(UsageKind.International, Money.OfUnits(units)), "by their invoice", TestBooks.Cancel);
        Assert.Equal(isBooked ? (1, 0, 0) : (0, 1, 1), (outcome.Value!.Charged, outcome.Value.Waiting, outcome.Value.Beyond));
        Assert.Equal(Money.OfUnits(isBooked ? 5_000 - units : 5_000), await books.BalanceAsync());
    }

    [Fact]
    public async Task SourceCharge_ThatATelecomAdminMayNotAccept_WaitsForWhoeverMay()
    {
        await using var books = await FundedAsync();
        await new SmallExport().Row("beamed", type: "user_beamed", charge: "5000").ImportAsync(books);
        var choice = new ExceptionChoice(ExceptionReason.UnknownCallType, "user_beamed");
        var outcome = await books.Get<ExceptionOperations>().DecideAsync(As(books, Roles.TelecomAdmin), choice, new Accept(UsageKind.International, null), "by their invoice", TestBooks.Cancel);
        Assert.Equal((0, 1, 1), (outcome.Value!.Charged, outcome.Value.Waiting, outcome.Value.Beyond));
        Assert.Equal(1, (await books.Get<ExceptionOperations>().DecideAsync(As(books, Roles.BillingAdmin), s_implausible, new Accept(UsageKind.International, null), "checked", TestBooks.Cancel)).Value!.Charged);
        Assert.Equal(Money.Zero, await books.BalanceAsync());
    }

    [Fact]
    public async Task LimitsThatAreLifted_LetTheCallsBeBookedAgain()
    {
        await using var books = await FundedAsync();
        await new SmallExport().Row("dear", charge: "60").ImportAsync(books);
        var settings = OrganizationSettings.Of(await RowAsync(books));
        Assert.Equal((Money.OfUnits(1_000), Money.OfUnits(50), Money.OfUnits(10_000)), (settings.LargestCharge, settings.LargestMinute, settings.LargestImports));
        Assert.Equal("NotPositive", (await books.Get<SettingsOperations>().SaveAsync(books.Admin, settings with { LargestMinute = Money.Zero }, TestBooks.Cancel)).Refused?.Code);
        Assert.Null((await books.Get<SettingsOperations>().SaveAsync(books.Admin, settings with { LargestMinute = null }, TestBooks.Cancel)).Refused);
        Assert.Equal(1, (await books.Get<ExceptionOperations>().RebookAsync(As(books, Roles.TelecomAdmin), s_implausible, TestBooks.Cancel)).Value!.Charged);
        Assert.Equal((0, 1), (await new SmallExport().Row("dearer", charge: "1000.01").ImportAsync(books)) is var row ? (row.Charged, row.Exceptions) : default);
    }

    [Fact]
    public void Choices_AreThoseThatTheActorMayTake()
    {
        var actor = new Actor(Guid.NewGuid(), "person:x", ActorKind.Person, Roles.PermissionsOf([Roles.TelecomAdmin]));
        Assert.Equal([Choice.Dismiss], DecideForm.ChoicesFor(ExceptionReason.ImplausibleCharge, true, actor));
        Assert.Equal([Choice.AtSource, Choice.AtAmount, Choice.Dismiss], DecideForm.ChoicesFor(ExceptionReason.ImplausibleCharge, true, actor with { Permissions = Roles.PermissionsOf([Roles.BillingAdmin]) }));
        Assert.Empty(DecideForm.ChoicesFor(ExceptionReason.ImplausibleCharge, true, actor with { Permissions = Roles.PermissionsOf([Roles.FinanceReader]) }));
    }

    private static Actor As(TestBooks books, string role) => books.Admin with { Permissions = Roles.PermissionsOf([role]) };

    private static async Task<TestBooks> FundedAsync()
    {
        var books = await TestBooks.OpenAsync();
        await books.BuyAsync(5_000, await books.AddCardAsync());
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-09-20T09:00:00Z"));
        return books;
    }

    private static async Task<List<long>> IdsAsync(TestBooks books)
    {
        await using var db = books.Read();
        return await db.CallExceptions.Where(e => e.Resolved == null).OrderBy(e => e.Id).Select(e => e.Id).ToListAsync(TestBooks.Cancel);
    }

    private static async Task<OrganizationRow> RowAsync(TestBooks books)
    {
        await using var db = books.Read();
        return await db.Organizations.SingleAsync(TestBooks.Cancel);
    }
}
