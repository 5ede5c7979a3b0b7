using CommsCredits.Tests.Support;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>People record what the organization has. PORTAL_SHOTS names a folder for pictures.</summary>
public sealed class SubscriptionsTests(PortalServer portal, Chromium chromium)
{
    private const string Ana = "ana.ruiz@marlow.example", Mei = "mei.lin@marlow.example", Jonas = "jonas.weber@marlow.example";

    [Fact]
    public async Task ASubscription_IsAdded_Changed_AndNothingTypedIsLost()
    {
        var said = new List<string>();
        var page = await SignInAsync(Ana, "/subscriptions?edit=new", 1440, ColorScheme.Light, "en", said);
        await page.Locator("#plan").SelectOptionAsync("payg-zone-1");
        await Assertions.Expect(page.GetByText("Paid from credits: Every outgoing call")).ToBeVisibleAsync();
        await page.Locator("#quantity").FillAsync("many");
        await page.Locator("#paid").FillAsync("4242 4242 4242 4242");
        await page.Locator("#note").FillAsync("Field staff");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Enter a whole number from 1 to 1,000,000.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Enter the last four digits only.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#note")).ToHaveValueAsync("Field staff");
        await page.LookAsync("subscriptions-fault-1440-Light-en");
        await page.Locator("#quantity").FillAsync("7");
        await page.Locator("#paid").FillAsync("Visa ending 4242");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Pay-As-You-Go Zone 1, 7 licenses: recorded.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Every minute is paid from the pool: Pay-As-You-Go Zone 1.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Change Pay-As-You-Go Zone 1" }).ClickAsync();
        await Assertions.Expect(page.Locator("#quantity")).ToHaveValueAsync("7");
        await page.Locator("#state").SelectOptionAsync("Ended");
        await page.Locator("#day").FillAsync("2026-01-31");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator("td.wide-only").GetByText("Last day was 31 Jan 2026")).ToBeVisibleAsync();
        Assert.Empty(said);
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light, "en")]
    [InlineData(390, ColorScheme.Dark, "zh-CN")]
    public async Task Pages_AreQuietAndAccessible(int width, ColorScheme scheme, string language)
    {
        var said = new List<string>();
        var page = await SignInAsync(Ana, "/subscriptions?edit=new", width, scheme, language, said);
        await page.LookAsync($"subscriptions-new-{width}-{scheme}-{language}");
        Assert.Empty(said);
    }

    [Fact]
    public async Task AReader_SeesThem_AndNothingToPress_AndTelecomAdmin_HasNoSuchPage()
    {
        var said = new List<string>();
        var page = await SignInAsync(Mei, "/subscriptions?edit=new", 1440, ColorScheme.Light, "en", said);
        await Assertions.Expect(page.GetByText("Billing.Admin may change it")).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator("form.cc-card").CountAsync());
        Assert.Equal(0, await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Change" }).CountAsync());
        var telecom = await SignInAsync(Jonas, "/plans", 1440, ColorScheme.Light, "en", said);
        Assert.Equal(0, await telecom.Locator("nav a[href='/subscriptions']").CountAsync());
        Assert.Empty(said);
    }

    private Task<IPage> SignInAsync(string login, string address, int width, ColorScheme scheme, string language, List<string> said) =>
        chromium.OpenAsync(portal.Address, login, address, width, scheme, language, said);
}
