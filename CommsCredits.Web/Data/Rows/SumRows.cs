using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Web.Data.Rows;

/// <summary>What moved between two books on a local day. Follows from the entries; never a source of figures that are signed or closed.</summary>
public sealed class DaySumRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }
    public required DateOnly Day { get; init; }
    public required Book From { get; init; }
    public required Book To { get; init; }
    public required EntryKind Kind { get; init; }
    public required Money Amount { get; set; }
}

/// <summary>What calls of one local day to one destination cost when they were booked, and how many they were.</summary>
public sealed class DestinationSumRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }
    public required DateOnly Day { get; init; }
    public required string Destination { get; init; }
    public required int Calls { get; set; }
    public required Money Amount { get; set; }

    /// <summary>The charge of the most expensive call among them.</summary>
    public required Money Largest { get; set; }
}
