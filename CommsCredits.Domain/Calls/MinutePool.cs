namespace CommsCredits.Domain.Calls;

/// <summary>Which calls of a plan a pool pays. A source that does not say whether a call is international is taken to mean that it is. Stored by name.</summary>
public enum PoolScope
{
    All,
    Domestic,
    International,
}

/// <summary>Monthly minutes begin anew at the local month start and do not carry over; one-off minutes last until they are used. Stored by name.</summary>
public enum PoolReset
{
    Monthly,
    OneOff,
}

/// <summary>
/// Included minutes that an organization shares (R9.2): so many for each licence that is assigned (R9.3), for the calls of the plans it names. A change counts from the
/// next call that is booked; what is booked stays.
/// </summary>
public sealed record MinutePool
{
    public const int MostLicences = 40_000;
    public const int LongestName = 60;

    /// <summary>A month has no more minutes than 31 days.</summary>
    public const int MostMinutesEach = 44_640;

    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Codes of the plans, as the source writes them, upper case.</summary>
    public required IReadOnlyList<string> Capabilities { get; init; }
    public PoolScope Scope { get; init; }
    public required int Licences { get; init; }
    public required int MinutesEach { get; init; }
    public PoolReset Reset { get; init; }

    /// <summary>The first local day whose calls it pays.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last local day whose calls it pays; null: no end.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>All minutes of a month, or of the one-off package: 100 licences of 60 minutes are 6,000 (E13).</summary>
    public int Size => checked(Licences * MinutesEach);

    public bool Covers(CallRecord call) =>
        (Scope == PoolScope.All || (Scope == PoolScope.Domestic) == (call.IsInternational == false)) && Capabilities.Contains(call.Capability, StringComparer.OrdinalIgnoreCase);

    /// <summary>What cannot be kept, with the field's name: <c>PoolNoName</c>, <c>PoolNameTooLong</c>, <c>PoolNoPlan</c>, <c>PoolPlanWithoutMinutes</c>, <c>PoolMixesConferencing</c>,
    /// <c>PoolLicences</c>, <c>PoolMinutes</c>, <c>PoolEndsFirst</c>. Empty: it can.</summary>
    public IReadOnlyList<(string Field, Refused Why)> Validate()
    {
        var faults = new List<(string, Refused)>();
        if (string.IsNullOrWhiteSpace(Name)) faults.Add((nameof(Name), new("PoolNoName")));
        if (Name.Length > LongestName) faults.Add((nameof(Name), new("PoolNameTooLong", LongestName)));
        if (Capabilities.Count == 0) faults.Add((nameof(Capabilities), new("PoolNoPlan")));
        if (Capabilities.FirstOrDefault(c => !Calls.Capabilities.WithPooledMinutes.Contains(c)) is { } odd) faults.Add((nameof(Capabilities), new("PoolPlanWithoutMinutes", odd, "")));
        if (Capabilities.Select(Calls.Capabilities.Read).Distinct().Count() > 1) faults.Add((nameof(Capabilities), new("PoolMixesConferencing")));
        if (Licences is < 0 or > MostLicences) faults.Add((nameof(Licences), new("PoolLicences", MostLicences)));
        if (MinutesEach is < 1 or > MostMinutesEach) faults.Add((nameof(MinutesEach), new("PoolMinutes", MostMinutesEach)));
        if (LastDay < ValidFrom) faults.Add((nameof(LastDay), new("PoolEndsFirst", ValidFrom)));
        return faults;
    }
}
