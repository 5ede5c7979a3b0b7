using CommsCredits.Tests.Support;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>People compare plans, look a country up, and the telecom admin enters what a plan costs. PORTAL_SHOTS names a folder for pictures.</summary>
public sealed class PlansTests(PortalServer portal, Chromium chromium)
{
    private const string Jonas = "jonas.weber@marlow.example", Mei = "mei.lin@marlow.example";

    [Fact]
    public async Task ACountry_IsChosen_StandsInTheAddress_AndItsPlansAreCompared()
    {
        var said = new List<string>();
        var page = await SignInAsync(Jonas, "/plans", 1440, ColorScheme.Light, "en", said);
        await Assertions.Expect(page.GetByText("Microsoft sells calling plans in 33 of 114 countries and regions.")).ToBeVisibleAsync();
        await page.Locator("#country").SelectOptionAsync("US");
        await page.WaitForURLAsync(url => url.EndsWith("country=US", StringComparison.Ordinal));
        await Assertions.Expect(page.GetByText("United States: 4 calling plans are sold there.")).ToBeVisibleAsync();
        var heads = page.Locator(".cmp thead .pn");
        await Assertions.Expect(heads).ToHaveTextAsync(["Domestic 120", "Domestic 240", "Domestic", "Domestic and International"]);
        await Assertions.Expect(page.Locator(".cmp tr", new() { HasText = "Domestic minutes a user" }).Locator("td")).ToHaveTextAsync(["120", "240", "3,000", "3,000"]);
        await Assertions.Expect(page.Locator(".cmp tr", new() { HasText = "Price a user and month" }).Locator("td").First).ToContainTextAsync("price not entered");
        await page.GetByText("Comparing 4 of 4 plans").ClickAsync();
        await page.Locator(".pick a", new() { HasText = "Domestic 240" }).ClickAsync();
        await Assertions.Expect(heads).ToHaveTextAsync(["Domestic 120", "Domestic", "Domestic and International"]);
        await page.GetByText("All services: United States").ClickAsync();
        await page.WaitForURLAsync(url => url.EndsWith("/plans/US", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("tr", new() { HasText = "Meetings calling numbers here" })).ToContainTextAsync("Included minutes first, then credits (Zone A)");
        await page.GetByText("What calls there cost").ClickAsync();
        await page.WaitForURLAsync(url => url.EndsWith("/rates?q=United%20States", StringComparison.Ordinal));
        Assert.Empty(said);
    }

    /// <summary>The page never lives here: its script does not arrive.</summary>
    [Fact]
    public async Task ACountry_ThatIsChosenBeforeThePageLives_IsNotLost()
    {
        var page = await SignInAsync(Jonas, "/plans/prices", 1440, ColorScheme.Light, "en", []);
        await page.RouteAsync(new System.Text.RegularExpressions.Regex(@"_framework/blazor\.web.*\.js"), route => route.AbortAsync());
        await page.GotoAsync(new Uri(portal.Address, "/plans").ToString());
        await page.Locator("#country").SelectOptionAsync("US");
        await page.WaitForURLAsync(url => url.EndsWith("/plans?country=US", StringComparison.Ordinal));
        await Assertions.Expect(page.GetByText("United States: 4 calling plans are sold there.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task APrice_IsEntered_Shown_AndRemoved_AndNothingTypedIsLost()
    {
        var said = new List<string>();
        var page = await SignInAsync(Jonas, "/plans/prices?plan=rooms-pro", 1440, ColorScheme.Light, "en", said);
        await page.Locator("#amount").FillAsync("forty");
        await page.Locator("#source").FillAsync("Contract 2026");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the price" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Enter a number, for example 500.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#source")).ToHaveValueAsync("Contract 2026");
        await page.LookAsync("plans-price-fault-1440-Light-en");
        await page.Locator("#amount").FillAsync("40");
        await page.Locator("#from").FillAsync("2026-01-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the price" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Teams Rooms Pro costs 40.00 USD a user and month from 1 Jan 2026.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("tr", new() { HasText = "Contract 2026" })).ToContainTextAsync("In force");
        await page.LookAsync("plans-price-saved-1440-Light-en");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the price of Teams Rooms Pro from 1 Jan 2026" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Removed: Teams Rooms Pro, 40.00 USD from 1 Jan 2026.")).ToBeVisibleAsync();
        Assert.Equal(0, await page.GetByText("Contract 2026").CountAsync());
        Assert.Empty(said);
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light, "en")]
    [InlineData(390, ColorScheme.Dark, "zh-CN")]
    public async Task Pages_AreQuietAndAccessible(int width, ColorScheme scheme, string language)
    {
        var said = new List<string>();
        var page = await SignInAsync(Jonas, "/plans", width, scheme, language, said);
        foreach (var (address, name) in new[]
        {
            ("/plans?country=US", "plans-us"), ("/plans?country=JP", "plans-partner"), ("/plans?country=BR", "plans-nowhere"), ("/plans?tab=conferencing", "plans-conferencing"), ("/plans?tab=phone", "plans-phone"),
            ("/plans?tab=wants", "plans-wants"), ("/plans?tab=countries", "plans-countries"), ("/plans/cn", "plans-cn"), ("/plans/ZZ", "plans-zz"), ("/plans/prices?plan=domestic", "plans-prices"),
        })
        {
            await page.GotoAsync(new Uri(portal.Address, address).ToString());
            await page.LookAsync($"{name}-{width}-{scheme}-{language}");
            // A country that there is not answers 404, which the browser reports
            if (address == "/plans/ZZ") Assert.Contains("404", Assert.Single(said));
            else Assert.Empty(said);
            said.Clear();
        }
    }

    [Fact]
    public async Task AReader_SeesPrices_AndNoForm()
    {
        var said = new List<string>();
        var page = await SignInAsync(Mei, "/plans/prices?plan=domestic", 1440, ColorScheme.Light, "en", said);
        await Assertions.Expect(page.GetByText("Telecom.Admin may change it")).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator("form.cc-card").CountAsync());
        Assert.Equal(0, await page.GetByText("Enter it").CountAsync());
        Assert.Empty(said);
    }

    private Task<IPage> SignInAsync(string login, string address, int width, ColorScheme scheme, string language, List<string> said) =>
        chromium.OpenAsync(portal.Address, login, address, width, scheme, language, said);
}
