using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Api;
using CommsCredits.Web.DevelopmentSignIn;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Identity.Web;

namespace CommsCredits.Web.Setup;

/// <summary>Entra ID signs people in: authorization code with PKCE and a client secret or certificate (R14.1). Nothing is open unless it says so.</summary>
public static class SignIn
{
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var access = AccessSettings.Of(builder.Configuration);
        builder.Services.AddSingleton<RoleMap>().AddSingleton<SessionRenewal>().AddSingleton<SignInEvents>();
        builder.Services.AddHttpClient(nameof(RoleMap)).ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(10));
        // A page is asked for its cookie, the API for its key. Signing in makes a cookie: said here, or the issuer's scheme would go by the address once more, without an end.
        builder.Services.AddAuthentication(authentication => (authentication.DefaultScheme, authentication.DefaultSignInScheme) = (ApiKeyAuthentication.ByAddress, CookieAuthenticationDefaults.AuthenticationScheme))
            .AddPolicyScheme(ApiKeyAuthentication.ByAddress, null, byAddress => byAddress.ForwardDefaultSelector = ApiKeyAuthentication.Choose)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null)
            .AddMicrosoftIdentityWebApp(builder.Configuration.GetSection("AzureAd"));
        // Cookies and tokens live in the browser's and the issuer's time: never in the portal's, which a demo may have moved (R15).
        builder.Services.Configure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, oidc =>
        {
            oidc.TimeProvider = TimeProvider.System;
            oidc.Scope.Add("offline_access");
            // Any site could end a person's session through it: our tokens' sessions are the portal's own (docs/decisions/0010)
            oidc.RemoteSignOutPath = PathString.Empty;
        });
        builder.Services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme).Configure<Sessions>((cookie, sessions) =>
        {
            cookie.TimeProvider = TimeProvider.System;
            cookie.Cookie.Name = CookieName(builder.Environment);
            cookie.Cookie.SecurePolicy = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.AccessDeniedPath = "/Account/AccessDenied";
            cookie.SlidingExpiration = false;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(access.SessionHours);
            cookie.SessionStore = sessions;
            cookie.Events.OnValidatePrincipal = SignInEvents.ValidateAsync;
        });
        if (DevelopmentIssuer.IsWanted(builder.Environment, builder.Configuration)) builder.Services.TrustDevelopmentIssuer();
        builder.Services.PostConfigure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, oidc => SignInEvents.PutOn(oidc.Events));
        builder.Services.AddAuthorization(AddPolicies);
        builder.Services.AddCascadingAuthenticationState();
    }

    /// <summary>Browsers keep a cookie with this prefix only from https, for the whole host and for no other; on loopback over http there is none.</summary>
    public static string CookieName(IHostEnvironment environment) => environment.IsDevelopment() ? "cc-session" : "__Host-cc-session";

    public static void MapSignIn(this WebApplication app)
    {
        app.MapGet("/signin", (string? returnUrl, HttpContext http) => Challenge(returnUrl, http, again: false)).AllowAnonymous();
        app.MapGet("/signin-again", (string? returnUrl, HttpContext http) => Challenge(returnUrl, http, again: true)).AllowAnonymous();
        app.MapPost("/signout", ([AsParameters] SignOutForm _, HttpContext http) => SignOut(http)).RequireAuthorization(Policies.SignedIn);
        app.MapPost("/signout-everywhere", async ([AsParameters] SignOutForm _, HttpContext http, Sessions sessions, CancellationToken cancel) =>
        {
            if (SignedInPerson.From(http.User) is { } person) await sessions.EndAsync(person.TenantId, person.ActorId, null, cancel);
            return SignOut(http);
        }).RequireAuthorization(Policies.SignedIn);
    }

    /// <param name="again">The person proves once more who they are, although the issuer knows them.</param>
    private static IResult Challenge(string? returnUrl, HttpContext http, bool again)
    {
        var properties = new OpenIdConnectChallengeProperties { RedirectUri = LocalUrl.OrHome(returnUrl) };
        if (Sessions.IdOf(http.User) is { } session) properties.Items[SignInEvents.Before] = session.ToString("N");
        if (again) (properties.Prompt, properties.MaxAge, properties.Items[SignInEvents.Again]) = ("login", TimeSpan.Zero, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        return Results.Challenge(properties, [OpenIdConnectDefaults.AuthenticationScheme]);
    }

    /// <summary>What forms keep over a lost connection goes too.</summary>
    private static IResult SignOut(HttpContext http)
    {
        http.Response.Headers["Clear-Site-Data"] = "\"storage\"";
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]);
    }

    /// <summary>One policy for each permission, by its name; a bare <c>[Authorize]</c> asks for at least one role.</summary>
    private static void AddPolicies(AuthorizationOptions options)
    {
        var signedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        options.AddApi();
        options.FallbackPolicy = signedIn;
        options.AddPolicy(Policies.SignedIn, signedIn);
        options.DefaultPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser()
            .RequireAssertion(c => SignedInPerson.PermissionsOf(c.User).Count > 0).Build();
        foreach (var permission in Enum.GetValues<Permission>())
            options.AddPolicy(permission.ToString(), p => p.RequireAuthenticatedUser().RequireAssertion(c => SignedInPerson.PermissionsOf(c.User).Contains(permission)));
    }

    /// <summary>A form parameter makes the framework demand the antiforgery token.</summary>
    private sealed record SignOutForm([property: Microsoft.AspNetCore.Mvc.FromForm] string? From);
}

public static class Policies
{
    /// <summary>Signed in, with or without a role.</summary>
    public const string SignedIn = "SignedIn";
}
