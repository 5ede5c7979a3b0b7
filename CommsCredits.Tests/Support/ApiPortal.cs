using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.ApiKeys;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Setup;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Support;

/// <summary>A portal without the demo, whose organizations the tests make: what the API is tested with, by plain HTTP.</summary>
public class ApiPortal : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("commscredits-api").FullName;
    private WebApplication? _app;

    protected virtual IReadOnlyList<string> Settings => ["--Api:RequestsPerKey", "10000", "--Host:RequestsPerAddress", "10000"];

    public Uri Address { get; } = new($"http://localhost:{FreePort()}/");
    public string Folder => _data;
    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = PortalHost.Build(
        [
            "--environment", "Development", "--urls", Address.ToString().TrimEnd('/'), "--AzureAd:Instance", new Uri(Address, "_dev-entra/").ToString(), "--Data:Folder", _data, "--Demo:WhenEmpty", "false",
            "--Logging:LogLevel:Default", "Warning", .. Settings,
        ]);
        await _app.StartAsync();
    }

    public T Get<T>() where T : notnull => _app!.Services.GetRequiredService<T>();

    /// <summary>A new organization whose books begin two months ago, with so many lots of 100 and so many calls of 0.25.</summary>
    public async Task<Actor> OrganizationAsync(int lots = 1, int calls = 0)
    {
        var id = Guid.CreateVersion7();
        var begin = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddMonths(-2);
        await Get<OrganizationSetup>().CreateAsync(new(id, Guid.NewGuid(), "Api Ltd", "USD", "Etc/UTC", new(begin.Year, begin.Month, 1), NewOrganization.DefaultMinimum, NewOrganization.DefaultMaximum), "test", Cancel);
        var admin = Actor.CommandLine(id);
        await PostAsync(admin, session => Enumerable.Range(0, lots).SelectMany(_ => session.Pool.Grant(CreditLot.Bought(session.TakeLotNumber(), Money.OfUnits(100), session.Now, session.Organization.Calendar), EntryKind.OpeningLot, session.Now)));
        if (calls > 0) await PostAsync(admin, session => Enumerable.Range(0, calls).SelectMany(_ => session.Pool.Draw(UsageKind.International, Money.Of(0.25m), session.Now)));
        return admin;
    }

    public Task PostAsync(Actor admin, Func<LedgerSession, IEnumerable<Posting>> decide) =>
        Get<LedgerWriter>().WriteAsync<int>(admin, Permission.CorrectLedger, session =>
        {
            var number = 0;
            foreach (var posting in decide(session)) session.Post([posting], "test", $"test:{Guid.NewGuid()}:{number++}", new byte[32]);
            session.Audit("Test.Posted", "test");
            return Task.FromResult<Outcome<int>>(1);
        }, Cancel);

    public async Task<ShownSecret> KeyAsync(Actor admin, params ApiScope[] scopes) =>
        (await Get<ApiKeyOperations>().AddAsync(admin, new($"program {Guid.NewGuid():N}", scopes.Length == 0 ? ApiScopes.All : scopes, null), Cancel)).Value!;

    /// <summary>A program that shows a secret; without one it shows nothing.</summary>
    public HttpClient Program(string? secret)
    {
        var program = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        if (secret is not null) program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return program;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
        GC.SuppressFinalize(this);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The same with limits that a test reaches.</summary>
public sealed class NarrowApiPortal : ApiPortal
{
    public const int Requests = 5, UploadBytes = 20_000;

    protected override IReadOnlyList<string> Settings => ["--Api:RequestsPerKey", Requests.ToString(), "--Host:LargestUpload", UploadBytes.ToString()];
}

/// <summary>What a program makes of an answer.</summary>
public static class ApiAnswersRead
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync(ApiPortal.Cancel)).RootElement;

    public static async Task<JsonElement> JsonAsync(this HttpClient program, string address)
    {
        var response = await program.GetAsync(address, ApiPortal.Cancel);
        Assert.True(response.IsSuccessStatusCode, $"{address}: {response.StatusCode} {await response.Content.ReadAsStringAsync(ApiPortal.Cancel)}");
        return await response.JsonAsync();
    }

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    /// <summary>Holds of every refusal: status, media type, the code, never from a cache, and nothing of what is inside.</summary>
    public static async Task IsProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync(ApiPortal.Cancel);
        Assert.True(response.StatusCode == status, $"{response.RequestMessage?.RequestUri}: {(int)response.StatusCode} instead of {(int)status}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal((code, (int)status, "/api-help#" + code), (problem.Text("code"), problem.GetProperty("status").GetInt32(), problem.Text("type")));
        Assert.True(response.Headers.CacheControl?.NoStore);
        foreach (var inside in new[] { "   at ", "Exception", "CommsCredits.Web", ".cs:", "SELECT", "SQLite" }) Assert.DoesNotContain(inside, text, StringComparison.Ordinal);
    }
}
