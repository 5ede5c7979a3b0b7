using System.Diagnostics;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.CommandLine.Demo;

namespace CommsCredits.Bench.Figures;

/// <summary>Deck in force, longest prefix, charge: on one core, with the shipped deck.</summary>
internal static class Rating
{
    public static async Task RunAsync(Scale scale)
    {
        var currency = Currency.Of("USD");
        var rates = await ShippedDecks.RatesAsync("pstn-rates.csv", default);
        var book = new DeckBook(new(TimeZoneInfo.Utc), [new RateDeck(DeckTerms.Default("Outbound", DeckKind.Outbound, new(2026, 1, 1), currency), rates)]);
        var random = new Random(1);
        var calls = Enumerable.Range(0, 100_000).Select(_ => (Number: $"+{rates[random.Next(rates.Count)].Prefix}{random.Next(1_000_000):000000}", Seconds: random.Next(1, 3_600))).ToArray();
        var start = new DateTime(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc);
        var (best, bytes) = (0.0, 0L);
        for (var round = 0; round < 8; round++)
        {
            var (before, watch, total) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew(), 0L);
            for (var i = 0; i < 2_000_000; i++)
            {
                var (number, seconds) = calls[i % calls.Length];
                var deck = book.InForce(UsageKind.International, start)!;
                total += Rater.Rate(deck, deck.Find(number), seconds).Charge.Micros;
            }
            best = Math.Max(best, 2_000_000 / watch.Elapsed.TotalSeconds);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (total <= 0) throw new InvalidOperationException("Nothing was charged.");
        }
        Console.WriteLine($"rating: {best / 2_000_000:0.00} of 2,000,000 calls/s; {best:N0} calls/s on one core with {rates.Count:N0} prefixes, {bytes} bytes allocated by 2,000,000 calls");
    }
}
