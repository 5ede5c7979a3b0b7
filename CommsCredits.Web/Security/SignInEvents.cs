using System.Globalization;
using System.Security.Claims;
using CommsCredits.Domain;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CommsCredits.Web.Security;

/// <summary>What the portal adds to a sign-in that Microsoft.Identity.Web carries out: proof of the application, who may come in, which roles they have, and whether a session still stands.</summary>
public sealed class SignInEvents(RoleMap roles, TenantDirectory tenants, PeopleRegister people, Sessions sessions, SessionRenewal renewal, ClientProof proof, UsedStates states, ILogger<SignInEvents> log)
{
    /// <summary>In a challenge's properties: when a person was asked to prove once more who they are.</summary>
    public const string Again = "cc-again";

    /// <summary>In a challenge's properties: the session that the browser had, which ends with the new one.</summary>
    public const string Before = "cc-before";

    /// <summary>In a challenge's properties: when the sign-in began, and a number of its own by which it is known when it comes back.</summary>
    private const string Begun = "cc-begun", Number = "cc-number";

    private const string Failed = "/Account/SignInFailed";

    private ClientProof Proof => proof;

    private readonly HashSet<string> _told = [];
    private long _minute;

    /// <summary>Handlers ask for the service at each event: options are made before there may be one.</summary>
    public static void PutOn(OpenIdConnectEvents events)
    {
        var (codeReceived, validated, redirect) = (events.OnAuthorizationCodeReceived, events.OnTokenValidated, events.OnRedirectToIdentityProvider);
        events.OnRedirectToIdentityProvider = async context =>
        {
            context.Properties.Items[Begun] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            context.Properties.Items[Number] = Guid.NewGuid().ToString("N");
            await redirect(context);
        };
        events.OnAuthorizationCodeReceived = async context =>
        {
            if (!Of(context.HttpContext).IsFirst(context))
            {
                context.Response.Redirect(Failed + "?why=fault");
                context.HandleResponse();
                return;
            }
            await codeReceived(context);
            var issuer = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
            Of(context.HttpContext).Proof.Put(context.TokenEndpointRequest!, context.Options.ClientId!, context.Options.ClientSecret, issuer.TokenEndpoint);
        };
        events.OnTokenValidated = async context =>
        {
            await validated(context);
            if (!context.HttpContext.Response.HasStarted && context.Result is null) await Of(context.HttpContext).EnterAsync(context);
        };
        events.OnRemoteFailure = context =>
        {
            Of(context.HttpContext).Tell(context.Failure?.GetType().Name ?? "");
            context.Response.Redirect(Failed + "?why=" + (IsDenied(context.Failure) ? "denied" : "fault"));
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    /// <summary>Before the issuer is asked: the state was checked against the browser's cookie, and is shown for the first time.</summary>
    private bool IsFirst(AuthorizationCodeReceivedContext context)
    {
        if (context.Properties is { } properties && properties.Items.Remove(Number, out var number) && properties.Items.Remove(Begun, out var begun) && number is not null
            && long.TryParse(begun, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && states.Use(number, DateTimeOffset.FromUnixTimeSeconds(seconds))) return true;
        Tell("StateUsed");
        return false;
    }

    /// <summary>Once a minute for each reason: anybody can make a sign-in fail.</summary>
    private void Tell(string fault)
    {
        var minute = TimeProvider.System.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
        lock (_told)
        {
            if (minute != _minute) _told.Clear();
            _minute = minute;
            if (!_told.Add(fault)) return;
        }
        log.LogWarning("A sign-in failed: {Fault}; more of this minute is not written.", fault);
    }

    public static Task ValidateAsync(CookieValidatePrincipalContext context) => Of(context.HttpContext).StandsAsync(context);

    /// <summary>At each request: an ended session signs the browser out, a renewed one brings the rights it has now.</summary>
    private async Task StandsAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal is { } shown && Sessions.IdOf(shown) is { } session && await renewal.CurrentAsync(session, context.HttpContext.RequestAborted) is { } current)
        {
            context.ReplacePrincipal(CallOrigin.Put(current, context.HttpContext.Connection.RemoteIpAddress));
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    private async Task EnterAsync(TokenValidatedContext context)
    {
        var cancel = context.HttpContext.RequestAborted;
        var token = context.Principal!;
        if (!Guid.TryParse(token.GetObjectId(), out _) || !IsSigned(context.TokenEndpointResponse?.IdToken))
        {
            log.LogWarning("A token without an object id or without a signature was turned away at sign-in.");
            if (Guid.TryParse(token.GetTenantId(), out var said)) await NoteAsync(context, token, said, "signin:unsigned", cancel);
            TurnAway(context, "fault");
            return;
        }
        if (!Guid.TryParse(token.GetTenantId(), out var tenant) || !await tenants.MayEnterAsync(tenant, cancel))
        {
            log.LogWarning("Somebody of directory {Tenant}, which is not allowed here, was turned away at sign-in.", token.GetTenantId());
            TurnAway(context, "tenant");
            return;
        }
        if (Proved(token, context.Properties) is not { } proved)
        {
            log.LogWarning("A token does not say that the person proved again who they are (claim auth_time), although the issuer was told to ask.");
            await NoteAsync(context, token, tenant, "signin:again", cancel);
            TurnAway(context, "again");
            return;
        }
        var answer = context.TokenEndpointResponse;
        context.Principal = await roles.PersonOfAsync(token, Guid.CreateVersion7(), proved, answer?.AccessToken, cancel);
        Keep(context.Properties!, answer);
        await BeginAnewAsync(context, cancel);
        await people.SawAsync(CallOrigin.Put(context.Principal, context.HttpContext.Connection.RemoteIpAddress), cancel);
    }

    /// <summary>A sign-in of somebody of a directory that is set up here, which was turned away: a row of its trail, with the limits of refusals.</summary>
    private async Task NoteAsync(TokenValidatedContext context, ClaimsPrincipal token, Guid tenant, string what, CancellationToken cancel)
    {
        if (await tenants.OrganizationOfAsync(tenant, cancel) is { } organization)
            context.HttpContext.RequestServices.GetRequiredService<Data.Refusals>().Note(new(organization, $"person:{token.GetObjectId()}", ActorKind.Person, new HashSet<Permission>()) { From = context.HttpContext.Connection.RemoteIpAddress?.ToString() }, what);
    }

    /// <summary>
    /// A sign-in never goes on with the key of a session that the browser had before: whoever put that key there would know it (session fixation). The cookie handler keeps a key that it finds in the
    /// request, so it must not find one.
    /// </summary>
    private async Task BeginAnewAsync(TokenValidatedContext context, CancellationToken cancel)
    {
        context.Request.Headers.Remove("Cookie");
        if (context.Properties!.Items.Remove(Before, out var before) && Guid.TryParseExact(before, "N", out var session)) await sessions.EndAsync(session, cancel);
    }

    /// <summary>The framework takes an unsigned token from the token endpoint, as OpenID Connect allows where TLS proves who answered. We do not: a signature that is there was checked by it.</summary>
    private static bool IsSigned(string? idToken) => !string.IsNullOrEmpty(idToken) && new JsonWebToken(idToken).EncodedSignature.Length > 0;

    private static void TurnAway(TokenValidatedContext context, string why)
    {
        context.Response.Redirect($"{Failed}?why={why}");
        context.HandleResponse();
    }

    private static void Keep(AuthenticationProperties properties, OpenIdConnectMessage? answer)
    {
        List<AuthenticationToken> tokens = [];
        if (!string.IsNullOrEmpty(answer?.RefreshToken)) tokens.Add(new() { Name = SessionRenewal.RefreshToken, Value = answer.RefreshToken });
        if (!string.IsNullOrEmpty(answer?.IdToken)) tokens.Add(new() { Name = SessionRenewal.IdToken, Value = answer.IdToken });
        properties.StoreTokens(tokens);
    }

    /// <summary>When the person proved who they are, as the token says itself; long ago where it does not. Null: they were asked again, and the token does not say that they answered. The address on which the issuer was told to ask
    /// lies in the browser's hands, so its silence proves nothing.</summary>
    private static DateTimeOffset? Proved(ClaimsPrincipal token, AuthenticationProperties? properties)
    {
        var said = long.TryParse(token.FindFirstValue("auth_time"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : (DateTimeOffset?)null;
        if (properties?.Items.TryGetValue(Again, out var text) != true || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var asked)) return said ?? DateTimeOffset.UnixEpoch;
        // Five minutes for clocks that differ
        return said >= DateTimeOffset.FromUnixTimeSeconds(asked).AddMinutes(-5) ? said : null;
    }

    private static SignInEvents Of(HttpContext http) => http.RequestServices.GetRequiredService<SignInEvents>();

    private static bool IsDenied(Exception? failure) => failure?.Data["error"] as string == "access_denied" || failure?.Message.Contains("access_denied", StringComparison.Ordinal) == true;
}
