namespace CommsCredits.Domain.Calls;

/// <summary>
/// One call as its source reports it (CDR), after its cells were read; nothing is decided yet. Instants are UTC. Absent cells are null, never empty.
/// </summary>
public sealed record CallRecord
{
    /// <summary>The source's unique id of the row: the key that keeps a call from being charged twice (R9.6).</summary>
    public required string UsageId { get; init; }
    public required DateTime Start { get; init; }

    /// <summary>Duration Seconds, not end minus start (R9.8).</summary>
    public required int Seconds { get; init; }

    /// <summary>As written by the source: <c>user_out</c>, <c>conf_in</c> ...</summary>
    public required string CallType { get; init; }
    public required string NumberType { get; init; }
    public required string Capability { get; init; }

    /// <summary>Three letters; null where the cell is empty.</summary>
    public string? Currency { get; init; }

    /// <summary>Null where the source says nothing: empty or "No data" (R9.4).</summary>
    public Money? Fee { get; init; }
    public Money? Charge { get; init; }

    /// <summary>A fee or charge with more than six decimals, as written: it has no exact amount and becomes an exception (R9.7).</summary>
    public string? OverlongAmount { get; init; }
    public string? CallId { get; init; }
    public string? ConferenceId { get; init; }
    public string? UserLocation { get; init; }
    public Guid? UserId { get; init; }
    public string? UserPrincipalName { get; init; }
    public string? UserName { get; init; }
    public string? CallerNumber { get; init; }

    /// <summary>The other party; digits may be masked at its end.</summary>
    public string? DestinationNumber { get; init; }
    public string? DestinationName { get; init; }
    public bool? IsInternational { get; init; }
    public string? ExternalCountry { get; init; }

    /// <summary>Who carried the call, as written; null where the source does not say.</summary>
    public string? Operator { get; init; }
}
