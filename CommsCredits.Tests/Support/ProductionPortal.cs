using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace CommsCredits.Tests.Support;

/// <summary>
/// The published portal as a process of its own, in production, behind https, signing in at an issuer that others wrote (npm <c>oidc-provider</c>, fetched once by its lock file). Only configuration tells it so.
/// </summary>
public sealed class ProductionPortal : IAsyncLifetime
{
    private const string Tenant = "5f1d2a34-0c5b-4e8f-9a71-3b2c5d7e9f11", Client = "d0a80101-57d3-4b6e-8f2a-1e4d6c8b0a93";
    private readonly string _folder = Directory.CreateTempSubdirectory("commscredits-production-").FullName;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly List<Process> _running = [];
    private readonly int _issuerPort = FreePort();

    /// <summary>Why there is none on this machine; null: it runs.</summary>
    public string? Missing { get; private set; }

    public Uri Address { get; } = new($"https://localhost:{FreePort()}/");

    /// <summary>Lines of the log that are warnings or worse.</summary>
    public IEnumerable<string> Complaints => _log.Where(line => line.StartsWith("warn:", StringComparison.Ordinal) || line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal));

    public async ValueTask InitializeAsync()
    {
        var peer = Repository.Of("CommsCredits.Tests/Security/Peer");
        if (!await PeerIsThereAsync(peer)) return;
        await DoneAsync("dotnet", ["publish", Repository.Of("CommsCredits.Web"), "--no-build", "-c", Configuration, "-o", Path.Combine(_folder, "app")], Repository.Root);
        var (certificate, authority) = TestCertificates.For("localhost");
        var (key, chain, trusted) = (Path.Combine(_folder, "key.pem"), Path.Combine(_folder, "server.pem"), Path.Combine(_folder, "authority.pem"));
        await File.WriteAllTextAsync(key, System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(certificate)!.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(chain, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(trusted, authority);
        Start("node", [Path.Combine(peer, "issuer.mjs"), $"{_issuerPort}", Address.ToString().TrimEnd('/'), key, chain], _folder, []);
        await AnswersAsync(new($"https://localhost:{_issuerPort}/{Tenant}/v2.0/.well-known/openid-configuration"));
        Start("dotnet", [Path.Combine(_folder, "app", "CommsCredits.Web.dll")], Path.Combine(_folder, "app"), new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ASPNETCORE_URLS"] = Address.ToString().TrimEnd('/'), ["SSL_CERT_FILE"] = trusted,
            ["Kestrel__Certificates__Default__Path"] = chain, ["Kestrel__Certificates__Default__KeyPath"] = key, ["AllowedHosts"] = "localhost", ["Data__Folder"] = Path.Combine(_folder, "data"),
            ["AzureAd__Instance"] = $"https://localhost:{_issuerPort}/", ["AzureAd__TenantId"] = Tenant, ["AzureAd__ClientId"] = Client, ["AzureAd__ClientSecret"] = "peer-secret-of-the-tests",
            ["Access__RenewMinutes"] = "1", ["Access__WatchEvery"] = "00:00:01", ["Mail__PortalAddress"] = Address.ToString(),
        });
        await AnswersAsync(new(Address, "readyz"));
    }

    /// <summary>Changes what the issuer says from now on: a person's roles, or what is wrong with its tokens.</summary>
    public async Task TellAsync(object what)
    {
        using var client = Trusting();
        (await client.PostAsJsonAsync($"https://localhost:{_issuerPort}/control", what)).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running)
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    private async Task<bool> PeerIsThereAsync(string folder)
    {
        if (Directory.Exists(Path.Combine(folder, "node_modules", "oidc-provider"))) return true;
        try
        {
            await DoneAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder);
            return true;
        }
        catch (Exception fault) when (fault is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            Missing = "npm could not fetch the issuer: " + fault.Message;
            return false;
        }
    }

    private void Start(string program, string[] arguments, string folder, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => { if (line.Data is { } text) _log.Enqueue(text); };
        process.ErrorDataReceived += (_, line) => { if (line.Data is { } text) _log.Enqueue(text); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _running.Add(process);
    }

    private static async Task DoneAsync(string program, string[] arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException(await said + await complained);
    }

    private async Task AnswersAsync(Uri address)
    {
        using var client = Trusting();
        for (var tries = 0; tries < 240; tries++)
        {
            try
            {
                if ((await client.GetAsync(address)).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not there yet
            }
            if (_running.Any(p => p.HasExited)) break;
            await Task.Delay(250);
        }
        throw new InvalidOperationException($"{address} does not answer." + Environment.NewLine + string.Join(Environment.NewLine, _log));
    }

    /// <summary>Asks our own loopback: its certificate is made for this run.</summary>
    private static HttpClient Trusting() => new(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
