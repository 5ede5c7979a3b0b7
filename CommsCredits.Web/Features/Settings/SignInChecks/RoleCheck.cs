using CommsCredits.Domain;
using CommsCredits.Web.Security;
using Microsoft.IdentityModel.JsonWebTokens;

namespace CommsCredits.Web.Features.Settings.SignInChecks;

/// <summary>Which roles the person who asks has, and what in their token gives them: app roles, groups, or the directory that was asked for the groups.</summary>
internal static class RoleCheck
{
    /// <param name="idToken">As the issuer last gave it; null where the session keeps none.</param>
    public static (SignInFinding Finding, IReadOnlyList<RoleLine> Lines) Of(AccessSettings access, IReadOnlyList<string> has, string? idToken)
    {
        var token = string.IsNullOrEmpty(idToken) ? null : new JsonWebToken(idToken);
        var (roles, groups) = (Values(token, "roles"), Values(token, "groups"));
        var lines = Roles.All.Select(role =>
        {
            var value = access.RoleNames.GetValueOrDefault(role, role);
            var given = access.Groups.Where(g => g.Value == role).Select(g => g.Key).ToList();
            return new RoleLine(role, value, given, roles.Contains(value), [.. given.Where(g => groups.Contains(g, StringComparer.OrdinalIgnoreCase))], has.Contains(role));
        }).ToList();
        return (Finding(access, lines, token, roles, groups), lines);
    }

    private static SignInFinding Finding(AccessSettings access, List<RoleLine> lines, JsonWebToken? token, List<string> roles, List<string> groups)
    {
        if (token is null) return new(SignInPart.Roles, CheckState.Look, "TokenGone");
        if (access.Groups.Count > 0 && groups.Count == 0)
            return token.Claims.Any(c => c.Type == "hasgroups" || c.Type == "_claim_names" && c.Value.Contains("\"groups\"", StringComparison.Ordinal))
                ? new(SignInPart.Roles, CheckState.Fine, "GroupsTooMany") : new(SignInPart.Roles, CheckState.Look, "GroupsNotSaid");
        var unknown = roles.Except(lines.Select(l => l.Value)).Order(StringComparer.Ordinal).ToList();
        return unknown.Count > 0 ? new(SignInPart.Roles, CheckState.Look, "RolesUnknown", string.Join(", ", unknown))
            : new(SignInPart.Roles, CheckState.Fine, "RolesFine", string.Join(", ", lines.Where(l => l.Has).Select(l => l.Role)));
    }

    private static List<string> Values(JsonWebToken? token, string type) => token is null ? [] : [.. token.Claims.Where(c => c.Type == type).Select(c => c.Value)];
}
