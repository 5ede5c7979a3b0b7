using CommsCredits.Domain;
using CommsCredits.Domain.Calls;

namespace CommsCredits.Web.Data.Rows;

/// <summary>A row that belongs to one organization; the context shows only the rows of its own.</summary>
public interface IOrganizationOwned
{
    Guid OrganizationId { get; }
}

public sealed class OrganizationRow
{
    public required Guid Id { get; init; }

    /// <summary>The Entra tenant whose people belong here.</summary>
    public required Guid TenantId { get; init; }
    public required string Name { get; set; }
    public required string Currency { get; init; }
    public required string ZoneId { get; init; }
    public required DateOnly BooksBegin { get; init; }
    public DateTime? PostpaidSince { get; set; }
    public required Money TopUpMinimum { get; set; }
    public required Money TopUpMaximum { get; set; }

    /// <summary>Balances below which a notice is sent, in micros, parted by spaces (R13.1).</summary>
    public string LowLevels { get; set; } = "";

    /// <summary>Whoever buys for more than this signs in again first; null: never asked.</summary>
    public Money? SignInAgainAbove { get; set; }

    /// <summary>What one call, and a minute of it, may plausibly cost (R9.11); null: anything.</summary>
    public Money? LargestCharge { get; set; }
    public Money? LargestMinute { get; set; }

    /// <summary>So much may imports of 24 hours take before auto-recharge waits for a person (R7.9); null: anything.</summary>
    public Money? LargestImports { get; set; }

    /// <summary>Months after which call detail is taken out; the ledger stays (R12.4). Null: kept.</summary>
    public int? KeepCallsMonths { get; set; }

    /// <summary>When whoever may pay has gone through the settings of the first run; null: not yet.</summary>
    public DateTime? SetUp { get; set; }

    public Organization ToDomain() => new()
    {
        Id = Id, Name = Name, Currency = Domain.Currency.Of(Currency), Calendar = Calendars.Of(ZoneId), BooksBegin = BooksBegin, PostpaidSince = PostpaidSince,
        ChargeLimits = new(LargestCharge, LargestMinute),
    };
}
