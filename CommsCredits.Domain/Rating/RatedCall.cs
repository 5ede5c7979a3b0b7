using System.Globalization;

namespace CommsCredits.Domain.Rating;

/// <summary>A charge with everything that made it, so that it can explain itself.</summary>
public readonly record struct RatedCall(RateDeck Deck, RateMatch Match, int Seconds, Increments Increments, long BilledSeconds, Money Fee, Money Charge)
{
    /// <summary>Which rate, how long, how much. The exact charge is in micros: whole, or a fraction like <c>4951/3</c>.</summary>
    public IReadOnlyList<ExplanationStep> Explain()
    {
        var rate = Match.Rate!;
        var terms = Deck.Terms;
        return
        [
            Match.CallerCountry is { } country
                ? new(ExplanationCodes.RateByCaller, country, rate.Prefix, rate.Name, Text(rate.PricePerMinute), terms.Name, Text(terms.ValidFrom))
                : new(ExplanationCodes.RateByPrefix, rate.Prefix, rate.Name, Text(rate.PricePerMinute), terms.Name, Text(terms.ValidFrom), Text(Match.Fits)),
            new(ExplanationCodes.Duration, Text(Seconds), Text(BilledSeconds), Text(Increments.First), Text(Increments.Step)),
            new(ExplanationCodes.ChargeByDeck, Text(Fee), Text(rate.PricePerMinute), Exact(), Text(Charge), Text(terms.Places), terms.Mode.ToString()),
        ];
    }

    private string Exact()
    {
        var sixtieths = Rater.ExactSixtieths(Match.Rate!.PricePerMinute, Fee, BilledSeconds);
        var divisor = GreatestCommonDivisor(sixtieths, 60);
        var whole = (sixtieths / divisor).ToString(CultureInfo.InvariantCulture);
        return divisor == 60 ? whole : whole + "/" + Text(60 / (long)divisor);
    }

    private static Int128 GreatestCommonDivisor(Int128 a, Int128 b) => a == 0 ? b : GreatestCommonDivisor(b % a, a);

    private static string Text(Money money) => Text(money.Micros);
    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
