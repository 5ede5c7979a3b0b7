using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace CommsCredits.Web.Security;

/// <summary>
/// Looks every few seconds whether the session behind an open page still stands and what it may. An ended session leaves the page with nobody, a changed one with the new rights: within a minute of the
/// issuer's word, and without the person doing anything (R14.1).
/// </summary>
public sealed class SessionWatch(ILoggerFactory logs, SessionRenewal renewal, AccessSettings settings) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => settings.WatchEvery;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var shown = authenticationState.User;
        if (await CurrentAsync(shown, cancellationToken) is not { } current) return false;
        if (!SameRights(shown, current)) SetAuthenticationState(Task.FromResult(new AuthenticationState(CallOrigin.Keep(shown, current))));
        return true;
    }

    private async Task<ClaimsPrincipal?> CurrentAsync(ClaimsPrincipal shown, CancellationToken cancel)
    {
        try
        {
            return Sessions.IdOf(shown) is { } session ? await renewal.CurrentAsync(session, cancel) : null;
        }
        catch (ObjectDisposedException)
        {
            // The server stops, and with it the page
            return null;
        }
    }

    private static bool SameRights(ClaimsPrincipal one, ClaimsPrincipal other) =>
        SignedInPerson.PermissionsOf(one).SetEquals(SignedInPerson.PermissionsOf(other)) && SignedInPerson.From(one)?.Name == SignedInPerson.From(other)?.Name;
}

/// <summary>The network address that a person's browser calls from, carried with the person for the audit trail. It belongs to one connection and is never stored in the session.</summary>
public static class CallOrigin
{
    private const string Claim = "cc-from";

    public static ClaimsPrincipal Put(ClaimsPrincipal person, System.Net.IPAddress? address)
    {
        if (address is null) return person;
        var copy = person.Clone();
        ((ClaimsIdentity)copy.Identity!).AddClaim(new(Claim, (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()));
        return copy;
    }

    public static ClaimsPrincipal Keep(ClaimsPrincipal before, ClaimsPrincipal after) =>
        Of(before) is { } address && System.Net.IPAddress.TryParse(address, out var parsed) ? Put(after, parsed) : after;

    public static string? Of(ClaimsPrincipal person) => person.FindFirst(Claim)?.Value;
}
