using System.Net;
using System.Net.Sockets;
using CommsCredits.Web.Setup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;

namespace CommsCredits.Tests.Support;

/// <summary>A portal of a test's own, with an empty database and settings of its own.</summary>
public sealed class OwnPortal : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("commscredits-own-").FullName;
    private readonly WebApplication _app;

    private OwnPortal(Func<Uri, string, string[]> settings)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Address = new($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        listener.Stop();
        _app = PortalHost.Build(settings(Address, _data));
    }

    public Uri Address { get; }
    public IServiceProvider Services => _app.Services;
    public string Folder => _data;

    /// <summary>Signs in at the test issuer instead of the embedded one.</summary>
    public static async Task<OwnPortal> StartAsync(TestIssuer issuer, params string[] more)
    {
        var portal = new OwnPortal((address, data) =>
        [
            "--environment", "Development", "--urls", address.ToString().TrimEnd('/'), "--AzureAd:Instance", issuer.Address.ToString(), "--AzureAd:TenantId", TestIssuer.Tenant, "--AzureAd:ClientId", TestIssuer.Client,
            "--AzureAd:ClientSecret", TestIssuer.Secret, "--Data:Folder", data, "--Demo:WhenEmpty", "false", "--Logging:LogLevel:Default", "Error", .. more,
        ]);
        await portal._app.StartAsync();
        return portal;
    }

    public (BrowserHandler Handler, HttpClient Browser) Browser()
    {
        var handler = new BrowserHandler();
        return (handler, new(handler) { BaseAddress = Address });
    }

    /// <summary>A browser of a person whom the issuer describes: the whole sign-in.</summary>
    public async Task<HttpClient> SignInAsync(TestIssuer issuer)
    {
        var (_, browser) = Browser();
        var asked = await BeginAsync(browser);
        issuer.Nonce = asked["nonce"];
        Assert.Equal("/account", (await EndAsync(browser, asked["state"])).Headers.Location?.ToString());
        return browser;
    }

    /// <summary>Begins a sign-in: what the issuer is told.</summary>
    public static async Task<Dictionary<string, string>> BeginAsync(HttpClient browser, string path = "/signin?returnUrl=%2Faccount")
    {
        var challenge = await browser.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, challenge.StatusCode);
        return QueryHelpers.ParseQuery(challenge.Headers.Location!.Query).ToDictionary(p => p.Key, p => p.Value.ToString());
    }

    /// <summary>What the issuer's page would post back.</summary>
    public static Task<HttpResponseMessage> EndAsync(HttpClient browser, string state, string code = "c1") =>
        browser.PostAsync("/signin-oidc", new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = code, ["state"] = state }), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
