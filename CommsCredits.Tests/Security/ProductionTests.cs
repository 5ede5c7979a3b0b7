using System.Text.RegularExpressions;
using CommsCredits.Tests.Support;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Security;

/// <summary>The published portal in production, behind https, with an issuer that others wrote: what a newcomer does on the first day, and tokens that must open nothing. PORTAL_SHOTS names a folder for pictures.</summary>
public sealed partial class ProductionTests(ProductionPortal portal, Chromium chromium) : IClassFixture<ProductionPortal>
{
    public static TheoryData<string> Bad => ["issuer", "audience", "tenant", "expired", "nonce", "unsigned", "key"];

    [Fact]
    public async Task TheFirstDay_FromFirstRunToStatement_AndARoleThatIsTakenAwayEndsTheOpenPage()
    {
        Assert.SkipWhen(portal.Missing is not null, portal.Missing ?? "");
        var said = new List<string>();
        var page = await PageAsync();
        page.Console += (_, message) => { if (message.Type is "warning" or "error" && message.Location.StartsWith(portal.Address.ToString(), StringComparison.Ordinal)) said.Add(message.Text); };
        var before = portal.Complaints.Count();
        await SignInAsync(page);
        await page.WaitForURLAsync("**/first-run");
        await page.GetByLabel("Name").FillAsync("Contoso");
        await page.GetByLabel("books begin").FillAsync("2026-09-01");
        await page.LookAsync("production-first-run");
        await page.GetByRole(AriaRole.Button).Filter(new() { HasNotText = "Sign" }).Last.ClickAsync();
        await page.LivesAsync();
        await page.LookAsync("production-after-first-run");

        await GoAsync(page, "/funding");
        await page.GetByLabel("Amount left").FillAsync("400");
        await page.GetByLabel("Day of the purchase").FillAsync("2026-09-01");
        await page.GetByLabel("Reference").FillAsync("MS-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record 400.00 USD" }).ClickAsync();
        await Assertions.Expect(page.GetByText(InPool())).ToBeVisibleAsync();
        await GoAsync(page, "/usage/imports");
        await page.Locator("input[type=file]").SetInputFilesAsync(Path.Combine(AppContext.BaseDirectory, "samples", "PSTN.calls.2026-09.csv"));
        await Assertions.Expect(page.GetByText("Read to the end")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await page.LookAsync("production-import");
        await GoAsync(page, "/statements/2026-09");
        await page.LookAsync("production-statement");
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "PDF" }).First.ClickAsync());
        Assert.StartsWith("%PDF-", await File.ReadAllTextAsync(await saved.PathAsync(), TestContext.Current.CancellationToken));

        await GoAsync(page, "/recharge");
        await portal.TellAsync(new { roles = new[] { "Telecom.Admin" } });
        // Renewed after a minute, looked at each second: a minute and a few seconds at the latest
        await Assertions.Expect(page.Locator("nav a[href='/funding']")).ToHaveCountAsync(0, new() { Timeout = 90_000 });
        await page.LookAsync("production-role-gone");
        await page.GotoAsync(new Uri(portal.Address, "/funding").ToString());
        await page.LookAsync("production-role-gone-page");
        await portal.TellAsync(new { roles = new[] { "Billing.Admin", "Telecom.Admin" } });

        await page.Locator("form[action='/signout'] button").ClickAsync();
        await page.Locator("button[name=logout]").ClickAsync();
        await page.Locator("input[name=login]").WaitForAsync();
        Assert.DoesNotContain(await page.Context.CookiesAsync(), cookie => Session().IsMatch(cookie.Name));
        Assert.Empty(said);
        Assert.Empty(portal.Complaints.Skip(before));
    }

    [Theory, MemberData(nameof(Bad))]
    public async Task ABadToken_OpensNothing(string what)
    {
        Assert.SkipWhen(portal.Missing is not null, portal.Missing ?? "");
        await portal.TellAsync(new { bend = what });
        try
        {
            var page = await PageAsync();
            await SignInAsync(page);
            await page.WaitForURLAsync("**/Account/SignInFailed?why=*");
            Assert.DoesNotContain(await page.Context.CookiesAsync(), cookie => Session().IsMatch(cookie.Name));
        }
        finally
        {
            await portal.TellAsync(new { bend = "" });
        }
    }

    [Fact]
    public async Task ACodeThatWasUsed_OpensNothing()
    {
        Assert.SkipWhen(portal.Missing is not null, portal.Missing ?? "");
        var page = await PageAsync();
        var posted = "";
        page.Request += (_, request) => { if (request.Url.EndsWith("/signin-oidc", StringComparison.Ordinal)) posted = request.PostData ?? ""; };
        await SignInAsync(page);
        await page.WaitForURLAsync(url => url.StartsWith(portal.Address.ToString(), StringComparison.Ordinal) && !url.Contains("signin", StringComparison.Ordinal));
        Assert.Contains("code=", posted);
        await page.Context.ClearCookiesAsync(new() { NameRegex = Session() });
        var again = await page.Context.APIRequest.PostAsync(new Uri(portal.Address, "/signin-oidc").ToString(), new() { Headers = new Dictionary<string, string> { ["Content-Type"] = "application/x-www-form-urlencoded" }, Data = posted, MaxRedirects = 0 });
        Assert.StartsWith("/Account/SignInFailed", again.Headers["location"]);
        Assert.DoesNotContain(await page.Context.CookiesAsync(), cookie => Session().IsMatch(cookie.Name));
    }

    private Task<IPage> PageAsync() => chromium.PageAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en", IgnoreHTTPSErrors = true, ReducedMotion = ReducedMotion.Reduce });

    private async Task SignInAsync(IPage page)
    {
        await page.GotoAsync(portal.Address.ToString());
        await page.Locator("input[name=login]").FillAsync("ada");
        await page.Locator("input[name=password]").FillAsync("any");
        await page.Locator("button[type=submit]").ClickAsync();
    }

    private async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(new Uri(portal.Address, path).ToString());
        await page.LivesAsync();
    }

    [GeneratedRegex("Lot \\d+ .* in the pool|is in the pool")]
    private static partial Regex InPool();

    [GeneratedRegex("cc-session")]
    private static partial Regex Session();
}
