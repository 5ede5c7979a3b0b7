using System.Collections.Concurrent;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CommsCredits.Web.Security;

/// <summary>
/// Asks the issuer every <see cref="AccessSettings.RenewMinutes"/> whether a signed-in person still is who they were and may what they might, with the session's refresh token (R14.1). A refusal ends the
/// session; an issuer that does not answer is asked again until <see cref="AccessSettings.GraceMinutes"/> have passed, and then the session ends too.
/// </summary>
public sealed class SessionRenewal(Sessions sessions, RoleMap roles, AccessSettings settings, ClientProof proof, PeopleRegister people, IOptionsMonitor<OpenIdConnectOptions> oidc, ILogger<SessionRenewal> log)
{
    public const string RefreshToken = "refresh_token", IdToken = "id_token";

    private readonly ConcurrentDictionary<Guid, Lazy<Task<ClaimsPrincipal?>>> _underWay = new();

    /// <summary>The person of a session as the issuer last described them; null: the session has ended.</summary>
    public async Task<ClaimsPrincipal?> CurrentAsync(Guid session, CancellationToken cancel)
    {
        if (await sessions.FindAsync(session, cancel) is not { } found) return null;
        if (TimeProvider.System.GetUtcNow().UtcDateTime - found.Row.Renewed < TimeSpan.FromMinutes(settings.RenewMinutes)) return found.Ticket.Principal;
        // A page and its requests come at once; the issuer is asked once (a refresh token may work only once), and nobody's leaving stops it.
        return await _underWay.GetOrAdd(session, id => new(() => Task.Run(() => RenewOnceAsync(id), CancellationToken.None))).Value.WaitAsync(cancel);
    }

    private async Task<ClaimsPrincipal?> RenewOnceAsync(Guid session)
    {
        try
        {
            return await RenewAsync(session);
        }
        finally
        {
            _underWay.TryRemove(session, out _);
        }
    }

    private async Task<ClaimsPrincipal?> RenewAsync(Guid session)
    {
        if (await sessions.FindAsync(session, CancellationToken.None) is not { } found) return null;
        var (row, ticket) = found;
        // Renewed while this one was on its way here
        if (TimeProvider.System.GetUtcNow().UtcDateTime - row.Renewed < TimeSpan.FromMinutes(settings.RenewMinutes)) return ticket.Principal;
        var late = TimeProvider.System.GetUtcNow().UtcDateTime - row.Renewed - TimeSpan.FromMinutes(settings.RenewMinutes);
        try
        {
            if (await AskAsync(ticket, session) is { } renewed && await sessions.KeepAsync(session, renewed, TimeProvider.System.GetUtcNow().UtcDateTime, CancellationToken.None))
            {
                await people.KnowRolesAsync(renewed.Principal, CancellationToken.None);
                return renewed.Principal;
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or InvalidOperationException && late < TimeSpan.FromMinutes(settings.GraceMinutes))
        {
            log.LogWarning("The issuer did not answer ({Fault}): session {Session} goes on for at most {Grace} minutes.", fault.GetType().Name, session, settings.GraceMinutes);
            return ticket.Principal;
        }
        catch (Exception fault)
        {
            log.LogWarning("Session {Session} could not be renewed ({Fault}) and ends.", session, fault.GetType().Name);
        }
        await sessions.EndAsync(session, CancellationToken.None);
        return null;
    }

    /// <summary>Null: the issuer refuses, or speaks of somebody else.</summary>
    private async Task<AuthenticationTicket?> AskAsync(AuthenticationTicket ticket, Guid session)
    {
        if (ticket.Properties.GetTokenValue(RefreshToken) is not { } refreshToken) return null;
        var options = oidc.Get(OpenIdConnectDefaults.AuthenticationScheme);
        var issuer = await options.ConfigurationManager!.GetConfigurationAsync(CancellationToken.None);
        var request = new OpenIdConnectMessage { GrantType = "refresh_token", RefreshToken = refreshToken, Scope = string.Join(' ', options.Scope) };
        proof.Put(request, options.ClientId!, options.ClientSecret, issuer.TokenEndpoint);
        using var content = new FormUrlEncodedContent(request.Parameters.Where(p => p.Value is not null));
        using var response = await options.Backchannel.PostAsync(new Uri(issuer.TokenEndpoint), content);
        if (response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError) throw new HttpRequestException("The issuer is busy.", null, response.StatusCode);
        if (!response.IsSuccessStatusCode) return null;
        var answer = new OpenIdConnectMessage(await response.Content.ReadAsStringAsync());
        if (string.IsNullOrEmpty(answer.IdToken) || await PersonAsync(options, issuer, answer.IdToken) is not { } token) return null;
        if (token.GetObjectId() != ticket.Principal.GetObjectId() || token.GetTenantId() != ticket.Principal.GetTenantId()) return null;
        var principal = await roles.PersonOfAsync(token, session, ProvedAt(ticket.Principal), answer.AccessToken, CancellationToken.None);
        var properties = ticket.Properties.Clone();
        properties.StoreTokens([new() { Name = RefreshToken, Value = string.IsNullOrEmpty(answer.RefreshToken) ? refreshToken : answer.RefreshToken }, new() { Name = IdToken, Value = answer.IdToken }]);
        return new(principal, properties, ticket.AuthenticationScheme);
    }

    /// <summary>The new token is validated like the first one: issuer, audience, signature, time. Null: it does not hold.</summary>
    private async Task<ClaimsPrincipal?> PersonAsync(OpenIdConnectOptions options, OpenIdConnectConfiguration issuer, string idToken)
    {
        var parameters = options.TokenValidationParameters.Clone();
        parameters.ValidIssuers = [.. parameters.ValidIssuers ?? [], issuer.Issuer];
        parameters.IssuerSigningKeys = [.. parameters.IssuerSigningKeys ?? [], .. issuer.SigningKeys];
        parameters.ValidAudience ??= options.ClientId;
        var result = await options.TokenHandler.ValidateTokenAsync(idToken, parameters);
        if (result.IsValid) return new(result.ClaimsIdentity);
        log.LogWarning("A renewed token does not hold: {Fault}.", result.Exception?.GetType().Name);
        return null;
    }

    /// <summary>When the person last proved who they are; long ago where nothing says so.</summary>
    public static DateTimeOffset ProvedAt(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(RoleMap.Proved), out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateTimeOffset.UnixEpoch;
}
