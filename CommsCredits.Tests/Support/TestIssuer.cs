using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CommsCredits.Tests.Support;

/// <summary>An issuer on loopback that answers the token request with whatever a test wants: good tokens and every kind of bad one.</summary>
public sealed class TestIssuer : IAsyncDisposable
{
    public const string Tenant = "5f1d2a34-0c5b-4e8f-9a71-3b2c5d7e9f11", Client = "d0a80101-57d3-4b6e-8f2a-1e4d6c8b0a93", Secret = "test-issuer";
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "good" };
    private readonly WebApplication _app;

    private int _refreshes, _tokensAsked;

    private TestIssuer(WebApplication app, int port) => (_app, Address) = (app, new($"http://localhost:{port}/"));

    public Uri Address { get; }
    public string Issuer => $"{Address}{Tenant}/v2.0";

    /// <summary>The claims of the next token; a test changes them.</summary>
    public Dictionary<string, object> Claims { get; } = new()
    {
        ["oid"] = "c3000000-0000-4000-8000-000000000001", ["tid"] = Tenant, ["sub"] = "s1", ["name"] = "Kim Berg", ["preferred_username"] = "kim@fjord.example", ["ver"] = "2.0", ["roles"] = new[] { "Billing.Admin" },
    };

    /// <summary>Changes what is signed.</summary>
    public Action<SecurityTokenDescriptor>? Bend { get; set; }

    /// <summary>Changes what was signed.</summary>
    public Func<string, string>? Twist { get; set; }

    public string? AccessToken { get; set; }

    /// <summary>What the token endpoint answers instead of a token: an error of the protocol and its description.</summary>
    public (string Error, string Description)? Refusal { get; set; }

    /// <summary>How far the issuer's clock is ahead of the machine's.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>The form of the last token request.</summary>
    public Dictionary<string, string> Asked { get; private set; } = [];

    public string Nonce { get; set; } = "";

    /// <summary>How often the token endpoint was asked.</summary>
    public int TokensAsked => _tokensAsked;

    /// <summary>How often a session was renewed.</summary>
    public int Refreshes => _refreshes;

    public static async Task<TestIssuer> StartAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var builder = WebApplication.CreateBuilder(["--urls", $"http://localhost:{port}", "--environment", "Production"]);
        builder.Logging.ClearProviders();
        var issuer = new TestIssuer(builder.Build(), port);
        issuer.Map();
        await issuer._app.StartAsync();
        return issuer;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private void Map()
    {
        _app.Use((http, next) =>
        {
            if (Ahead != TimeSpan.Zero) http.Response.Headers.Date = (TimeProvider.System.GetUtcNow() + Ahead).ToString("r");
            return next(http);
        });
        _app.MapGet($"/{Tenant}/v2.0/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Issuer, ["authorization_endpoint"] = $"{Address}authorize", ["token_endpoint"] = $"{Address}token", ["end_session_endpoint"] = $"{Address}logout", ["jwks_uri"] = $"{Address}keys",
            ["response_types_supported"] = new[] { "code" }, ["subject_types_supported"] = new[] { "pairwise" }, ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        _app.MapGet("/keys", () =>
        {
            var key = _key.Rsa.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = _key.KeyId, n = WebEncoders.Base64UrlEncode(key.Modulus!), e = WebEncoders.Base64UrlEncode(key.Exponent!) } } });
        });
        _app.MapPost("/token", async (HttpRequest request) =>
        {
            Interlocked.Increment(ref _tokensAsked);
            if (Refusal is { } refusal) return Results.Json(new Dictionary<string, object> { ["error"] = refusal.Error, ["error_description"] = refusal.Description }, statusCode: 401);
            Asked = (await request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString());
            if (Asked.TryGetValue("refresh_token", out var used))
            {
                await Task.Delay(300);
                // A refresh token works once
                if (Interlocked.CompareExchange(ref _refreshes, _refreshes + 1, Number(used)) != Number(used)) return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
            }
            return Results.Json(new Dictionary<string, object> { ["token_type"] = "Bearer", ["expires_in"] = 3600, ["refresh_token"] = $"r{Refreshes}", ["id_token"] = Token(), ["access_token"] = AccessToken ?? "a1" });
        });
        _app.MapPost("/v1.0/me/getMemberGroups", (HttpRequest request) =>
            request.Headers.Authorization == "Bearer for-the-directory" ? Results.Json(new { value = new[] { "0a000000-0000-4000-8000-00000000000a", "0b000000-0000-4000-8000-00000000000b" } }) : Results.Unauthorized());
    }

    private static int Number(string refreshToken) => int.Parse(refreshToken.TrimStart('r'), System.Globalization.CultureInfo.InvariantCulture);

    private string Token()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer, Audience = Client, IssuedAt = now, NotBefore = now.AddMinutes(-1), Expires = now.AddHours(1), SigningCredentials = new(_key, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object>(Claims) { ["nonce"] = Nonce },
        };
        Bend?.Invoke(descriptor);
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
        return Twist?.Invoke(token) ?? token;
    }
}
