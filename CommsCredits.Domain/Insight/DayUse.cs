namespace CommsCredits.Domain.Insight;

/// <summary>What calls took in one whole local day, by their start (R4.2); zero or more.</summary>
public readonly record struct DayUse(DateOnly Day, Money Used);
