namespace CommsCredits.Domain.Notices;

/// <summary>
/// One thing to tell, before anybody's language or address: written to the outbox with its cause (R13.3). <see cref="Key"/> is made of rule, period
/// and kind, so the same notice decided twice is one. Figures by name are culture-free: micros, ISO days and instants, plain numbers.
/// </summary>
public sealed record Notice
{
    public required Guid OrganizationId { get; init; }
    public required NoticeKind Kind { get; init; }
    public required string Key { get; init; }
    public required DateTime Created { get; init; }
    public required IReadOnlyDictionary<string, string> Figures { get; init; }
}
