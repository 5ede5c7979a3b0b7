using System.Text;
using System.Text.Json;
using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CommsCredits.Tests.Rating;
using CommsCredits.Web.Features.Rates.Reading;
using CommsCredits.Web.Features.Usage.Reading;

namespace CommsCredits.Tests.Features.Usage.Reading;

/// <summary>The sample exports and what they must give.</summary>
internal static class Samples
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "samples", name);

    public static JsonElement Expected(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(PathOf("expected.json")));
        return document.RootElement.EnumerateArray().Single(e => e.GetProperty("file").GetString() == file).Clone();
    }

    public static async Task<List<UsageLine>> ReadAsync(string name)
    {
        await using var file = File.OpenRead(PathOf(name));
        return await ReadAsync(file);
    }

    public static Task<List<UsageLine>> ReadTextAsync(string text) => ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    public static async Task<List<UsageLine>> ReadAsync(Stream file)
    {
        List<UsageLine> lines = [];
        await foreach (var line in PstnCallsReader.ReadAsync(file, TestContext.Current.CancellationToken)) lines.Add(line);
        return lines;
    }

    public static async Task<DeckBook> DecksAsync(LocalCalendar calendar)
    {
        await using var outbound = File.OpenRead(PathOf("pstn-rates.csv"));
        await using var tollFree = File.OpenRead(PathOf("toll-free-rates.csv"));
        return new(calendar,
        [
            new(RateDecks.Terms(), (await RateDeckReader.ReadAsync(outbound)).Value!.Rates),
            new(RateDecks.Terms(kind: DeckKind.TollFreeIn), (await RateDeckReader.ReadAsync(tollFree)).Value!.Rates),
        ]);
    }
}
