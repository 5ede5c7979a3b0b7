using CommsCredits.Domain;
using CommsCredits.Web.DevelopmentSignIn;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Identity.Web;

namespace CommsCredits.Web.Setup;

/// <summary>Entra ID signs people in: authorization code with PKCE and a client secret (R14.1). Nothing is open unless it says so.</summary>
public static class SignIn
{
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(OpenIdConnectDefaults.AuthenticationScheme)
            .AddMicrosoftIdentityWebApp(builder.Configuration.GetSection("AzureAd"));
        // Cookies and tokens live in the browser's and the issuer's time: never in the portal's, which a demo may have moved (R15).
        builder.Services.Configure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, oidc => oidc.TimeProvider = TimeProvider.System);
        builder.Services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, cookie =>
        {
            cookie.TimeProvider = TimeProvider.System;
            cookie.Cookie.Name = "cc-session";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.AccessDeniedPath = "/Account/AccessDenied";
        });
        if (DevelopmentIssuer.IsWanted(builder.Environment, builder.Configuration)) builder.Services.TrustDevelopmentIssuer();
        builder.Services.PostConfigure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, KeepNames);
        builder.Services.AddAuthorization(AddPolicies);
        builder.Services.AddCascadingAuthenticationState();
    }

    /// <summary>Names of people stand beside the books; they are taken from the sign-in.</summary>
    private static void KeepNames(OpenIdConnectOptions options)
    {
        var before = options.Events.OnTokenValidated;
        options.Events.OnTokenValidated = async context =>
        {
            await before(context);
            if (context.Principal is { } principal) await context.HttpContext.RequestServices.GetRequiredService<PeopleRegister>().SawAsync(principal, context.HttpContext.RequestAborted);
        };
    }

    public static void MapSignIn(this WebApplication app)
    {
        app.MapGet("/signin", (string? returnUrl) =>
            Results.Challenge(new AuthenticationProperties { RedirectUri = LocalUrl.OrHome(returnUrl) }, [OpenIdConnectDefaults.AuthenticationScheme])).AllowAnonymous();
        app.MapPost("/signout", ([AsParameters] SignOutForm _) =>
            Results.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]))
            .RequireAuthorization(Policies.SignedIn);
    }

    /// <summary>One policy for each permission, by its name; a bare <c>[Authorize]</c> asks for at least one role.</summary>
    private static void AddPolicies(AuthorizationOptions options)
    {
        var signedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
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
