using System.Net;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Diagnostics;

namespace CommsCredits.Web.DevelopmentSignIn;

/// <summary>
/// An OpenID Connect issuer inside the portal, shaped like one Entra ID tenant, so that developing and testing need no network
/// (docs/decisions/0004). In Development only, wanted by <c>DevSignIn:Embedded</c>, and answering only callers on this machine, through no proxy.
/// </summary>
public static class DevelopmentIssuer
{
    public const string Prefix = "/_dev-entra";

    public static bool IsWanted(IHostEnvironment environment, IConfiguration settings) =>
        environment.IsDevelopment() && settings.GetValue<bool>("DevSignIn:Embedded");

    /// <summary>All that the portal does differently: plain http on loopback, and the issuer compared as a string (it stays validated).</summary>
    public static void TrustDevelopmentIssuer(this IServiceCollection services) =>
        services.Configure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, options =>
        {
            if (!new Uri(options.Authority!).IsLoopback) throw new InvalidOperationException("A plain http authority is allowed only on loopback.");
            options.RequireHttpsMetadata = false;
            options.TokenValidationParameters.ValidIssuer = options.Authority;
        });

    public static void MapDevelopmentIssuer(this WebApplication app)
    {
        if (!IsWanted(app.Environment, app.Configuration)) return;
        var settings = DevelopmentSettings.From(app.Configuration);
        // Tokens are checked by the machine's time, so they are made by it.
        var clock = TimeProvider.System;
        var issuer = new IssuerEndpoints(settings, () => DevelopmentSettings.From(app.Configuration).People, new Grants(clock), new TokenMaker(settings, clock));
        var group = app.MapGroup($"{Prefix}/{settings.TenantId:D}").AllowAnonymous().DisableAntiforgery();
        group.AddEndpointFilter(async (call, next) => IsFromHere(call.HttpContext) ? await next(call) : Nothing(call.HttpContext));
        issuer.Map(group);
    }

    /// <summary>
    /// From a program on this machine, by one of its own names. Behind a proxy on the same machine every connection comes from it: a request that passed one is known by what proxies write into it, also where the
    /// portal believes them and has moved it aside.
    /// </summary>
    private static bool IsFromHere(HttpContext http) =>
        http.Connection is { RemoteIpAddress: { } caller, LocalIpAddress: { } called } && IPAddress.IsLoopback(caller) && IPAddress.IsLoopback(called)
        && (http.Request.Host.Host is "localhost" || IPAddress.TryParse(http.Request.Host.Host, out var named) && IPAddress.IsLoopback(named))
        && !http.Request.Headers.Keys.Any(name => s_ofProxies.Any(of => name.StartsWith(of, StringComparison.OrdinalIgnoreCase)));

    /// <summary>A bare answer: the page for unknown addresses would lead to a sign-in.</summary>
    private static IResult Nothing(HttpContext http)
    {
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        return Results.NotFound();
    }

    private static readonly string[] s_ofProxies = ["X-Forwarded-", "X-Original-", "X-Real-IP", "Forwarded", "Via", "CF-Connecting-IP", "True-Client-IP"];
}
