using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using CommsCredits.Domain;
using Microsoft.Identity.Web;

namespace CommsCredits.Web.Security;

/// <summary>
/// What a validated token makes of a person here: the few claims that the portal reads, with roles under our names (R14.1). Everything else of the token is left out, so that nothing else can be read later.
/// </summary>
public sealed class RoleMap(AccessSettings settings, IHttpClientFactory http, ILogger<RoleMap> log)
{
    /// <summary>The claim with the session's id, by which open pages and the audit trail know it.</summary>
    public const string Session = "cc-session";

    /// <summary>The claim with the instant at which the person proved who they are, in seconds since 1970.</summary>
    public const string Proved = "cc-proved";

    private const string Scheme = "CommsCredits";

    /// <param name="accessToken">Used only where the token has too many groups to list them.</param>
    public async Task<ClaimsPrincipal> PersonOfAsync(ClaimsPrincipal token, Guid session, DateTimeOffset proved, string? accessToken, CancellationToken cancel)
    {
        var claims = new List<Claim>
        {
            new("oid", token.GetObjectId() ?? ""),
            new("tid", token.GetTenantId() ?? ""),
            new("name", token.FindFirstValue("name") ?? token.Identity?.Name ?? ""),
            new("preferred_username", token.FindFirstValue("preferred_username") ?? token.Identity?.Name ?? ""),
            new(Session, session.ToString("N")),
            new(Proved, proved.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), ClaimValueTypes.Integer64),
        };
        claims.AddRange((await RolesOfAsync(token, accessToken, cancel)).Select(role => new Claim("roles", role)));
        return new(new ClaimsIdentity(claims, Scheme, "preferred_username", "roles"));
    }

    private async Task<IEnumerable<string>> RolesOfAsync(ClaimsPrincipal token, string? accessToken, CancellationToken cancel)
    {
        var given = token.FindAll(c => c.Type is ClaimTypes.Role or "roles").Select(c => c.Value).ToHashSet(StringComparer.Ordinal);
        var byRole = Roles.All.Where(role => given.Contains(settings.RoleNames.GetValueOrDefault(role, role)));
        if (settings.Groups.Count == 0) return byRole.ToList();
        var groups = HasTooMany(token) ? await AskAsync(accessToken, cancel) : token.FindAll("groups").Select(c => c.Value);
        return byRole.Concat(groups.Select(g => settings.Groups.GetValueOrDefault(g.ToLowerInvariant()) ?? settings.Groups.GetValueOrDefault(g)).OfType<string>()).Distinct().ToList();
    }

    /// <summary>Entra ID leaves groups out of a token where there are more than 200 of them, and says so in one of two ways.</summary>
    private static bool HasTooMany(ClaimsPrincipal token) =>
        token.HasClaim(c => c.Type == "hasgroups") || token.FindFirstValue("_claim_names")?.Contains("\"groups\"", StringComparison.Ordinal) == true;

    /// <summary>A directory that does not answer gives no roles: whoever has them by app roles keeps those.</summary>
    private async Task<IEnumerable<string>> AskAsync(string? accessToken, CancellationToken cancel)
    {
        if (accessToken is null) return [];
        try
        {
            using var client = http.CreateClient(nameof(RoleMap));
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(settings.GraphAddress), "v1.0/me/getMemberGroups"))
            {
                Content = JsonContent.Create(new { securityEnabledOnly = false }),
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", accessToken) },
            };
            using var response = await client.SendAsync(request, cancel);
            response.EnsureSuccessStatusCode();
            using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancel), cancellationToken: cancel);
            return answer.RootElement.GetProperty("value").EnumerateArray().Select(g => g.GetString() ?? "").ToList();
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or KeyNotFoundException || fault is TaskCanceledException && !cancel.IsCancellationRequested)
        {
            log.LogWarning("The directory did not say which groups a person is in ({Fault}); roles by group are not given.", fault.GetType().Name);
            return [];
        }
    }
}
