using System.Net;
using CommsCredits.Tests.Support;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommsCredits.Tests.Portal;

public sealed class SignInTests(PortalServer portal)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/ledger")]
    [InlineData("/not-found")]
    [InlineData("/no/such/page")]
    [InlineData("/_blazor")]
    public async Task Anonymous_IsSentToSignIn(string page)
    {
        var response = await portal.Browser().GetAsync(page, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.StartsWith(new Uri(portal.Address, "_dev-entra/").ToString(), response.Headers.Location!.ToString());
    }

    /// <summary>A demo's clock stands months back: a cookie dated by it is gone before the browser sends it.</summary>
    [Fact]
    public async Task Cookies_LiveInTheBrowsersTime_WhateverThePortalsClockSays()
    {
        var challenge = await portal.Browser().GetAsync("/signin", Cancel);
        var expiries = challenge.Headers.GetValues("Set-Cookie").SelectMany(c => c.Split(';')).Select(p => p.Trim()).Where(p => p.StartsWith("expires=", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.NotEmpty(expiries);
        Assert.Same(TimeProvider.System, portal.Services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(OpenIdConnectDefaults.AuthenticationScheme).TimeProvider);
        Assert.Same(TimeProvider.System, portal.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme).TimeProvider);
    }

    [Theory]
    [InlineData("ana.ruiz@marlow.example", "Ana Ruiz", "/funding /recharge /ledger /statements /usage")]
    [InlineData("jonas.weber@marlow.example", "Jonas Weber", "/usage")]
    [InlineData("mei.lin@marlow.example", "Mei Lin", "/funding /recharge /ledger /statements /usage")]
    [InlineData("priya.nair@harborlane.example", "Priya Nair", "/funding /recharge /ledger /statements /usage")]
    public async Task SignIn_OpensThePortalWithThePagesOfTheRole(string login, string name, string pages)
    {
        var page = await portal.Browser().SignInAsync(login);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var html = await page.TextAsync();
        Assert.Contains(name, html);
        string[] all = ["/funding", "/recharge", "/ledger", "/statements", "/usage"];
        Assert.Equal(pages.Split(' '), all.Where(p => html.Contains($"href=\"{p}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task SignIn_WithoutRole_ShowsWhomToAsk()
    {
        var page = await portal.Browser().SignInAsync("sam.okafor@marlow.example");
        Assert.Equal("/Account/AccessDenied", page.RequestMessage!.RequestUri!.AbsolutePath);
        var html = await page.TextAsync();
        Assert.Contains("You are signed in, but have no role here yet", html);
        Assert.Contains("Sam Okafor", html);
        Assert.Contains("Billing.Admin", html);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task SignIn_FollowsLocalReturnAddressesOnly(string returnUrl)
    {
        var page = await portal.Browser().SignInAsync("ana.ruiz@marlow.example", returnUrl);
        Assert.Equal(portal.Address, page.RequestMessage!.RequestUri);
    }

    [Fact]
    public async Task SignOut_NeedsTheAntiforgeryToken_AndEndsTheSession()
    {
        var browser = portal.Browser();
        var html = await (await browser.SignInAsync("ana.ruiz@marlow.example")).Content.ReadAsStringAsync(Cancel);
        var forged = await browser.PostAsync("/signout", new FormUrlEncodedContent([new("From", "elsewhere")]), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        var signedOut = await browser.PostAsync("/signout", new FormUrlEncodedContent(Visits.Inputs(html)), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        var after = await browser.GetAsync("/", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task Code_WithAnotherVerifier_IsRefused()
    {
        var token = await portal.Browser().PostAsync("/_dev-entra/6f1d2a34-0c5b-4e8f-9a71-3b2c5d7e9f10/oauth2/v2.0/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = "c0a80101-57d3-4b6e-8f2a-1e4d6c8b0a92", ["client_secret"] = "development-only", ["grant_type"] = "authorization_code", ["code"] = "never-given",
            ["code_verifier"] = "x", ["redirect_uri"] = "http://localhost/signin-oidc",
        }), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, token.StatusCode);
        Assert.Contains("invalid_grant", await token.TextAsync());
    }
}
