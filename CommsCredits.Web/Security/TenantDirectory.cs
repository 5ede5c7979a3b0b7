using System.Collections.Concurrent;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Security;

/// <summary>Which organization an Entra tenant is, and which tenants may come in. Null: nobody has set this tenant up.</summary>
public sealed class TenantDirectory(Database database, AccessSettings settings, IConfiguration? configuration = null)
{
    private readonly ConcurrentDictionary<Guid, Guid> _known = new();

    public async ValueTask<Guid?> OrganizationOfAsync(Guid tenantId, CancellationToken cancel)
    {
        if (_known.TryGetValue(tenantId, out var known)) return known;
        await using var db = database.Server();
        var found = await db.Organizations.IgnoreQueryFilters().Where(o => o.TenantId == tenantId).Select(o => (Guid?)o.Id).SingleOrDefaultAsync(cancel);
        if (found is { } organization) _known[tenantId] = organization;
        return found;
    }

    /// <summary>The portal's own directory, one on the list, one that is set up here, or any where anybody may register (R14.1).</summary>
    public async ValueTask<bool> MayEnterAsync(Guid tenantId, CancellationToken cancel) =>
        settings.SelfRegistration || settings.Tenants.Contains(tenantId) || Guid.TryParse(configuration?["AzureAd:TenantId"], out var own) && own == tenantId
        || await OrganizationOfAsync(tenantId, cancel) is not null;
}
