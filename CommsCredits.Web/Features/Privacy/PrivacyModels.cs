namespace CommsCredits.Web.Features.Privacy;

/// <summary>Somebody whom the portal knows by name: as one who signs in, one who called, or one who receives mail.</summary>
/// <param name="Id">The opaque id that the books keep.</param>
public sealed record KnownPerson(string Id, string Name, string? Login, int Calls, DateTime? LastSeen);

/// <summary>What is kept about one person, in full: for the answer to whoever asks.</summary>
public sealed record PersonFile(string Id, string? Name, string? Login, string? Language, DateTime? LastSeen, IReadOnlyList<PersonFileCall> Calls, IReadOnlyList<string> Addresses, IReadOnlyList<PersonFileDeed> Deeds);

public sealed record PersonFileCall(string UsageId, DateTime Start, int Seconds, string CallType, string? From, string? To, string? Destination, string Charge);

public sealed record PersonFileDeed(DateTime At, string Action, string Subject, string? From);

/// <summary>What was taken out.</summary>
public sealed record Erased(int Calls, int Lines, int Sessions);
