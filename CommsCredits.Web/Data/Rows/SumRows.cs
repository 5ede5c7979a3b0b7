using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;

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

/// <summary>What calls of one booking month, kind, and country or person took from the pool: <see cref="UsageSum"/>.</summary>
public sealed class UsageSumRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }
    public required Month Month { get; init; }
    public required ShareOf Of { get; init; }
    public required UsageKind Kind { get; init; }
    public required string Key { get; init; }
    public required int Calls { get; set; }
    public required long Minutes { get; set; }
    public required Money Amount { get; set; }

    public UsageSum ToDomain() => new(Of, Key, Kind, Calls, Minutes, Amount);
}

/// <summary>The name and the login that the newest call of a person bears, beside the books, which know the opaque id alone (R12.4): erased here, it is erased on every printing.</summary>
public sealed class CallPersonRow : IOrganizationOwned
{
    public required Guid OrganizationId { get; init; }
    public required string Id { get; init; }
    public required string Name { get; set; }

    /// <summary>As the export gives it (UPN): what paper shows where no font has the letters of the name. Null where no export gave it yet.</summary>
    public string? Login { get; set; }
}
