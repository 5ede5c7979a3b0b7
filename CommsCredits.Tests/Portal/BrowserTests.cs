using System.Text.RegularExpressions;
using CommsCredits.Tests.Support;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>The pages of the shell in a real browser: nothing in the console, nothing that axe finds. PORTAL_SHOTS names a folder for pictures.</summary>
public sealed partial class BrowserTests(PortalServer portal, Chromium chromium)
{
    private const string Ana = "ana.ruiz@marlow.example";

    public static TheoryData<string, string, int, ColorScheme, string> Views
    {
        get
        {
            var views = new TheoryData<string, string, int, ColorScheme, string>();
            foreach (var (page, login) in new[] { ("/", "sam.okafor@marlow.example") })
                foreach (var width in new[] { 1440, 390 })
                    foreach (var (scheme, language) in new[] { (ColorScheme.Light, "en"), (ColorScheme.Dark, "zh-CN") })
                        views.Add(page, login, width, scheme, language);
            return views;
        }
    }

    [Theory, MemberData(nameof(Views))]
    public async Task Page_IsQuietAndAccessible(string address, string login, int width, ColorScheme scheme, string language)
    {
        var said = new List<string>();
        var page = await SignInAsync(login, width, scheme, language, said);
        await page.GotoAsync(new Uri(portal.Address, address).ToString());
        await SettleAsync(page);
        await ShootAsync(page, $"{login.Split('.')[0]}{address.Replace('/', '-')}-{width}-{scheme}-{language}");
        Assert.Equal(scheme == ColorScheme.Dark ? "true" : "false", await page.Locator("html").GetAttributeAsync("data-dark"));
        Assert.Empty(await page.AxeFaultsAsync());
        Assert.Empty(said);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
    }

    [Fact]
    public async Task Issuer_IsQuietAndAccessible()
    {
        var said = new List<string>();
        var page = await OpenAsync(1440, ColorScheme.Light, "en", said);
        await page.GotoAsync(portal.Address.ToString());
        await ShootAsync(page, "issuer");
        Assert.Empty(await page.AxeFaultsAsync());
        Assert.Empty(said);
    }

    [Fact]
    public async Task ThemeAndMenu_Work()
    {
        var said = new List<string>();
        var page = await SignInAsync(Ana, 1440, ColorScheme.Light, "en", said);
        await SettleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Light or dark" }).First.ClickAsync();
        await UntilAsync(page, "getComputedStyle(document.documentElement).getPropertyValue('--mud-native-html-color-scheme').trim() === 'dark'");
        await page.Locator(".mud-appbar summary").ClickAsync();
        await ShootAsync(page, "menu");
        Assert.Empty(await page.AxeFaultsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "简体中文" }).ClickAsync();
        await page.WaitForSelectorAsync("html[lang=zh-Hans][data-dark=true]");
        await SettleAsync(page);
        await page.Locator(".mud-appbar summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "退出登录" }).ClickAsync();
        await page.WaitForURLAsync("**/_dev-entra/**");
        Assert.Empty(said);
    }

    /// <summary>Whatever the screen's theme: what is printed is ink on white, without what is pressed, and a table's total stands once.</summary>
    [Fact]
    public async Task Paper_IsInkOnWhite_FromADarkScreenToo()
    {
        var page = await SignInAsync(Ana, 1440, ColorScheme.Dark, "en", []);
        await SettleAsync(page);
        const string Inks = "[getComputedStyle(document.querySelector('h1')).color, getComputedStyle(document.querySelector('.cc-card')).backgroundColor, getComputedStyle(document.querySelector('.mud-appbar')).display, getComputedStyle(document.querySelector('main tfoot')).display]";
        await page.GotoAsync(new Uri(portal.Address, "/statements").ToString());
        await page.LivesAsync();
        Assert.NotEqual("rgb(18, 37, 42)", (await page.EvaluateAsync<string[]>(Inks))[0]);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(["rgb(18, 37, 42)", "rgb(255, 255, 255)", "none", "table-row-group"], await page.EvaluateAsync<string[]>(Inks));
    }

    [Fact]
    public async Task Drawer_OnAPhone_OpensOverThePage()
    {
        var page = await SignInAsync(Ana, 390, ColorScheme.Light, "en", []);
        await SettleAsync(page);
        Assert.False(await InViewAsync(page));
        // The page knows that it is narrow once the button says that the menu is closed
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Menu", Expanded = false })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).ClickAsync();
        await UntilAsync(page, "document.querySelector('.mud-drawer').getBoundingClientRect().left >= 0");
        await Task.Delay(400, TestContext.Current.CancellationToken);
        await ShootAsync(page, "phone-drawer");
        Assert.True(await InViewAsync(page));
        await page.GetByRole(AriaRole.Link, new() { Name = "Overview" }).Last.ClickAsync();
        await UntilAsync(page, "document.querySelector('.mud-drawer').getBoundingClientRect().right <= 0");
    }

    [Fact]
    public async Task LostConnection_ShowsTheAmberLine()
    {
        var page = await SignInAsync(Ana, 1440, ColorScheme.Light, "en", []);
        await SettleAsync(page);
        Assert.False(await page.Locator(".lost").IsVisibleAsync());
        await page.EvaluateAsync("document.querySelector('.lost').classList.add('components-reconnect-show')");
        await ShootAsync(page, "lost");
        Assert.True(await page.GetByText("Connection lost.").IsVisibleAsync());
        Assert.Empty(await page.AxeFaultsAsync());
    }

    /// <summary>Playwright's own waiting for a function uses eval, which our content security policy forbids.</summary>
    private static async Task UntilAsync(IPage page, string condition)
    {
        for (var tries = 0; !await page.EvaluateAsync<bool>(condition); tries++)
        {
            Assert.True(tries < 50, "Never came true: " + condition);
            await page.WaitForTimeoutAsync(100);
        }
    }

    private static async Task<bool> InViewAsync(IPage page) =>
        await page.EvaluateAsync<bool>("(r => r.width > 0 && r.left >= 0)(document.querySelector('.mud-drawer').getBoundingClientRect())");

    private async Task<IPage> SignInAsync(string login, int width, ColorScheme scheme, string language, List<string> said)
    {
        var page = await OpenAsync(width, scheme, language, said);
        await page.GotoAsync(portal.Address.ToString());
        await page.Locator($"button[value='{login}']").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Arrived(), new() { Timeout = 20_000 });
        // The address is there before the page is: who goes on before that ends the navigation.
        await SettleAsync(page);
        return page;
    }

    private async Task<IPage> OpenAsync(int width, ColorScheme scheme, string language, List<string> said)
    {
        var page = await chromium.PageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, Locale = language, ReducedMotion = ReducedMotion.Reduce });
        page.Console += (_, message) => { if (message.Type is "warning" or "error") said.Add(message.Text); };
        page.PageError += (_, error) => said.Add(error);
        return page;
    }

    /// <summary>The circuit is up when Blazor has taken over the page.</summary>
    private static async Task SettleAsync(IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.WaitForTimeoutAsync(200);
    }

    private static async Task ShootAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("PORTAL_SHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
    }

    [GeneratedRegex("""^http://localhost:\d+/(Account/AccessDenied.*)?$""")]
    private static partial Regex Arrived();
}
