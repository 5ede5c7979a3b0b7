using System.Text.Encodings.Web;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace CommsCredits.Web.Api;

/// <summary>
/// <c>Authorization: Bearer cc_…</c>, below <c>/api</c> and nowhere else; a browser's cookie counts nowhere below it, but for the document that people may read as well. Whatever is wrong with a key, the
/// answer is the same.
/// </summary>
public sealed class ApiKeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeyDoor door)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The scheme of keys, and the one that chooses between keys and cookies by the address.</summary>
    public const string SchemeName = "ApiKey", ByAddress = "ByAddress";

    public const string Root = "/api";
    private const string Bearer = "Bearer ";

    public static bool IsOn(HttpContext http) => http.Request.Path.StartsWithSegments(Root);

    /// <summary>Makes the address decide what a request is asked for: a page its cookie, the API its key.</summary>
    public static string Choose(HttpContext http) => IsOn(http) ? SchemeName : OpenIdConnectDefaults.AuthenticationScheme;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsOn(Context)) return AuthenticateResult.NoResult();
        if (Request.Headers.Authorization.Count == 0)
            return Context.GetEndpoint()?.Metadata.GetMetadata<OpenToPeople>() is null ? AuthenticateResult.NoResult() : await Context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (Request.Headers.Authorization is not [{ } given] || !given.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.Fail("No bearer key.");
        return await door.FindAsync(given[Bearer.Length..].Trim(), Context.Connection.RemoteIpAddress, Context.RequestAborted) is { } caller
            ? AuthenticateResult.Success(new(new(new ApiCallerIdentity(caller)), SchemeName))
            : AuthenticateResult.Fail("No key that works.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer realm=\"CommsCredits\"";
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}

/// <summary>Marks an address below <c>/api</c> that a signed-in person may open in the browser too.</summary>
public sealed class OpenToPeople;
