using System.Collections.Frozen;
using CommsCredits.Domain.Calls;

namespace CommsCredits.Domain.Rating;

/// <summary>
/// A price list, compiled for lookup by the longest prefix (R10.1). Immutable. A prefix stands in it once; in a toll-free deck once per country,
/// for the price of a +1 number depends on where the caller is. A second one throws <see cref="ArgumentException"/>: importing lists it as a bad line.
/// </summary>
public sealed class RateDeck
{
    private const char NorthAmericanPrefix = '1';
    private readonly PrefixTree _tree;
    private readonly FrozenDictionary<string, Rate[]> _northAmerica;
    private readonly FrozenSet<string> _severalCountries;

    public RateDeck(DeckTerms terms, IReadOnlyList<Rate> rates)
    {
        Terms = terms;
        Rates = rates;
        var doubled = rates.GroupBy(r => KeyOf(terms.Kind, r)).FirstOrDefault(g => g.Skip(1).Any());
        if (doubled is not null) throw new ArgumentException($"Prefix {doubled.Key} comes twice.", nameof(rates));
        _tree = new(rates);
        var northAmerican = terms.Kind.LooksAtTheCaller() ? rates.Where(r => r.Prefix[0] == NorthAmericanPrefix).ToList() : [];
        _northAmerica = northAmerican.GroupBy(r => r.Country).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(r => r.Prefix.Length).ToArray());
        _severalCountries = northAmerican.GroupBy(r => r.Prefix).Where(g => g.Any(r => !r.CostsTheSameAs(g.First()))).Select(g => g.Key).ToFrozenSet();
    }

    public DeckTerms Terms { get; }
    public IReadOnlyList<Rate> Rates { get; }

    /// <summary>What must not come twice in a deck of this kind.</summary>
    public static string KeyOf(DeckKind kind, Rate rate) =>
        kind.LooksAtTheCaller() && rate.Prefix[0] == NorthAmericanPrefix ? rate.Prefix + " " + rate.Country : rate.Prefix;

    public Increments IncrementsOf(Rate rate) => rate.Increments ?? Terms.Increments;

    /// <summary>The rate of the longest prefix of a number, by its digits alone; hidden where digits that are not known could change the price (R9.7).</summary>
    public RateMatch Find(ReadOnlySpan<char> number)
    {
        Span<char> digits = stackalloc char[PhoneNumber.MostDigits];
        var count = PhoneNumber.Read(number, digits, out var isCut);
        return _tree.Find(digits[..count], isCut);
    }

    /// <summary>Every rate whose prefix fits a number, the longest first: the first one wins, the others it beat.</summary>
    public IReadOnlyList<Rate> Fitting(string number)
    {
        var digits = PhoneNumber.DigitsOf(number);
        return [.. Rates.Where(r => digits.StartsWith(r.Prefix, StringComparison.Ordinal)).OrderByDescending(r => r.Prefix.Length)];
    }

    /// <summary>The country that a number leads to, as far as this deck tells; null where no prefix fits, or masked digits decide.</summary>
    public string? CountryOf(ReadOnlySpan<char> number) => Find(number).Rate?.Country;

    /// <summary>
    /// As <see cref="Find(ReadOnlySpan{char})"/>, except for a +1 number of a toll-free deck: there the caller's country decides where the caller's number tells it,
    /// and a country without a rate has none. Where it does not tell, the prefix decides unless countries differ at it.
    /// </summary>
    public RateMatch Find(ReadOnlySpan<char> number, ReadOnlySpan<char> caller)
    {
        Span<char> buffer = stackalloc char[PhoneNumber.MostDigits];
        var digits = buffer[..PhoneNumber.Read(number, buffer, out var isCut)];
        if (_northAmerica.Count == 0 || digits.IsEmpty || digits[0] != NorthAmericanPrefix) return _tree.Find(digits, isCut);
        var country = NorthAmerica.CountryOf(caller);
        if (country is not null) return OfCaller(digits, isCut, country);
        var match = _tree.Find(digits, isCut);
        return match.Rate is { } rate && _severalCountries.Contains(rate.Prefix) ? new(RateOutcome.Hidden, Fits: match.Fits) : match;
    }

    private RateMatch OfCaller(ReadOnlySpan<char> digits, bool isCut, string country)
    {
        if (!_northAmerica.TryGetValue(country, out var rates)) return default;
        Rate? longest = null;
        var fits = 0;
        foreach (var rate in rates)
        {
            if (!digits.StartsWith(rate.Prefix)) continue;
            longest ??= rate;
            fits++;
        }
        var chosen = longest ?? rates[0];
        foreach (var rate in rates)
            if (CouldFit(digits, isCut, rate.Prefix) && !rate.CostsTheSameAs(chosen)) return new(RateOutcome.Hidden, Fits: fits);
        if (longest is not null) return new(RateOutcome.Found, longest, fits, country);
        foreach (var rate in rates)
            if (!rate.CostsTheSameAs(chosen)) return default;
        return new(RateOutcome.Found, chosen, 1, country);
    }

    /// <summary>True where digits that are not known decide whether the prefix fits.</summary>
    private static bool CouldFit(ReadOnlySpan<char> digits, bool isCut, ReadOnlySpan<char> prefix)
    {
        if (digits.StartsWith(prefix) || (digits.Length < prefix.Length && !isCut)) return false;
        var common = Math.Min(digits.Length, prefix.Length);
        return PhoneNumber.AgreeByDigits(digits[..common], prefix[..common]);
    }
}
