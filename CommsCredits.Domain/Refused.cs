namespace CommsCredits.Domain;

/// <summary>
/// An expected refusal, as a value: a stable code that texts are found by, and the figures that the words need.
/// Broken contracts are exceptions; a refusal is an answer.
/// </summary>
public sealed record Refused(string Code, params IReadOnlyList<object> Figures);
