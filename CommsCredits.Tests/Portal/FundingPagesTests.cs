using System.Text.RegularExpressions;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Components.Controls;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>Adding funds and changing the rule, by a person at a real browser. PORTAL_SHOTS names a folder for pictures.</summary>
public sealed partial class FundingPagesTests(FundedPortal portal, Chromium chromium) : IClassFixture<FundedPortal>
{
    private const string Ana = "ana.ruiz@marlow.example";
    private const string Mei = "mei.lin@marlow.example";

    public static TheoryData<string, int, ColorScheme, string> Views
    {
        get
        {
            var views = new TheoryData<string, int, ColorScheme, string>();
            foreach (var address in new[] { "/funding?lot=first", "/funding?tab=topups", "/funding?tab=ended" })
                foreach (var (width, scheme, language) in new[] { (1440, ColorScheme.Light, "en"), (390, ColorScheme.Dark, "zh-CN") })
                    views.Add(address, width, scheme, language);
            return views;
        }
    }

    [Theory, MemberData(nameof(Views))]
    public async Task Page_IsQuietAndAccessible(string address, int width, ColorScheme scheme, string language)
    {
        var said = new List<string>();
        var page = await OpenAsync(Ana, address, width, scheme, language, said);
        await ShootAsync(page, $"{PlainName().Replace(address, "-")}-{width}-{scheme}-{language}");
        Assert.Empty(await page.AxeFaultsAsync());
        Assert.Empty(said);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
    }

