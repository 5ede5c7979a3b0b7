using System.Security.Claims;
using CommsCredits.Domain;
using Microsoft.Identity.Web;

namespace CommsCredits.Web.Security;

/// <summary>What the sign-in says about a person. Shown on pages and never stored: entries keep the opaque actor id (R3.2).</summary>
public sealed record SignedInPerson(Guid ObjectId, Guid TenantId, string Name, string Login, IReadOnlyList<string> Roles)
{
    /// <summary>Null for nobody, and for a token without object or tenant id.</summary>
    public static SignedInPerson? From(ClaimsPrincipal principal) =>
        principal.Identity?.IsAuthenticated == true && Guid.TryParse(principal.GetObjectId(), out var person) && Guid.TryParse(principal.GetTenantId(), out var tenant)
            ? new(person, tenant, principal.FindFirstValue("name") ?? principal.Identity.Name ?? "", principal.Identity.Name ?? "", RolesOf(principal))
            : null;

    /// <summary>How entries and the audit trail name the person.</summary>
    public string ActorId => $"person:{ObjectId:D}";

    public static IReadOnlySet<Permission> PermissionsOf(ClaimsPrincipal principal) => Domain.Roles.PermissionsOf(RolesOf(principal));

    /// <summary>First letters of first and last name: <c>AR</c>.</summary>
    public string Initials
    {
        get
        {
            var words = Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words.Length == 0 ? "?" : words.Length == 1 ? words[0][..1] : $"{words[0][0]}{words[^1][0]}";
        }
    }

    private static List<string> RolesOf(ClaimsPrincipal principal) =>
        [.. principal.FindAll(c => c.Type is ClaimTypes.Role or "roles").Select(c => c.Value)];
}
