using Microsoft.Playwright;

namespace CommsCredits.Tests.Support;

/// <summary>What a person sees in a real browser: how a page is come to, and what must hold of every page that is looked at.</summary>
public static class Pages
{
    /// <summary>Signs in on the way to an address and waits until the page lives.</summary>
    /// <param name="said">Takes warnings and errors of the console and of the page.</param>
    public static async Task<IPage> OpenAsync(this Chromium chromium, Uri portal, string login, string address, int width, ColorScheme scheme, string language, List<string> said)
    {
        var page = await chromium.PageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, Locale = language, ReducedMotion = ReducedMotion.Reduce });
        page.Console += (_, message) => { if (message.Type is "warning" or "error") said.Add(message.Text); };
        page.PageError += (_, error) => said.Add(error);
        await page.GotoAsync(new Uri(portal, address).ToString());
        await page.Locator($"button[value='{login}']").ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == address.Split('?')[0], new() { Timeout = 20_000 });
        await page.Locator("main h1").WaitForAsync(new() { Timeout = 20_000 });
        await page.SettleAsync();
        return page;
    }

    /// <summary>Nothing loads any more, and what moves has come to rest.</summary>
    public static async Task SettleAsync(this IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.WaitForTimeoutAsync(200);
    }

    /// <summary>The page lives (a door page never does), its letters have come and it waits for nothing more: quicker than <see cref="SettleAsync"/>.</summary>
    public static async Task LivesAsync(this IPage page)
    {
        await page.Locator("html[data-lives], main.door").First.WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = 30_000 });
        await Assertions.Expect(page.Locator(".cc-wait")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await page.EvaluateAsync("document.fonts.ready.then(() => true)");
        await page.WaitForTimeoutAsync(150);
    }

    /// <summary>Axe finds nothing, nothing scrolls sideways, and a picture where one is wanted (<c>PORTAL_SHOTS</c>, a folder).</summary>
    public static async Task LookAsync(this IPage page, string name)
    {
        await page.SettleAsync();
        if (Environment.GetEnvironmentVariable("PORTAL_SHOTS") is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        Assert.Empty((await page.AxeFaultsAsync()).Select(fault => $"{name}: {fault}"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} scrolls sideways.");
    }
}
