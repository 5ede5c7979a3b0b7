namespace CommsCredits.Domain.Rating;

public enum RateOutcome
{
    /// <summary>No prefix fits: the call is never priced at zero (R9.7).</summary>
    None,
    Found,

    /// <summary>Digits are masked, or the caller is unknown, and what is hidden could change the price (R9.7).</summary>
    Hidden,
}

/// <summary>The answer of a deck for a number.</summary>
/// <param name="Rate">Only where found.</param>
/// <param name="Fits">How many prefixes of the deck fit the number; the longest won.</param>
/// <param name="CallerCountry">The caller's country, where it decided (R10.1).</param>
public readonly record struct RateMatch(RateOutcome Outcome, Rate? Rate = null, int Fits = 0, string? CallerCountry = null);
