namespace CommsCredits.Domain.Rating;

/// <summary>
/// What a call costs by a deck: <c>round(fee + price x billed seconds / 60)</c> (R10.2), rounded once from the exact fraction (R2.3). Zero seconds are free, fee included.
/// </summary>
public static class Rater
{
    private const int SecondsPerMinute = 60;

    /// <param name="match">A rate that was found in <paramref name="deck"/>; else <see cref="ArgumentException"/>.</param>
    /// <param name="sourceFee">A connection fee that the source states; it stands in for the deck's.</param>
    public static RatedCall Rate(RateDeck deck, RateMatch match, int seconds, Money? sourceFee = null)
    {
        var rate = match.Rate ?? throw new ArgumentException("There is no rate to charge by.", nameof(match));
        var fee = sourceFee ?? rate.ConnectionFee;
        var increments = deck.IncrementsOf(rate);
        var billed = increments.BilledSeconds(seconds);
        return new(deck, match, seconds, increments, billed, fee, Charge(deck.Terms, rate.PricePerMinute, fee, billed));
    }

    public static Money Price(DeckTerms terms, Rate rate, int seconds) =>
        Charge(terms, rate.PricePerMinute, rate.ConnectionFee, (rate.Increments ?? terms.Increments).BilledSeconds(seconds));

    /// <summary>
    /// An allowance counts started minutes and takes what fits whole; of a longer call it takes all that is left, and the rest begins after the last included minute (R9.2).
    /// </summary>
    public static IncludedShare BeyondIncluded(int includedMinutesLeft, int seconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(includedMinutesLeft);
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        var included = (long)includedMinutesLeft * SecondsPerMinute;
        if (seconds > included) return new(includedMinutesLeft, (int)(seconds - included));
        return new((int)(((long)seconds + SecondsPerMinute - 1) / SecondsPerMinute), 0);
    }

    /// <summary>
    /// The most whole increments, in seconds and not beyond <paramref name="wanted"/>, whose price does not exceed <paramref name="available"/> (R11.1); zero where not
    /// even the first increment is paid for. The last increment may be one that the wanted seconds only begin.
    /// </summary>
    public static int SecondsAffordable(DeckTerms terms, Rate rate, Money available, int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wanted);
        var (low, high) = (0, wanted);
        while (low < high)
        {
            var middle = high - (high - low) / 2;
            if (Price(terms, rate, middle) <= available) low = middle; else high = middle - 1;
        }
        return low;
    }

    internal static Int128 ExactSixtieths(Money pricePerMinute, Money fee, long billedSeconds) =>
        billedSeconds == 0 ? 0 : (Int128)fee.Micros * SecondsPerMinute + (Int128)pricePerMinute.Micros * billedSeconds;

    private static Money Charge(DeckTerms terms, Money pricePerMinute, Money fee, long billedSeconds) =>
        Rounding.Round(ExactSixtieths(pricePerMinute, fee, billedSeconds), SecondsPerMinute, terms.Places, terms.Mode);
}
