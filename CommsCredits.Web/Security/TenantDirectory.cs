using System.Collections.Concurrent;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Security;

/// <summary>Which organization an Entra tenant is. Null: nobody has set this tenant up.</summary>
public sealed class TenantDirectory(Database database)
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
}
