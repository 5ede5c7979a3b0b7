namespace CommsCredits.Web.Security;

/// <summary>Which organization an Entra tenant is. Null: nobody has set this tenant up.</summary>
public sealed class TenantDirectory
{
    /// <summary>Until organizations are stored, a tenant is its own organization.</summary>
    public ValueTask<Guid?> OrganizationOfAsync(Guid tenantId, CancellationToken cancel) => ValueTask.FromResult<Guid?>(tenantId);
}
