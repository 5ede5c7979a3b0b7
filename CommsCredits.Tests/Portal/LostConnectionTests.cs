using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Recharge;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>The server goes away while people type, and comes back without knowing them. PORTAL_SHOTS names a folder for pictures.</summary>
public sealed class LostConnectionTests(FundedPortal portal, Chromium chromium) : IClassFixture<FundedPortal>
{
    private const string Ana = "ana.ruiz@marlow.example", Jonas = "jonas.weber@marlow.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The page is drawn before it lives: on a slow line a quick person has typed by then.</summary>
    [Fact]
    public async Task WhatIsTypedBeforeThePageLives_StandsThereAfterwards()
    {
        var page = await OpenAsync(Ana, "/account");
        await page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            await Task.Delay(2_500, CancellationToken.None);
            await route.ContinueAsync();
        });
        await page.GotoAsync(new Uri(portal.Address, "/funding").ToString(), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await page.GetByLabel("Amount", new() { Exact = true }).FillAsync("432");
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.dataset.lives === 'true'"));
        await page.LivesAsync();
        await HoldsAsync(page.GetByLabel("Amount", new() { Exact = true }), "432");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pay 432.00 USD" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task WhatIsTyped_StandsThereAgain_AfterTheServerWasAway_AndNothingIsBooked()
    {
        var topUps = await portal.TopUpsAsync();
        var rule = (await portal.Get<RechargeReader>().FactsAsync(portal.Admin, Cancel)).Rule;
        var funding = await OpenAsync(Ana, "/funding");
        await funding.GetByLabel("Amount", new() { Exact = true }).FillAsync("321");
        await funding.GetByRole(AriaRole.Combobox, new() { Name = "Pay with" }).ClickAsync();
        await funding.GetByRole(AriaRole.Option, new() { Name = "Visa ending 0002" }).ClickAsync();
        await Assertions.Expect(funding.GetByRole(AriaRole.Button, new() { Name = "Pay 321.00 USD" })).ToBeVisibleAsync();
        var key = await funding.Locator("input[name=key]").InputValueAsync();
        var recharge = await OpenAsync(Ana, "/recharge");
        await recharge.Locator("label.radio").Nth(1).ClickAsync();
        await recharge.GetByLabel("Target", new() { Exact = true }).FillAsync("777");
        await recharge.GetByLabel("Trigger amount").FillAsync("123");
        var isOn = await recharge.GetByRole(AriaRole.Switch).GetAttributeAsync("aria-checked");
        await recharge.GetByRole(AriaRole.Switch).ClickAsync();
        await Assertions.Expect(recharge.GetByRole(AriaRole.Switch)).Not.ToHaveAttributeAsync("aria-checked", isOn!);
        var subscription = await OpenAsync(Ana, "/subscriptions?edit=new");
        await subscription.Locator("#plan").SelectOptionAsync("payg-zone-1");
        await subscription.Locator("#quantity").FillAsync("7");
        await subscription.Locator("#note").FillAsync("Field staff");
        var rate = await OpenAsync(Jonas, "/rates/change");
        await rate.Locator("#kind").SelectOptionAsync("PayPerMinuteDialOut");
        await rate.Locator("#prefix").FillAsync("4420");
        var deck = await OpenAsync(Jonas, "/rates/import");
        await deck.Locator("#name").FillAsync("Winter list");
        await deck.Locator("#places").FillAsync("3");

        await portal.RestartAsync(async () =>
        {
            await Assertions.Expect(funding.GetByText("What you typed is kept", new() { Exact = false }).First).ToBeVisibleAsync();
            await Assertions.Expect(rate.Locator(".lost")).ToBeVisibleAsync();
            await funding.GetByLabel("Purchase order").FillAsync("PO-77");
            await rate.Locator("#price").FillAsync("0.0315");
        });

        foreach (var page in new[] { funding, recharge, subscription, rate, deck })
        {
            await Assertions.Expect(page.Locator(".lost")).ToBeHiddenAsync(new() { Timeout = 60_000 });
            await page.LivesAsync();
            Assert.True(await page.EvaluateAsync<bool>("performance.getEntriesByType('navigation')[0].type === 'reload'"));
        }
        await HoldsAsync(funding.GetByLabel("Amount", new() { Exact = true }), "321");
        await HoldsAsync(funding.GetByLabel("Purchase order"), "PO-77");
        await Assertions.Expect(funding.GetByRole(AriaRole.Button, new() { Name = "Pay 321.00 USD" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await HoldsAsync(funding.GetByRole(AriaRole.Combobox, new() { Name = "Pay with" }), "Visa ending 0002 (12/2030)");
        await HoldsAsync(funding.Locator("input[name=key]"), key);
        await HoldsAsync(recharge.GetByLabel("Trigger amount"), "123");
        await HoldsAsync(recharge.GetByLabel("Target", new() { Exact = true }), "777");
        await Assertions.Expect(recharge.GetByRole(AriaRole.Switch)).Not.ToHaveAttributeAsync("aria-checked", isOn!, new() { Timeout = 30_000 });
        await HoldsAsync(deck.Locator("#name"), "Winter list");
        await HoldsAsync(deck.Locator("#places"), "3");
        await HoldsAsync(subscription.Locator("#plan"), "payg-zone-1");
        await HoldsAsync(subscription.Locator("#quantity"), "7");
        await HoldsAsync(subscription.Locator("#note"), "Field staff");
        await Assertions.Expect(subscription.GetByText("Paid from credits: Every outgoing call")).ToBeVisibleAsync();
        await HoldsAsync(rate.Locator("#kind"), "PayPerMinuteDialOut");
        await HoldsAsync(rate.Locator("#prefix"), "4420");
        await HoldsAsync(rate.Locator("#price"), "0.0315");
        foreach (var page in new[] { funding, recharge, subscription, rate, deck }) Assert.Null(await page.EvaluateAsync<string?>("sessionStorage.getItem('cc-typed')"));
        Assert.Equal(topUps, await portal.TopUpsAsync());
        Assert.Equal(rule, (await portal.Get<RechargeReader>().FactsAsync(portal.Admin, Cancel)).Rule);
    }

    [Fact]
    public async Task ADialog_IsFilledAgain_WhenItIsOpenedAgain()
    {
        var page = await OpenAsync(Ana, $"/funding?lot={portal.FirstLot}");
        var adjust = page.GetByRole(AriaRole.Button, new() { Name = "Adjust" });
        await adjust.ClickAsync();
        await page.GetByLabel("Reason").FillAsync("Counted twice");
        await portal.RestartAsync(() => Assertions.Expect(page.Locator(".lost")).ToBeVisibleAsync());
        await Assertions.Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await page.LivesAsync();
        await adjust.ClickAsync();
        await HoldsAsync(page.GetByLabel("Reason"), "Counted twice");
        Assert.Null(await page.EvaluateAsync<string?>("sessionStorage.getItem('cc-typed')"));
    }

    [Fact]
    public async Task WhatIsHalfAnHourOld_IsForgotten()
    {
        var page = await OpenAsync(Ana, "/funding");
        await page.EvaluateAsync("""sessionStorage.setItem('cc-typed', JSON.stringify({ at: Date.now() - 1_900_000, address: '/funding', forms: { 'add-funds': [['Amount', '444']] } }))""");
        await page.ReloadAsync();
        await page.LivesAsync();
        await page.WaitForTimeoutAsync(500);
        Assert.NotEqual("444", await page.GetByLabel("Amount", new() { Exact = true }).InputValueAsync());
        Assert.Null(await page.EvaluateAsync<string?>("sessionStorage.getItem('cc-typed')"));
    }

    private static Task HoldsAsync(ILocator field, string value) => Assertions.Expect(field).ToHaveValueAsync(value, new() { Timeout = 30_000 });

    private Task<IPage> OpenAsync(string login, string address) => chromium.OpenAsync(portal.Address, login, address, 1440, ColorScheme.Light, "en", []);
}
