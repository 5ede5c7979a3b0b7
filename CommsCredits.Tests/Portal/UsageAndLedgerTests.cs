using CommsCredits.Tests.Support;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>The telecom admin brings a file in; the finance people follow the money. PORTAL_SHOTS names a folder for pictures.</summary>
public sealed class UsageAndLedgerTests(PortalServer portal, Chromium chromium)
{
    private const string Ana = "ana.ruiz@marlow.example", Jonas = "jonas.weber@marlow.example", Mei = "mei.lin@marlow.example";

    [Fact]
    public async Task Upload_BecomesAnImport_WhoseLinesAddUp()
    {
        var said = new List<string>();
        var page = await SignInAsync(Jonas, "/usage/imports", 1440, ColorScheme.Light, "en", said);
        await page.Locator("input[type=file]").SetInputFilesAsync(Path.Combine(AppContext.BaseDirectory, "samples", "PSTN.calls.2026-10.dirty.csv"));
        await page.WaitForURLAsync("**/usage/imports/*-*");
        await Assertions.Expect(page.GetByText("Every line is accounted for: 1,501 + 7 + 3 + 2 = 1,513")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByText("Read to the end")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(page.GetByText("Unknown call type “user_teleported”")).ToBeVisibleAsync();
        await page.LookAsync("import-1440-Light-en");
        foreach (var (width, scheme, language) in new[] { (1440, ColorScheme.Dark, "zh-CN"), (390, ColorScheme.Light, "en") })
        {
            var other = await SignInAsync(Mei, new Uri(page.Url).AbsolutePath, width, scheme, language, said);
            await other.LookAsync($"import-{width}-{scheme}-{language}");
            Assert.Equal(0, await other.Locator("input[type=file]").CountAsync());
        }
        Assert.Empty(said);
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light, "en")]
    [InlineData(390, ColorScheme.Dark, "zh-CN")]
    public async Task Pages_AreQuietAndAccessible(int width, ColorScheme scheme, string language)
    {
        var said = new List<string>();
        var page = await SignInAsync(Mei, "/usage/calls?state=Booked", width, scheme, language, said);
        await page.Locator("tr.click .rowlink").First.ClickAsync();
        await Assertions.Expect(page.Locator("tr.detail ol.steps").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("tr.detail")).ToContainTextAsync("···");
        await page.LookAsync($"calls-{width}-{scheme}-{language}");
        Assert.Empty(said);
    }

    [Fact]
    public async Task Ledger_OpensAnEntry_FiltersByAddress_AndChecksTheBooks()
    {
        var said = new List<string>();
        var page = await SignInAsync(Ana, "/ledger?kind=Usage", 1440, ColorScheme.Light, "en", said);
        await page.Locator("tr.click .rowlink").First.ClickAsync();
        await Assertions.Expect(page.GetByText("Why this amount")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".chain .chip.ok")).ToHaveTextAsync("Fits");
        Assert.Contains("entry=", page.Url);
        await page.LookAsync("ledger-entry-1440-Light-en");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the books" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The books are true.")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Link, new() { Name = "Close the entry" }).ClickAsync();
        await page.Locator("summary", new() { HasText = "All lots" }).ClickAsync();
        await page.LookAsync("ledger-filter-1440-Light-en");
        await page.GetByRole(AriaRole.Link, new() { Name = "Lot 1", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**lot=1*");
        await Assertions.Expect(page.Locator(".chip.filter.on")).ToHaveCountAsync(2);
        await page.Locator(".chip.filter.on > a").First.ClickAsync();
        await Assertions.Expect(page.Locator(".chip.filter.on")).ToHaveCountAsync(1);
        Assert.Empty(said);
    }

    [Fact]
    public async Task Entry_OnAPhone_IsAPageOfItsOwn()
    {
        var said = new List<string>();
        var page = await SignInAsync(Ana, "/ledger?kind=Usage&entry=2", 390, ColorScheme.Dark, "zh-CN", said);
        await Assertions.Expect(page.Locator(".why")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".ledger .list")).ToBeHiddenAsync();
        await page.LookAsync("ledger-entry-390-Dark-zh-CN");
        Assert.Empty(said);
    }

    private Task<IPage> SignInAsync(string login, string address, int width, ColorScheme scheme, string language, List<string> said) =>
        chromium.OpenAsync(portal.Address, login, address, width, scheme, language, said);
}
