using System.Text.Json;
using System.Text.Json.Serialization;
using CommsCredits.Domain;
using CommsCredits.Domain.Plans;

namespace CommsCredits.Web.Features.Plans;

/// <summary>The catalogue that is built into the program: <c>catalogue.json</c> beside this file, and the table of countries.</summary>
public static class ShippedCatalogue
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static PlanCatalog Read()
    {
        var file = JsonSerializer.Deserialize<CatalogueFile>(Text("catalogue.json"), s_options) ?? throw new JsonException("The catalogue is empty.");
        return new(file.Plans, [.. file.Prices.Select(p => new PlanPrice(p.PlanId, Money.Of(p.Amount), p.Currency, p.Market, p.Published, p.Source, p.IsDoubtful))], file.Needs, file.Suites, file.Doubts,
            CountryTable.Read(Text("countries.csv")));
    }

    private static string Text(string name)
    {
        using var stream = typeof(ShippedCatalogue).Assembly.GetManifestResourceStream($"Plans/{name}") ?? throw new InvalidOperationException($"{name} is not built into the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed record CatalogueFile(IReadOnlyList<Plan> Plans, IReadOnlyList<PriceLine> Prices, IReadOnlyList<LicenceNeed> Needs, IReadOnlyList<SuiteWays> Suites,
        IReadOnlyDictionary<string, IReadOnlyList<string>> Doubts);

    private sealed record PriceLine(string PlanId, decimal Amount, string Currency, string Market, string Published, string Source, bool IsDoubtful = false);
}
