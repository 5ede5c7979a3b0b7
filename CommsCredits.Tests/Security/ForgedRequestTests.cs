using System.Net;
using CommsCredits.Tests.Support;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Security;

/// <summary>Another site makes a person's browser send something: every address that takes more than a question, found by its route, wants the form's token of this very person.</summary>
public sealed class ForgedRequestTests(PortalServer portal)
{
    private const string Ana = "ana.ruiz@marlow.example", Jonas = "jonas.weber@marlow.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Those that a cookie opens. The API takes keys alone, the issuer's answers carry a state of their own, and a page's connection is known by its origin: each has its tests.</summary>
    private IEnumerable<string> Addresses =>
        portal.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is null && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Any(m => m is not ("GET" or "HEAD" or "OPTIONS")) == true)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Where(a => !a.StartsWith("/api/", StringComparison.Ordinal) && !a.StartsWith("/_dev-entra", StringComparison.Ordinal) && !a.StartsWith("/_blazor", StringComparison.Ordinal)).Distinct();

    [Fact]
    public async Task EachForm_WantsItsToken()
    {
        Assert.Superset(new HashSet<string> { "/signout", "/signout-everywhere", "/culture", "/first-run" }, Addresses.ToHashSet());
        var browser = portal.Browser();
        await browser.SignInAsync(Ana);
        var foreign = portal.Browser();
        var token = Visits.Inputs(await (await foreign.SignInAsync(Jonas, "/account")).TextAsync())["__RequestVerificationToken"];
        foreach (var address in Addresses)
            foreach (var forged in new[] { new Dictionary<string, string>(), new() { ["__RequestVerificationToken"] = token }, new() { ["__RequestVerificationToken"] = "CfDJ8" } })
            {
                var fields = new Dictionary<string, string>(forged) { ["culture"] = "zh-Hans", ["From"] = "x", ["name"] = "Evil", ["currency"] = "USD", ["zone"] = "Etc/UTC", ["begin"] = "2026-01-01" };
                var answer = await browser.PostAsync(address, new FormUrlEncodedContent(fields), Cancel);
                Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{address} with {(forged.Count == 0 ? "no token" : "another's token")}: {answer.StatusCode}");
                Assert.Contains("nothing was changed", await answer.Content.ReadAsStringAsync(Cancel));
                Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.Contains("Culture", StringComparison.Ordinal)), address);
            }
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account", Cancel)).StatusCode);
    }

    /// <summary>Pages take questions only: a form that is posted to one does nothing.</summary>
    [Fact]
    public async Task APage_TakesNoForm()
    {
        var browser = portal.Browser();
        await browser.SignInAsync(Ana);
        foreach (var page in await EveryPage.OfAsync(portal.Services, Cancel))
        {
            var answer = await browser.PostAsync(page.Address, new FormUrlEncodedContent([new("amount", "50"), new("_handler", "x")]), Cancel);
            Assert.True((int)answer.StatusCode is >= 300 and < 500, $"{page.Address}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task AnotherSitesLink_EndsNobodysSession()
    {
        var browser = portal.Browser();
        await browser.SignInAsync(PortalServer.RobinLogin);
        foreach (var address in new[] { "/signout-oidc", "/signout-oidc?sid=x&iss=y", "/signout", "/signout-everywhere" }) await browser.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account", Cancel)).StatusCode);
    }
}
