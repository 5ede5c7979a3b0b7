using System.Net;
using System.Net.WebSockets;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Security;
using CommsCredits.Web.Setup;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommsCredits.Tests.Security;

/// <summary>Whose word about an address is believed, how much one caller gets, and who may open a page's connection.</summary>
public sealed class HardeningTests(PortalServer portal)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:1", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task AConnectionFromAnotherPage_IsRefused(string origin, HttpStatusCode answer)
    {
        var browser = portal.Browser();
        await browser.SignInAsync("ana.ruiz@marlow.example");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", origin);
        Assert.Equal(answer, (await browser.SendAsync(request, Cancel)).StatusCode);
        using var own = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        own.Headers.Add("Origin", portal.Address.ToString().TrimEnd('/'));
        Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(own, Cancel)).StatusCode);
    }

    [Fact]
    public async Task SignIns_AreLimitedByAddress_AndSayWhenToComeBack()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var own = await OwnPortal.StartAsync(issuer, "--Host:SignInsPerAddress", "3");
        var (_, browser) = own.Browser();
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/signin", Cancel)).StatusCode);
        var fourth = await browser.GetAsync("/signin", Cancel);
        Assert.Equal((HttpStatusCode)429, fourth.StatusCode);
        Assert.NotEmpty(fourth.Headers.GetValues("Retry-After"));
        Assert.Equal("ok", await browser.GetStringAsync("/healthz", Cancel));
        Assert.Equal("ready", await browser.GetStringAsync("/readyz", Cancel));
    }

    /// <summary>The addresses that the issuer sends people back to are answered before it is known who asks: the limit stands before that, and what is over it reaches no issuer.</summary>
    [Theory]
    [InlineData("/signin-oidc")]
    [InlineData("/signin-oidc/")]
    [InlineData("/signout-callback-oidc")]
    public async Task CallBacks_AreLimitedByAddress(string path)
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var own = await OwnPortal.StartAsync(issuer, "--Host:SignInsPerAddress", "3");
        var (_, browser) = own.Browser();
        for (var i = 0; i < 3; i++) Assert.NotEqual((HttpStatusCode)429, (await browser.GetAsync(path, Cancel)).StatusCode);
        var fourth = await browser.PostAsync(path, new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = "c", ["state"] = "s" }), Cancel);
        Assert.Equal((HttpStatusCode)429, fourth.StatusCode);
        Assert.NotEmpty(fourth.Headers.GetValues("Retry-After"));
        Assert.Equal(0, issuer.TokensAsked);
    }

    /// <summary>The cookie that ties a sign-in to a browser is in the browser's hands: shown again with its state it would send the portal to the issuer once more.</summary>
    [Fact]
    public async Task AState_IsGoodOnce()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var own = await OwnPortal.StartAsync(issuer);
        var (handler, browser) = own.Browser();
        var asked = await OwnPortal.BeginAsync(browser);
        issuer.Nonce = asked["nonce"];
        var cookies = string.Join("; ", handler.Cookies.Select(c => $"{c.Key}={c.Value}"));
        Assert.Equal("/account", (await OwnPortal.EndAsync(browser, asked["state"])).Headers.Location?.ToString());
        Assert.Equal(1, issuer.TokensAsked);
        for (var i = 0; i < 5; i++)
        {
            var (_, again) = own.Browser();
            again.DefaultRequestHeaders.Add("Cookie", cookies);
            Assert.StartsWith("/Account/SignInFailed", (await OwnPortal.EndAsync(again, asked["state"])).Headers.Location?.ToString());
        }
        Assert.Equal(1, issuer.TokensAsked);
    }

    [Fact]
    public void AState_IsForgottenWhenItIsTooOldAnyway()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.Parse("2026-11-30T09:00:00Z"));
        var states = new UsedStates(clock);
        var given = clock.GetUtcNow();
        Assert.True(states.Use("one", given));
        foreach (var minutes in new[] { 0, 10, 4 })
        {
            clock.Advance(TimeSpan.FromMinutes(minutes));
            Assert.False(states.Use("one", given));
        }
        Assert.True(states.Use("two", clock.GetUtcNow()));
        clock.Advance(TimeSpan.FromMinutes(16));
        Assert.False(states.Use("one", given));
        Assert.False(states.Use("three", given));
        Assert.True(states.Use("three", clock.GetUtcNow()));
    }

    /// <summary>Whoever watches the server is answered, however many others ask from the same address.</summary>
    [Fact]
    public async Task TheWatchersQuestions_AreOutsideEveryLimit_AndAskNobodyWhoTheyAre()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var own = await OwnPortal.StartAsync(issuer, "--Host:RequestsPerAddress", "3");
        var (_, browser) = own.Browser();
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("ok", await browser.GetStringAsync("/healthz", Cancel));
            Assert.Equal("ready", await browser.GetStringAsync("/readyz", Cancel));
        }
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account", Cancel)).StatusCode);
        Assert.Equal((HttpStatusCode)429, (await browser.GetAsync("/account", Cancel)).StatusCode);
        using var unknown = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        unknown.Headers.Add("Cookie", "cc-session=nobody's");
        Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(unknown, Cancel)).StatusCode);
    }

    /// <summary>A link on another site makes no file in somebody's name; pages may be linked from anywhere.</summary>
    [Fact]
    public async Task AFile_IsNotMadeForALinkOfAnotherSite()
    {
        var browser = portal.Browser();
        await browser.SignInAsync("ana.ruiz@marlow.example");
        foreach (var address in new[] { "/ledger.csv", "/audit.csv", "/privacy/person.json?id=person%3Ax", "/statements/2026-09.pdf" })
        {
            Assert.Equal((address, HttpStatusCode.Forbidden), (address, await GetAsync(address, "cross-site")));
            foreach (var site in new[] { "same-origin", "none" }) Assert.NotEqual((address, HttpStatusCode.Forbidden), (address, await GetAsync(address, site)));
        }
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/account", "cross-site"));

        async Task<HttpStatusCode> GetAsync(string address, string site)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Sec-Fetch-Site", site);
            return (await browser.SendAsync(request, Cancel)).StatusCode;
        }
    }

    /// <summary>Each open page holds memory on the server: somebody's script opens no thousand of them, however it writes the address.</summary>
    [Theory]
    [InlineData("/_blazor")]
    [InlineData("/_blazor/")]
    [InlineData("/_BLAZOR/?x=1")]
    public async Task OpenPages_AreLimitedForOnePerson(string path)
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var own = await OwnPortal.StartAsync(issuer, "--Host:PagesPerPerson", "2");
        var (handler, browser) = own.Browser();
        var asked = await OwnPortal.BeginAsync(browser);
        issuer.Nonce = asked["nonce"];
        await OwnPortal.EndAsync(browser, asked["state"]);
        var open = new List<ClientWebSocket>();
        for (var i = 0; i < 2; i++) open.Add(await OpenAsync());
        await Assert.ThrowsAsync<WebSocketException>(OpenAsync);
        open[0].Abort();
        open[0].Dispose();
        for (var tries = 0; ; tries++)
        {
            try
            {
                (await OpenAsync()).Dispose();
                break;
            }
            catch (WebSocketException) when (tries < 50)
            {
                // The server has not seen yet that the page is gone
                await Task.Delay(100, Cancel);
            }
        }
        open[1].Dispose();

        async Task<ClientWebSocket> OpenAsync()
        {
            var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader("Cookie", string.Join("; ", handler.Cookies.Select(c => $"{c.Key}={c.Value}")));
            await socket.ConnectAsync(new UriBuilder(new Uri(own.Address, path)) { Scheme = "ws" }.Uri, Cancel);
            return socket;
        }
    }

    [Fact]
    public async Task ForwardedHeaders_AreBelievedOfKnownProxiesOnly()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using (var own = await OwnPortal.StartAsync(issuer))
            Assert.StartsWith(own.Address.ToString(), await RedirectAsync(own));
        await using (var proxied = await OwnPortal.StartAsync(issuer, "--Host:KnownProxies:0", "127.0.0.0/8", "--Host:KnownProxies:1", "::1", "--AllowedHosts", "*"))
            Assert.StartsWith("https://credits.example/", await RedirectAsync(proxied));
        // A proxy that passes on what it was told: a name that is not ours is not believed
        await using var careless = await OwnPortal.StartAsync(issuer, "--Host:KnownProxies:0", "127.0.0.0/8", "--Host:KnownProxies:1", "::1", "--AllowedHosts", "localhost;portal.example");
        Assert.DoesNotContain("credits.example", await RedirectAsync(careless));
    }

    [Fact]
    public async Task ALargeBody_IsCutOff()
    {
        var browser = portal.Browser();
        using var body = new ByteArrayContent(new byte[2 * 1_048_576]);
        body.Headers.ContentType = new("application/x-www-form-urlencoded");
        try
        {
            var answer = await browser.PostAsync("/culture", body, Cancel);
            Assert.True(answer.StatusCode is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest, answer.StatusCode.ToString());
        }
        catch (HttpRequestException cut)
        {
            // The server does not read on: what is still being sent meets a closed connection
            Assert.IsType<IOException>(cut.InnerException);
        }
    }

    [Fact]
    public async Task InProduction_CookiesBelongToTheHostAloneAndTravelEncrypted()
    {
        await using var app = PortalHost.Build(
        [
            "--environment", "Production", "--AzureAd:Instance", "https://login.example/", "--AzureAd:TenantId", "6f1d2a34-0c5b-4e8f-9a71-3b2c5d7e9f10", "--AzureAd:ClientId", "c0a80101-57d3-4b6e-8f2a-1e4d6c8b0a92",
            "--AzureAd:ClientSecret", "secret", "--AllowedHosts", "credits.example", "--Data:Folder", Path.GetTempPath(),
        ]);
        var session = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme).Cookie;
        var form = app.Services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie;
        Assert.All(new[] { session, form }, cookie =>
        {
            Assert.StartsWith("__Host-", cookie.Name);
            Assert.Equal((CookieSecurePolicy.Always, true, null), (cookie.SecurePolicy, cookie.HttpOnly, cookie.Domain));
            Assert.NotEqual(SameSiteMode.None, cookie.SameSite);
        });
    }

    private static async Task<string> RedirectAsync(OwnPortal own)
    {
        var (_, browser) = own.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/signin");
        request.Headers.Add("X-Forwarded-Host", "credits.example");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        return QueryHelpers.ParseQuery((await browser.SendAsync(request, Cancel)).Headers.Location!.Query)["redirect_uri"].ToString();
    }
}
