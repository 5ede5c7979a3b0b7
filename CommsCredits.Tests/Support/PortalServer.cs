using System.Net;
using System.Net.Sockets;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Setup;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(PortalServer))]

namespace CommsCredits.Tests.Support;

/// <summary>The portal as <c>PortalHost</c> builds it, on a real port of this machine, with the development issuer. One for all tests.</summary>
public sealed class PortalServer : IAsyncLifetime
{
    /// <summary>A person of Marlow's directory for tests that take roles away.</summary>
    public const string RobinLogin = "robin.vale@marlow.example", RobinOid = "a1000000-0000-4000-8000-000000000009", RobinSection = "DevSignIn:People:5";

    private readonly string _data = Directory.CreateTempSubdirectory("commscredits").FullName;
    private WebApplication? _app;
    private string[] _more = [];

    public Uri Address { get; } = new($"http://localhost:{FreePort()}/");

    public IServiceProvider Services => _app!.Services;
    public string Folder => _data;

    /// <summary>Another portal whose books were these a moment ago, and then changed by a test.</summary>
    public async Task<PortalServer> CopyAsync(Func<string, Task> change, params string[] settings)
    {
        var copy = new PortalServer { _more = settings };
        var file = Path.Combine(copy._data, DataFolder.DatabaseName);
        Assert.Null((await Services.GetRequiredService<BooksBackup>().RunAsync(file, overwrite: true, TestContext.Current.CancellationToken)).Refused);
        await change(file);
        await copy.StartAsync();
        return copy;
    }

    public ValueTask InitializeAsync() => StartAsync();

    /// <summary>The server goes away, and with it every page that lives. What is in its folder stays.</summary>
    public async Task StopAsync()
    {
        await _app!.DisposeAsync();
        _app = null;
    }

    /// <summary>At the same address and from the same folder, however often.</summary>
    public async ValueTask StartAsync()
    {
        _app = PortalHost.Build(
        [
            "--environment", "Development", "--urls", Address.ToString().TrimEnd('/'), "--AzureAd:Instance", new Uri(Address, "_dev-entra/").ToString(),
            "--Data:Folder", _data, "--Logging:LogLevel:Default", "Warning", "--Access:WatchEvery", "00:00:02", "--Host:PagesPerPerson", "10000",
            $"--{RobinSection}:Oid", RobinOid, $"--{RobinSection}:TenantId", "6f1d2a34-0c5b-4e8f-9a71-3b2c5d7e9f10", $"--{RobinSection}:Login", RobinLogin, $"--{RobinSection}:Name", "Robin Vale", $"--{RobinSection}:Roles:0", "Billing.Admin", .. _more,
        ]);
        await _app.StartAsync();
    }

    public HttpClient Browser() => BrowserWithCookies().Browser;

    /// <summary>A browser whose cookies the test can look at.</summary>
    public (BrowserHandler Handler, HttpClient Browser) BrowserWithCookies()
    {
        var handler = new BrowserHandler();
        return (handler, new(handler) { BaseAddress = Address });
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
