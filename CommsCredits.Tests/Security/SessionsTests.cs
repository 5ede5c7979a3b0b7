using System.Net;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Security;

/// <summary>Sessions live on the server: they end from elsewhere, follow the issuer's word, and never go on with a key that somebody else could know. Robin is nobody else's in these tests.</summary>
public sealed class SessionsTests(PortalServer portal, Chromium chromium)
{
    private const string Robin = PortalServer.RobinLogin;
    private static readonly Guid s_marlow = new("6f1d2a34-0c5b-4e8f-9a71-3b2c5d7e9f10");
    private static readonly string s_robin = $"person:{PortalServer.RobinOid}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private Sessions Sessions => portal.Services.GetRequiredService<Sessions>();

    [Fact]
    public async Task ASession_EndsInEveryBrowser_AndAPersonSeesWhichThereAre()
    {
        var (one, other) = (portal.Browser(), portal.Browser());
        await one.SignInAsync(Robin);
        await other.SignInAsync(Robin);
        var account = await one.GetAsync("/account", Cancel);
        Assert.Equal(HttpStatusCode.OK, account.StatusCode);
        Assert.True((await Sessions.OfAsync(s_marlow, s_robin, Cancel)).Count >= 2);
        var form = Visits.Inputs(await account.TextAsync());
        var out1 = await one.PostAsync("/signout-everywhere", new FormUrlEncodedContent(form), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, out1.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/account", Cancel)).StatusCode);
        Assert.Empty(await Sessions.OfAsync(s_marlow, s_robin, Cancel));
    }

    [Fact]
    public async Task SigningOutEverywhere_NeedsTheFormsToken()
    {
        var one = portal.Browser();
        await one.SignInAsync(Robin);
        Assert.Equal(HttpStatusCode.BadRequest, (await one.PostAsync("/signout-everywhere", new FormUrlEncodedContent([]), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await one.GetAsync("/account", Cancel)).StatusCode);
    }

    /// <summary>Somebody put the cookie of their own session into the browser: signing in there must not make it the person's.</summary>
    [Fact]
    public async Task ASignIn_NeverGoesOnWithTheKeyThatTheBrowserHadBefore()
    {
        var (handler, browser) = portal.BrowserWithCookies();
        await browser.SignInAsync(PortalServer.RobinLogin);
        var planted = handler.Cookies["cc-session"];
        await browser.SignInAsync(Robin);
        Assert.NotEqual(planted, handler.Cookies["cc-session"]);
        var thief = portal.Browser();
        thief.DefaultRequestHeaders.Add("Cookie", $"cc-session={planted}");
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/account", Cancel)).StatusCode);
    }

    [Fact]
    public async Task TheDatabase_HoldsNeitherTheCookiesKeyNorATicketThatCanBeRead()
    {
        var (handler, browser) = portal.BrowserWithCookies();
        await browser.SignInAsync(Robin);
        await using var db = portal.Services.GetRequiredService<IDbContextFactory<CommsCreditsDb>>().CreateDbContext();
        var rows = await db.Sessions.AsNoTracking().Where(s => s.PersonId == s_robin).ToListAsync(Cancel);
        Assert.NotEmpty(rows);
        Assert.All(rows, r => Assert.Equal(32, r.KeyHash.Length));
        Assert.All(rows, r => Assert.DoesNotContain("Robin", System.Text.Encoding.UTF8.GetString(r.Ticket)));
        Assert.All(rows, r => Assert.DoesNotContain(Convert.ToBase64String(r.KeyHash).TrimEnd('='), handler.Cookies["cc-session"]));
    }

    [Fact]
    public async Task ARoleThatIsTakenAway_LeavesAnOpenPage_WithinAMinute()
    {
        var settings = portal.Services.GetRequiredService<IConfiguration>();
        var page = await chromium.OpenAsync(portal.Address, Robin, "/funding", 1440, ColorScheme.Light, "en", []);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pay", Exact = false }).First).ToBeVisibleAsync();
        try
        {
            settings[$"{PortalServer.RobinSection}:Roles:0"] = Roles.TelecomAdmin;
            await AgeAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This page needs another role" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        }
        finally
        {
            settings[$"{PortalServer.RobinSection}:Roles:0"] = Roles.BillingAdmin;
            await page.Context.CloseAsync();
        }
    }

    /// <summary>R14.3: a key gives no more than its maker has, as soon as the issuer says so, and again when it says otherwise.</summary>
    [Fact]
    public async Task ARoleThatIsTakenAway_IsTakenFromThePersonsKeys()
    {
        var settings = portal.Services.GetRequiredService<IConfiguration>();
        var browser = portal.Browser();
        await browser.SignInAsync(Robin);
        var robin = new Actor((await portal.Services.GetRequiredService<TenantDirectory>().OrganizationOfAsync(s_marlow, Cancel))!.Value, s_robin, ActorKind.Person, Roles.PermissionsOf([Roles.BillingAdmin]));
        var key = (await portal.Services.GetRequiredService<Web.Features.ApiKeys.ApiKeyOperations>().AddAsync(robin, new($"robin {Guid.NewGuid():N}", [ApiScope.Statements], null), Cancel)).Value!;
        using var program = new HttpClient { BaseAddress = portal.Address };
        program.DefaultRequestHeaders.Authorization = new("Bearer", key.Secret);
        Assert.Equal(HttpStatusCode.OK, await AskAsync());
        try
        {
            settings[$"{PortalServer.RobinSection}:Roles:0"] = Roles.TelecomAdmin;
            await AgeAsync();
            await browser.GetAsync("/account", Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, await AskAsync());
            settings[$"{PortalServer.RobinSection}:Roles:0"] = "None.AtAll";
            await AgeAsync();
            await browser.GetAsync("/account", Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, await AskAsync());
        }
        finally
        {
            settings[$"{PortalServer.RobinSection}:Roles:0"] = Roles.BillingAdmin;
        }
        await AgeAsync();
        await browser.GetAsync("/account", Cancel);
        Assert.Equal(HttpStatusCode.OK, await AskAsync());

        async Task<HttpStatusCode> AskAsync() => (await program.GetAsync("/api/v1/statements", Cancel)).StatusCode;
    }

    [Fact]
    public async Task ASessionThatTheIssuerRefusesToRenew_Ends()
    {
        var settings = portal.Services.GetRequiredService<IConfiguration>();
        await Sessions.EndAsync(s_marlow, s_robin, null, Cancel);
        var browser = portal.Browser();
        await browser.SignInAsync(Robin);
        try
        {
            settings[$"{PortalServer.RobinSection}:Oid"] = Guid.NewGuid().ToString();
            await AgeAsync();
            Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account", Cancel)).StatusCode);
            Assert.Empty(await Sessions.OfAsync(s_marlow, s_robin, Cancel));
        }
        finally
        {
            settings[$"{PortalServer.RobinSection}:Oid"] = PortalServer.RobinOid;
        }
    }

    [Fact]
    public async Task ARenewedSession_GoesOn_AndItsTimeIsNew()
    {
        var browser = portal.Browser();
        await browser.SignInAsync(Robin);
        await AgeAsync();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account", Cancel)).StatusCode);
        Assert.Contains(await Sessions.OfAsync(s_marlow, s_robin, Cancel), s => TimeProvider.System.GetUtcNow().UtcDateTime - s.Renewed < TimeSpan.FromMinutes(1));
        await AgeAsync();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account", Cancel)).StatusCode);
    }

    /// <summary>As if the issuer had been asked last twenty minutes ago.</summary>
    private async Task AgeAsync()
    {
        var then = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-20);
        await using var db = portal.Services.GetRequiredService<IDbContextFactory<CommsCreditsDb>>().CreateDbContext();
        await db.Sessions.Where(s => s.PersonId == s_robin).ExecuteUpdateAsync(set => set.SetProperty(s => s.Renewed, then), Cancel);
    }
}
