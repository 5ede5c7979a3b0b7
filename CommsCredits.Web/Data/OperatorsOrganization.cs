using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>
/// Whether an organization is that of whoever runs the server: the only one there is, or the one of the directory in which the portal is registered (<c>AzureAd:TenantId</c>). What concerns the machine and its mail server
/// is shown to its people alone, and to no guest's.
/// </summary>
internal static class OperatorsOrganization
{
    public static async Task<bool> IsAsync(CommsCreditsDb db, IConfiguration? settings, CancellationToken cancel)
    {
        if (await db.Organizations.IgnoreQueryFilters().CountAsync(cancel) == 1) return true;
        return Guid.TryParse(settings?["AzureAd:TenantId"], out var own) && await db.Organizations.AnyAsync(o => o.TenantId == own, cancel);
    }
}
