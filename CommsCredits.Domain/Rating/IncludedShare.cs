namespace CommsCredits.Domain.Rating;

/// <summary>What of a call an allowance of minutes takes, and the seconds beyond it, which are rated as a call of their own (R9.2).</summary>
public readonly record struct IncludedShare(int Minutes, int SecondsBeyond);
