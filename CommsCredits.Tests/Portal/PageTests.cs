using System.Net;
using System.Text.RegularExpressions;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Portal;

public sealed partial class PageTests(PortalServer portal)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Assets_AreLinkedByTheirFingerprints_AndOpenToAnybody()
    {
        var html = await (await portal.Browser().SignInAsync("ana.ruiz@marlow.example")).Content.ReadAsStringAsync(Cancel);
        var assets = Asset().Matches(html).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.Contains(assets, a => Regex.IsMatch(a, @"^app\.[a-z0-9]{10}\.css$"));
        Assert.True(assets.Count >= 6, string.Join(", ", assets));
        foreach (var asset in assets)
            Assert.Equal(HttpStatusCode.OK, (await portal.Browser().GetAsync("/" + asset, Cancel)).StatusCode);
    }

    [Fact]
    public async Task UnknownPage_SaysSo_With404()
    {
        var browser = portal.Browser();
        await browser.SignInAsync("ana.ruiz@marlow.example");
        var page = await browser.GetAsync("/no/such/page", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("There is no such page", await page.TextAsync());
    }

    [Fact]
    public async Task Language_FollowsTheBrowser_ThenTheChoice()
    {
        var browser = portal.Browser();
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN,zh;q=0.9");
        var html = await (await browser.SignInAsync("ana.ruiz@marlow.example")).TextAsync();
        Assert.Contains("<html lang=\"zh-Hans\"", html);
        Assert.Contains("对账单", html);
        var form = Visits.Inputs(html);
        form["culture"] = "en";
        form["returnUrl"] = "//elsewhere.example";
        var chosen = await browser.PostAsync("/culture", new FormUrlEncodedContent(form), Cancel);
        Assert.Equal("/", chosen.Headers.Location?.ToString());
        Assert.Contains("<html lang=\"en\"", await (await browser.VisitAsync("/")).TextAsync());
    }

    [Fact]
    public async Task Theme_FollowsTheCookie()
    {
        var browser = portal.Browser();
        browser.DefaultRequestHeaders.Add("Cookie", "cc-theme=dark");
        var html = await (await browser.VisitAsync("/Account/AccessDenied")).TextAsync();
        Assert.Contains("data-dark=\"true\"", html);
        Assert.Contains("--mud-native-html-color-scheme: dark", html);
    }

    /// <summary>Whoever lacks a role reads which one to ask for.</summary>
    [Theory]
    [InlineData("/recharge", "Finance.Reader Billing.Admin")]
    [InlineData("/settings/mail?edit=new", "Billing.Admin")]
    [InlineData("/Account/AccessDenied", "")]
    public async Task TheRefusal_MarksTheRolesThatOpenThePage(string address, string roles)
    {
        var browser = portal.Browser();
        await browser.SignInAsync(EveryPage.Jonas);
        var html = await (await browser.VisitAsync(address)).TextAsync();
        Assert.Contains("This page needs another role", html);
        var marked = Roles.All.Where(role => Regex.IsMatch(html, $"""<td class="med nw">{Regex.Escape(role)}</td><td class="sub">[^<]*<div class="mt4"><span class="chip ok">opens this page"""));
        Assert.Equal(roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), marked.Order());
    }

    [Fact]
    public async Task FaultPage_NeedsNoSignIn()
    {
        var page = await portal.Browser().GetAsync("/error", Cancel);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("This page could not be shown", await page.TextAsync());
    }

    [Fact]
    public async Task Headers_AllowOnlyOurOwnScripts()
    {
        var page = await portal.Browser().GetAsync("/Account/AccessDenied", Cancel);
        var policy = string.Join(";", page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Equal(["nosniff"], page.Headers.GetValues("X-Content-Type-Options"));
    }

    [GeneratedRegex("""(?:href|src)="([^"/][^":]*\.(?:css|js|svg))""")]
    private static partial Regex Asset();
}
