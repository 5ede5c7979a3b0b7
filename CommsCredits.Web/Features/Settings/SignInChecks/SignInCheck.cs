using System.Security.Claims;
using System.Text.Json;
using CommsCredits.Domain;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace CommsCredits.Web.Features.Settings.SignInChecks;

/// <summary>Tries everything about signing in that can be tried without a person, with the settings that sign-ins use, and asks the issuer anew each time.</summary>
public sealed class SignInCheck(IOptionsMonitor<OpenIdConnectOptions> oidc, ClientProof proof, AccessSettings access, Sessions sessions, SignInRecord record, IHostEnvironment? environment = null)
{
    /// <summary>Tokens are taken up to five minutes early or late (the framework's own allowance): beyond it nobody gets in.</summary>
    private static readonly TimeSpan s_clockMayDiffer = TimeSpan.FromMinutes(1), s_clockMustNot = TimeSpan.FromMinutes(5);

    /// <param name="portal">The address by which the page was opened.</param>
    /// <param name="person">Whoever asks: their session's token says where their roles are from.</param>
    public async Task<SignInReport> RunAsync(Actor actor, Uri portal, ClaimsPrincipal person, CancellationToken cancel)
    {
        actor.Demand(Permission.SeeSettings);
        var options = oidc.Get(OpenIdConnectDefaults.AuthenticationScheme);
        var redirect = new Uri(portal, options.CallbackPath.Value);
        var ticket = Sessions.IdOf(person) is { } session ? (await sessions.FindAsync(session, cancel))?.Ticket : null;
        var (roles, lines) = RoleCheck.Of(access, SignedInPerson.From(person)?.Roles ?? [], ticket?.Properties.GetTokenValue(SessionRenewal.IdToken));
        var authority = AuthorityFor(options, SignedInPerson.From(person)?.TenantId);
        var report = new SignInReport([.. await AskIssuerAsync(options, authority, cancel), RedirectOf(redirect), roles], redirect, new Uri(authority).Host, TenantOf(options.Authority), options.ClientId ?? "", lines);
        record.Keep(report.Open, TimeProvider.System.GetUtcNow().UtcDateTime);
        return report;
    }

    /// <summary>An application of many directories has no token of its own in none of them: the person's directory is asked.</summary>
    private static string AuthorityFor(OpenIdConnectOptions options, Guid? tenant) =>
        options.MetadataAddress!.Replace("/organizations/", $"/{tenant?.ToString("D") ?? "organizations"}/", StringComparison.Ordinal);

    private static string TenantOf(string? authority) => Uri.TryCreate(authority, UriKind.Absolute, out var uri) && uri.Segments.Length > 1 ? uri.Segments[^(uri.Segments[^1].TrimEnd('/') == "v2.0" ? 2 : 1)].TrimEnd('/') : "";

    private async Task<IReadOnlyList<SignInFinding>> AskIssuerAsync(OpenIdConnectOptions options, string authority, CancellationToken cancel)
    {
        var issuer = new IssuerProbe(options.Backchannel);
        var answer = await issuer.GetAsync(authority, cancel);
        var clock = ClockOf(answer);
        if (Fault(answer) is { } fault)
            return [new(SignInPart.Issuer, fault == "IssuerBusy" ? CheckState.Look : CheckState.Wrong, fault), Untried(SignInPart.Keys), clock, Untried(SignInPart.Application)];
        return
        [
            new(SignInPart.Issuer, CheckState.Fine, "IssuerFine"), await KeysAsync(issuer, answer.Text("jwks_uri")!, cancel), clock,
            await new ProofCheck(proof, access, issuer).RunAsync(options, answer.Text("token_endpoint")!, cancel),
        ];
    }

    private static string? Fault(IssuerAnswer answer) => answer.Fault
        ?? (answer.IsBusy ? "IssuerBusy"
        : answer.ErrorCode is "AADSTS90002" or "AADSTS900023" or "invalid_tenant" ? "TenantUnknown"
        : !answer.IsGood || answer.Text("token_endpoint") is null || answer.Text("jwks_uri") is null ? "IssuerNotOidc" : null);

    private static async Task<SignInFinding> KeysAsync(IssuerProbe issuer, string address, CancellationToken cancel)
    {
        var answer = await issuer.GetAsync(address, cancel);
        if (answer.Fault is { } fault) return new(SignInPart.Keys, CheckState.Wrong, fault);
        var keys = answer is { IsGood: true, Body: { } body } && body.TryGetProperty("keys", out var found) && found.ValueKind == JsonValueKind.Array ? found.GetArrayLength() : 0;
        return keys > 0 ? new(SignInPart.Keys, CheckState.Fine, "KeysFine", keys) : new(SignInPart.Keys, CheckState.Wrong, "KeysNone");
    }

    private static SignInFinding ClockOf(IssuerAnswer answer)
    {
        if (answer.Fault is not null) return Untried(SignInPart.Clock);
        if (answer.Ahead is not { } ahead) return new(SignInPart.Clock, CheckState.Look, "ClockUntold");
        var away = (int)Math.Round(ahead.Duration().TotalSeconds);
        return ahead.Duration() <= s_clockMayDiffer ? new(SignInPart.Clock, CheckState.Fine, "ClockFine", away)
            : ahead.Duration() < s_clockMustNot ? new(SignInPart.Clock, CheckState.Look, "ClockAway", away) : new(SignInPart.Clock, CheckState.Wrong, "ClockOff", away);
    }

    private SignInFinding RedirectOf(Uri redirect) =>
        redirect.Scheme == Uri.UriSchemeHttps ? new(SignInPart.Redirect, CheckState.Fine, "RedirectFine")
        : environment?.IsDevelopment() == true ? new(SignInPart.Redirect, CheckState.Fine, "RedirectDevelopment") : new(SignInPart.Redirect, CheckState.Wrong, "RedirectNotHttps");

    private static SignInFinding Untried(SignInPart part) => new(part, CheckState.Untried, "Untried");
}
