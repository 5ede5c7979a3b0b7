using System.Net;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace CommsCredits.Web.DevelopmentSignIn;

/// <summary>
/// An OpenID Connect issuer inside the portal, shaped like one Entra ID tenant, so that developing and testing need no network
/// (docs/decisions/0004). In Development only, wanted by <c>DevSignIn:Embedded</c>, and answering only callers on this machine.
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
        group.AddEndpointFilter(async (call, next) =>
            call.HttpContext.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller) ? await next(call) : Results.NotFound());
        issuer.Map(group);
    }
}
