using System.Numerics;
using CommsCredits.Domain.Rating;
using CommsCredits.Tests.Features.Usage.Reading;
using CommsCredits.Web.Features.Rates.Reading;

namespace CommsCredits.Tests.Rating;

/// <summary>The shipped deck of 6,592 prefixes against a reference that is written differently: a walk back over sorted prefixes, and fractions of big integers.</summary>
public sealed class ShippedDeckTrial(ITestOutputHelper output)
{
    private const int Numbers = 100_000;
    private readonly record struct Line(string Prefix, long Price, long Fee);

    [Fact]
    public async Task EveryPrefix_AndAHundredThousandNumbers_CostWhatTheReferenceSays()
    {
        await using var file = File.OpenRead(Samples.PathOf("pstn-rates.csv"));
        var rates = (await RateDeckReader.ReadAsync(file, cancel: TestContext.Current.CancellationToken)).Value!.Rates;
        Line[] sorted = [.. rates.Select(r => new Line(r.Prefix, r.PricePerMinute.Micros, r.ConnectionFee.Micros)).OrderBy(l => l.Prefix, StringComparer.Ordinal)];
        Assert.Equal(6_592, sorted.Length);
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var decks = Enumerable.Range(0, 7).SelectMany(places => Enum.GetValues<RoundingMode>().Select(mode => new RateDeck(RateDecks.Terms(places, mode), rates))).ToArray();
        var found = 0;
        for (var i = 0; i < sorted.Length + Numbers; i++)
        {
            var number = i < sorted.Length ? sorted[i].Prefix : NumberOf(random, sorted);
            var deck = decks[i % decks.Length];
            var seconds = random.Next(4) == 0 ? random.Next(0, 130) : random.Next(0, 20_000);
            var match = deck.Find(number);
            var reference = Reference(sorted, number);
            Assert.True(match.Rate?.Prefix == reference?.Prefix, $"seed {seed}: {number} found {match.Rate?.Prefix}, reference {reference?.Prefix}");
            if (reference is not { } line) continue;
            found++;
            var (charge, expected) = (Rater.Rate(deck, match, seconds).Charge.Micros, Cost(line, seconds, deck.Terms.Places, deck.Terms.Mode));
            Assert.True(charge == expected, $"seed {seed}: {number}, {seconds} s, {deck.Terms.Places} places {deck.Terms.Mode}: {charge}, reference {expected}");
        }
        Assert.InRange(found, sorted.Length + Numbers / 4, sorted.Length + Numbers);
    }

    /// <summary>Half of them begin with a prefix of the deck, half with anything.</summary>
    private static string NumberOf(Random random, Line[] sorted)
    {
        var number = random.Next(2) == 0 ? sorted[random.Next(sorted.Length)].Prefix : "";
        var length = Math.Max(number.Length, random.Next(1, 16));
        // No country code begins with a zero; two of them stand for +.
        while (number.Length < length) number += (char)('0' + random.Next(number.Length == 0 ? 1 : 0, 10));
        return number;
    }

    /// <summary>Prefixes of a number sort at or before it; walking back from it, the first that fits is the longest.</summary>
    private static Line? Reference(Line[] sorted, string number)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(sorted[middle].Prefix, number) <= 0) low = middle + 1; else high = middle;
        }
        for (var i = low - 1; i >= 0 && sorted[i].Prefix[0] == number[0]; i--)
            if (number.StartsWith(sorted[i].Prefix, StringComparison.Ordinal)) return sorted[i];
        return null;
    }

    /// <summary>Started minutes, then rounded to places by twice what is left over.</summary>
    private static long Cost(Line line, int seconds, int places, RoundingMode mode)
    {
        if (seconds == 0) return 0;
        var minutes = BigInteger.DivRem(seconds + 59, 60, out _);
        var step = BigInteger.Pow(10, 6 - places);
        var exact = line.Fee + line.Price * minutes;
        var whole = BigInteger.DivRem(exact, step, out var rest);
        var up = mode == RoundingMode.Up ? rest > 0 : mode == RoundingMode.HalfAwayFromZero && rest * 2 >= step;
        return (long)((whole + (up ? 1 : 0)) * step);
    }
}
