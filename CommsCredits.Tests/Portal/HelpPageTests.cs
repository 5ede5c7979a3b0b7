using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Help;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>People look for how something is done. PORTAL_SHOTS names a folder for pictures.</summary>
public sealed class HelpPageTests(PortalServer portal, Chromium chromium)
{
    private const string Ana = "ana.ruiz@marlow.example", Jonas = "jonas.weber@marlow.example";

    [Fact]
    public async Task TheMark_BesideATitle_LeadsToItsTask_AndTheTaskBack()
    {
        var said = new List<string>();
        var page = await SignInAsync(Ana, "/recharge", 1440, ColorScheme.Light, "en", said);
        await page.GetByRole(AriaRole.Link, new() { Name = "How this is done" }).ClickAsync();
        await page.WaitForURLAsync(url => url.EndsWith("/help/auto-recharge", StringComparison.Ordinal));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Set auto-recharge" })).ToBeVisibleAsync();
        Assert.Equal(6, await page.Locator(".steps.help > li").CountAsync());
        await page.Locator(".steps.help").GetByRole(AriaRole.Link, new() { Name = "Auto-recharge" }).ClickAsync();
        await page.WaitForURLAsync(url => url.EndsWith("/recharge", StringComparison.Ordinal));
        Assert.Empty(said);
    }

    [Fact]
    public async Task AnyRole_ReadsHelp_AndAnUnknownTask_ShowsTheList()
    {
        var said = new List<string>();
        var page = await SignInAsync(Jonas, "/help/no-such", 1440, ColorScheme.Light, "en", said);
        await Assertions.Expect(page.GetByText("There is no help of that name.")).ToBeVisibleAsync();
        Assert.Equal(HelpTasks.All.Count(), await page.Locator(".tasks > li").CountAsync());
        Assert.Empty(said);
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light, "en")]
    [InlineData(390, ColorScheme.Dark, "zh-CN")]
    public async Task Pages_AreQuietAndAccessible(int width, ColorScheme scheme, string language)
    {
        var said = new List<string>();
        var page = await SignInAsync(Ana, "/help", width, scheme, language, said);
        foreach (var task in new[] { "why-blocked", "backup" })
        {
            await page.GotoAsync(new Uri(portal.Address, $"/help/{task}").ToString());
            await page.LookAsync($"help-{task}-{width}-{scheme}-{language}");
        }
        Assert.Empty(said);
    }

    private Task<IPage> SignInAsync(string login, string address, int width, ColorScheme scheme, string language, List<string> said) =>
        chromium.OpenAsync(portal.Address, login, address, width, scheme, language, said);
}
