using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Features.Rates;
using CommsCredits.Web.Features.Rates.Reading;

namespace CommsCredits.Web.CommandLine.Demo;

/// <summary>The published rate lists that ship with the program (<c>samples/</c>, with their notice).</summary>
public sealed class ShippedDecks(RateDeckOperations operations)
{
    public static async Task<IReadOnlyList<Rate>> RatesAsync(string file, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", file));
        return (await RateDeckReader.ReadAsync(stream, cancel: cancel)).Value!.Rates;
    }

    /// <summary>Adds the outbound and the toll-free deck, in force from a day.</summary>
    public async Task AddAsync(Actor actor, Currency currency, DateOnly from, CancellationToken cancel)
    {
        await operations.AddAsync(actor, DeckTerms.Default($"PSTN {from:yyyy-MM}", DeckKind.Outbound, from, currency), await RatesAsync("pstn-rates.csv", cancel), cancel);
        await operations.AddAsync(actor, DeckTerms.Default($"Toll-free {from:yyyy-MM}", DeckKind.TollFreeIn, from, currency), await RatesAsync("toll-free-rates.csv", cancel), cancel);
    }
}