    [Fact]
    public async Task AddFunds_MakesALot_WithItsLastUsableDay()
    {
        var said = new List<string>();
        var page = await OpenAsync(Ana, "/funding", 1440, ColorScheme.Light, "en", said);
        await page.GetByLabel("Amount", new() { Exact = true }).FillAsync("50");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pay 50.00 USD" }).ClickAsync();
        await Assertions.Expect(page.GetByText(InPool())).ToBeVisibleAsync();
        var number = Regex.Match(await page.GetByText(InPool()).InnerTextAsync(), @"Lot (\d+)").Groups[1].Value;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(DateTime.UtcNow, "America/Los_Angeles"));
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = $"Lot {number}" });
        await Assertions.Expect(row).ToContainTextAsync(today.AddMonths(12).ToString("ddd d MMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en")));
        await Assertions.Expect(row).ToContainTextAsync("50.00");
        await ShootAsync(page, "funding-done");
        Assert.Empty(said);
    }

    [Theory]
    [InlineData("49", "Enter whole USD, 50 or more.")]
    [InlineData("50.5", "Enter whole USD, without decimals.")]
    [InlineData("abc", "Enter a number, for example 500.")]
    [InlineData("1000000000000", "Enter 5,000 USD or less.")]
    public async Task AddFunds_SaysBesideTheFieldWhatIsWrong_AndBooksNothing(string typed, string message)
    {
        var page = await OpenAsync(Ana, "/funding", 1440, ColorScheme.Light, "en", []);
        var before = await portal.TopUpsAsync();
        await page.GetByLabel("Amount", new() { Exact = true }).FillAsync(typed);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Pay() }).ClickAsync();
        await Assertions.Expect(page.GetByText(message)).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Amount", new() { Exact = true })).ToHaveValueAsync(typed);
        await ShootAsync(page, "funding-refused-" + typed);
        Assert.Empty(await page.AxeFaultsAsync());
        Assert.Equal(before, await portal.TopUpsAsync());
    }

    [Fact]
    public async Task AddFunds_PressedTwice_BuysOnce_AndNeitherReloadNorBackBuysAgain()
    {
        var page = await OpenAsync(Ana, "/funding", 1440, ColorScheme.Light, "en", []);
        var before = await portal.TopUpsAsync();
        await page.GetByLabel("Amount", new() { Exact = true }).FillAsync("60");
        await page.EvaluateAsync("(() => { const b = [...document.querySelectorAll('#add button')].at(-1); b.click(); b.click(); b.click(); })()");
        await Assertions.Expect(page.GetByText(InPool())).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Top-ups" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("tab=topups"));
        await page.GoBackAsync();
        await page.ReloadAsync();
        await SettleAsync(page);
        Assert.Equal(before + 1, await portal.TopUpsAsync());
    }

    [Fact]
    public async Task AddFunds_Declined_KeepsWhatWasTyped_AndMayBeTriedWithAnotherCard()
    {
        var page = await OpenAsync(Ana, "/funding", 1440, ColorScheme.Light, "en", []);
        await page.GetByLabel("Amount", new() { Exact = true }).FillAsync("70");
        await ChooseAsync(page, "Pay with", "Visa ending 0002 (12/2030)");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pay 70.00 USD" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The bank declined 70.00 on Visa ending 0002.")).ToBeVisibleAsync();
        await ShootAsync(page, "funding-declined");
        await Assertions.Expect(page.GetByLabel("Amount", new() { Exact = true })).ToHaveValueAsync("70");
        await ChooseAsync(page, "Pay with", "Visa ending 4242 (12/2030)");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pay 70.00 USD" }).ClickAsync();
        await Assertions.Expect(page.GetByText(InPool())).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AddFunds_Recorded_AsksForDayAndReference_AndMakesALotOfThatDay()
    {
        var page = await OpenAsync(Ana, "/funding", 1440, ColorScheme.Light, "en", []);
        await ChooseAsync(page, "Pay with", "Recorded: bought elsewhere");
        await page.GetByLabel("Amount left").FillAsync("12.34");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record 12.34 USD" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Enter the day of the purchase.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Enter the number under which it was bought.")).ToBeVisibleAsync();
        await ShootAsync(page, "funding-recorded");
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-30);
        await page.GetByLabel("Day of the purchase").FillAsync($"{day:yyyy-MM-dd}");
        await page.GetByLabel("Reference").FillAsync("MS-77");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record 12.34 USD" }).ClickAsync();
        await Assertions.Expect(page.GetByText(InPool())).ToContainTextAsync(Format.Date(day.AddMonths(12)));
    }

    [Fact]
    public async Task FinanceReader_SeesThePages_WithoutTheForms()
    {
        var page = await OpenAsync(Mei, "/funding", 1440, ColorScheme.Light, "en", []);
        await Assertions.Expect(page.GetByText("You can read this. Billing.Admin may change it.")).ToBeVisibleAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { NameRegex = Pay() }).CountAsync());
        await page.GotoAsync(new Uri(portal.Address, "/recharge").ToString());
        await SettleAsync(page);
        await Assertions.Expect(page.GetByText("You can read this. Billing.Admin may change it.")).ToBeVisibleAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).CountAsync());
        await ShootAsync(page, "recharge-mei");
    }

    [Fact]
    public async Task Recharge_ThatWouldBuyAtOnce_IsConfirmedByItsSum()
    {
        var page = await OpenAsync(Ana, "/recharge", 1440, ColorScheme.Light, "en", []);
        await page.GetByLabel("Trigger amount").FillAsync("50000");
        await Assertions.Expect(page.GetByText("Saving these values charges 200.00 now.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save and charge 200.00 USD" })).ToBeVisibleAsync();
        await ShootAsync(page, "recharge-confirm");
        await page.GetByRole(AriaRole.Button, new() { Name = "Do not save" }).ClickAsync();
        await page.GetByLabel("At most in a month").FillAsync("100");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("One recharge buys 200.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Trigger amount")).ToHaveValueAsync("100");
    }

    private static async Task ChooseAsync(IPage page, string label, string text)
    {
        await page.Locator(".mud-select", new() { HasText = label }).First.Locator(".mud-input-slot").First.ClickAsync();
        await page.Locator(".mud-popover-open .mud-list-item", new() { HasText = text }).ClickAsync();
        await Assertions.Expect(page.Locator(".mud-popover-open .mud-list-item")).ToHaveCountAsync(0);
    }

    private async Task<IPage> OpenAsync(string login, string address, int width, ColorScheme scheme, string language, List<string> said)
    {
        var page = await chromium.PageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, Locale = language, ReducedMotion = ReducedMotion.Reduce });
        page.Console += (_, message) => { if (message.Type is "warning" or "error") said.Add(message.Text); };
        page.PageError += (_, error) => said.Add(error);
        await page.GotoAsync(new Uri(portal.Address, address.Replace("first", $"{portal.FirstLot}")).ToString());
        await page.Locator($"button[value='{login}']").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await SettleAsync(page);
        return page;
    }

    private static async Task SettleAsync(IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.WaitForTimeoutAsync(800);
    }

    private static async Task ShootAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("PORTAL_SHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    [GeneratedRegex(@"[^a-z0-9]+")]
    private static partial Regex PlainName();

    [GeneratedRegex(@"^Lot \d+ is in the pool: ")]
    private static partial Regex InPool();

    [GeneratedRegex("^Pay")]
    private static partial Regex Pay();
}
