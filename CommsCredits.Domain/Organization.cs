using CommsCredits.Domain.Calls;

namespace CommsCredits.Domain;

/// <summary>
/// The customer: one Entra tenant with one credit pool. Currency and zone are fixed when it is created (R2.1).
/// </summary>
public sealed record Organization
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required Currency Currency { get; init; }
    public required LocalCalendar Calendar { get; init; }

    /// <summary>Calls that started before this local day are kept and shown, never booked (R6.6).</summary>
    public required DateOnly BooksBegin { get; init; }

    /// <summary>The instant of the move to billing after use; null while prepaid (R8.1).</summary>
    public DateTime? PostpaidSince { get; init; }

    /// <summary>What a call may plausibly cost (R9.11).</summary>
    public ChargeLimits ChargeLimits { get; init; } = ChargeLimits.None;

    public bool IsPostpaid => PostpaidSince is not null;
    public DateTime BooksBeginAt => Calendar.StartOf(BooksBegin);
}
