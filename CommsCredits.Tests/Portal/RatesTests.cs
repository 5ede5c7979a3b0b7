using CommsCredits.Tests.Support;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>The telecom admin brings a price list in and asks what a call costs. PORTAL_SHOTS names a folder for pictures.</summary>
public sealed class RatesTests(PortalServer portal, Chromium chromium)
{
    private const string Jonas = "jonas.weber@marlow.example", Mei = "mei.lin@marlow.example";

    private static readonly string s_list =
        "Destination Name,Destination Type,Country,Prefix,Price / min\nAscension,mixed,SH,247,1.5\nSaint Helena - Mobile,mobile,SH,2905,2.25\nBad,mixed,SH,29x,1\nWorse,mixed,SH,29077,0.1234567\n";

    [Fact]
    public async Task AList_IsPreviewed_Added_AndInForce_AndItsNumbersAreFound()
    {
        var said = new List<string>();
        var page = await SignInAsync(Jonas, "/rates/import", 1440, ColorScheme.Light, "en", said);
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "islands.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(s_list) });
        await Assertions.Expect(page.GetByText("2 rates, 2 lines that cannot be used")).ToBeVisibleAsync();
        await page.Locator("#kind").SelectOptionAsync("PayPerMinuteDialOut");
        await page.Locator("#from").FillAsync("2026-01-01");
        await page.Locator("#places").FillAsync("9");
        await page.Locator("#places").BlurAsync();
        await Assertions.Expect(page.GetByText("Enter a whole number from 0 to 6.")).ToBeVisibleAsync();
        await page.Locator("#places").FillAsync("2");
        await page.Locator("#places").BlurAsync();
        await Assertions.Expect(page.GetByText("the prefix is not digits only: “29x”")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Price / min has more than six decimals: 0.1234567")).ToBeVisibleAsync();
        await page.LookAsync("rates-import-1440-Light-en");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add 2 rates from 1 Jan 2026" }).ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/rates");
        var row = page.Locator("tr", new() { HasText = "islands" });
        await Assertions.Expect(row).ToContainTextAsync("In force");
        await Assertions.Expect(row).ToContainTextAsync("Jonas Weber");
        await page.Locator("#q").FillAsync("+290 51234");
        await page.Locator("#kind").SelectOptionAsync("PayPerMinuteDialOut");
        await page.Locator("#length").FillAsync("2:30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Assertions.Expect(page.GetByText("2.2500 USD a minute")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("tr", new() { HasText = "2:30 (150 s)" })).ToContainTextAsync("6.75");
        Assert.Contains("q=%2B290", page.Url);
        await page.LookAsync("rates-answer-1440-Light-en");
        Assert.Empty(said);
    }

    [Theory]
    [InlineData(1440, ColorScheme.Dark, "en")]
    [InlineData(390, ColorScheme.Light, "zh-CN")]
    public async Task Pages_AreQuietAndAccessible(int width, ColorScheme scheme, string language)
    {
        var said = new List<string>();
        var page = await SignInAsync(Jonas, "/rates?number=%2B442079460000", width, scheme, language, said);
        await Assertions.Expect(page.Locator("ol.steps")).ToBeVisibleAsync();
        await page.LookAsync($"rates-{width}-{scheme}-{language}");
        foreach (var (address, name) in new[] { ("/rates?q=brazil", "rates-text"), ("/rates?prefix=999", "rates-none"), ("/rates/change?prefix=4420", "rates-change"), ("/rates/pools?edit=new", "pools-form"), ("/rates/pools", "pools"), ("/rates/import", "rates-file") })
        {
            await page.GotoAsync(new Uri(portal.Address, address).ToString());
            await page.LookAsync($"{name}-{width}-{scheme}-{language}");
        }
        await page.GotoAsync(new Uri(portal.Address, "/rates").ToString());
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.Locator("tr.click .rowlink").First.ClickAsync();
        await Assertions.Expect(page.Locator(".filters")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.Contains("/rates/decks/", page.Url);
        await page.LookAsync($"rates-deck-{width}-{scheme}-{language}");
        Assert.Empty(said);
    }

    [Fact]
    public async Task AReader_SeesNoButtons_AndTheFormIsClosed()
    {
        var said = new List<string>();
        var page = await SignInAsync(Mei, "/rates?prefix=999", 1440, ColorScheme.Light, "en", said);
        await Assertions.Expect(page.GetByText("No rate for +999")).ToBeVisibleAsync();
        Assert.Equal(0, await page.GetByText("Add a rate", new() { Exact = true }).CountAsync());
        await page.GotoAsync(new Uri(portal.Address, "/rates/pools?edit=new").ToString());
        Assert.Equal(0, await page.Locator("form.cc-card").CountAsync());
        await Assertions.Expect(page.GetByText("Telecom.Admin may change it")).ToBeVisibleAsync();
    }

    private Task<IPage> SignInAsync(string login, string address, int width, ColorScheme scheme, string language, List<string> said) =>
        chromium.OpenAsync(portal.Address, login, address, width, scheme, language, said);
}
