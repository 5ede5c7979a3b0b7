using CommsCredits.Domain.Calls;

namespace CommsCredits.Web.Data.Rows;

/// <summary>A minute pool as it is defined now (R9.2); what it was before stands in the audit trail.</summary>
public sealed class MinutePoolRow : IOrganizationOwned
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Name { get; set; }

    /// <summary>Codes of the plans, with a blank between them.</summary>
    public required string Capabilities { get; set; }
    public required PoolScope Scope { get; set; }
    public required int Licences { get; set; }
    public required int MinutesEach { get; set; }
    public required PoolReset Reset { get; set; }
    public required DateOnly ValidFrom { get; set; }
    public DateOnly? LastDay { get; set; }

    public MinutePool ToDomain() => new()
    {
        Id = Id, Name = Name, Capabilities = Capabilities.Split(' ', StringSplitOptions.RemoveEmptyEntries), Scope = Scope, Licences = Licences, MinutesEach = MinutesEach, Reset = Reset,
        ValidFrom = ValidFrom, LastDay = LastDay,
    };

    public static MinutePoolRow Of(Guid organizationId, MinutePool pool)
    {
        var row = new MinutePoolRow
        {
            Id = pool.Id, OrganizationId = organizationId, Name = "", Capabilities = "", Scope = pool.Scope, Licences = 0, MinutesEach = 0, Reset = pool.Reset, ValidFrom = pool.ValidFrom,
        };
        row.Take(pool);
        return row;
    }

    public void Take(MinutePool pool) => (Name, Capabilities, Scope, Licences, MinutesEach, Reset, ValidFrom, LastDay) =
        (pool.Name, string.Join(' ', pool.Capabilities), pool.Scope, pool.Licences, pool.MinutesEach, pool.Reset, pool.ValidFrom, pool.LastDay);
}

/// <summary>Minutes of a pool that booked calls have taken in a period.</summary>
public sealed class MinuteUseRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }
    public required Guid PoolId { get; init; }

    /// <summary>A local month, <c>2026-10</c>, or <c>once</c>.</summary>
    public required string Period { get; init; }
    public required int Used { get; set; }
}
