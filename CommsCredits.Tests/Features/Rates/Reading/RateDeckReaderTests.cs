using System.Text;
using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CommsCredits.Tests.Features.Usage.Reading;
using CommsCredits.Web.Features.Rates.Reading;

namespace CommsCredits.Tests.Features.Rates.Reading;

public sealed class RateDeckReaderTests
{
    private const string Header = "Destination Name,Destination Type,Country,Prefix,Price / min\n";

    [Fact]
    public async Task Read_TakesThePublishedDeckWhole()
    {
        await using var file = File.OpenRead(Samples.PathOf("pstn-rates.csv"));
        var deck = (await RateDeckReader.ReadAsync(file, cancel: TestContext.Current.CancellationToken)).Value!;
        Assert.Equal((false, 6_592, 0), (deck.IsTollFree, deck.Rates.Count, deck.BadCount));
        Assert.Equal(["landline 523", "mobile 5531", "mixed 431", "nongeographic 107"],
            deck.Rates.GroupBy(r => r.Type).OrderBy(g => g.Key).Select(g => $"{g.Key.ToString().ToLowerInvariant()} {g.Count()}"));
    }

    [Fact]
    public async Task Read_KnowsATollFreeListByItsHeader()
    {
        await using var file = File.OpenRead(Samples.PathOf("toll-free-rates.csv"));
        var deck = (await RateDeckReader.ReadAsync(file, cancel: TestContext.Current.CancellationToken)).Value!;
        Assert.Equal((true, 6, 0), (deck.IsTollFree, deck.Rates.Count, deck.BadCount));
        Assert.Equal("0.0980", deck.Rates.Single(r => r.Country == "FR").PricePerMinute.ToDecimal().ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Read_AllowsATollFreePrefixOncePerCountryInNorthAmericaOnly()
    {
        var deck = await ReadAsync("Country,Prefix,Price / min\nUS,1800,0.02\nCA,1800,0.03\nCA,1800,0.04\nDE,49800,0.1\nAT,49800,0.1");
        Assert.Equal([4, 6], deck.BadLines.Select(l => l.Number));
        var outbound = await ReadAsync("Country,Prefix,Price / min\nUS,1800,0.02\nCA,1800,0.03", DeckKind.Outbound);
        Assert.Equal(DeckFault.PrefixTwice, Assert.Single(outbound.BadLines).Fault);
    }

    [Theory]
    [InlineData("A,mobile,DE,49,0.1234567", DeckFault.PriceSeventhDecimal, "Price / min", "0.1234567")]
    [InlineData("A,mobile,DE,49,-0.1", DeckFault.PriceNegative, "Price / min", "-0.1")]
    [InlineData("A,mobile,DE,49,", DeckFault.PriceMissing, "Price / min")]
    [InlineData("A,mobile,DE,49,100001", DeckFault.PriceTooHigh, "Price / min", "100001", "100000")]
    [InlineData("A,mobile,DE,49,cheap", DeckFault.PriceNotANumber, "Price / min", "cheap")]
    [InlineData("A,mobile,DE,49,1e3", DeckFault.PriceNotANumber, "Price / min", "1e3")]
    [InlineData("A,mobile,DE,4x9,0.1", DeckFault.PrefixNotDigits, "4x9")]
    [InlineData("A,mobile,DE,٤٩,0.1", DeckFault.PrefixNotDigits, "٤٩")]
    [InlineData("A,mobile,DE,,0.1", DeckFault.PrefixMissing)]
    [InlineData("A,mobile,DE,1234567890123456,0.1", DeckFault.PrefixTooLong, "1234567890123456", "15")]
    [InlineData("A,mobile,Atlantis,49,0.1", DeckFault.CountryUnknown, "Atlantis")]
    [InlineData("A,satellite,DE,49,0.1", DeckFault.TypeUnknown, "satellite")]
    [InlineData("A,1,DE,49,0.1", DeckFault.TypeUnknown, "1")]
    [InlineData("A,mobile,DE,49", DeckFault.CellCount, "4", "5")]
    [InlineData("\"A,mobile,DE,49,0.1", DeckFault.Quotes)]
    [InlineData("\"A\"b,mobile,DE,49,0.1", DeckFault.Quotes)]
    public async Task Read_ListsABadLineWithItsReason_AndTakesTheOthers(string line, DeckFault fault, params string[] figures)
    {
        var deck = await ReadAsync(Header + "B,landline,FR,33,0.1\n" + line + "\nC,landline,ES,34,0.1");
        Assert.Equal(["33", "34"], deck.Rates.Select(r => r.Prefix));
        var bad = Assert.Single(deck.BadLines);
        Assert.Equal((3, line, fault), (bad.Number, bad.Raw, bad.Fault));
        Assert.Equal(figures, bad.Figures);
    }

    [Fact]
    public async Task Read_ListsAPrefixThatComesTwice_WithTheLineBefore()
    {
        var deck = await ReadAsync(Header + "A,mobile,DE,49,0.1\n\nB,mobile,DE,+49,0.2");
        Assert.Equal("A", Assert.Single(deck.Rates).Name);
        var bad = Assert.Single(deck.BadLines);
        Assert.Equal((4, DeckFault.PrefixTwice), (bad.Number, bad.Fault));
        Assert.Equal(["49", "2"], bad.Figures);
    }

    [Fact]
    public async Task Read_TakesFeeAndIncrements()
    {
        var deck = await ReadAsync("Prefix,Country,Price / min,Destination Name,Destination Type,Connection Fee,First Increment,Step\n49,de,0.1,A,non-geographic,0.05,30,6\n50,de,0.1,A,mixed,,,\n51,de,0.1,A,mixed,,6,\n52,de,0.1,A,mixed,,0,");
        Assert.Equal(("0.05", new Increments(30, 6), RateType.NonGeographic, "DE"), (deck.Rates[0].ConnectionFee.ToString(), deck.Rates[0].Increments, deck.Rates[0].Type, deck.Rates[0].Country));
        Assert.Null(deck.Rates[1].Increments);
        Assert.Equal(new Increments(6, 6), deck.Rates[2].Increments);
        Assert.Equal(["First Increment", "0"], Assert.Single(deck.BadLines).Figures);
    }

    [Theory]
    [InlineData("Dial Code,Country,Rate,Destination\n+4930,Germany,0.1,\"Berlin, \"\"Mitte\"\"\"")]
    [InlineData("Destination;ISO;Code;Price per minute\n\"Berlin, \"\"Mitte\"\"\";DE;4930;0,1")]
    [InlineData("\uFEFFDESTINATION\tiso2\tcountry\tprefix\tPRICE/MIN\r\nBerlin, \"Mitte\"\tde\tGermany\t4930\t0.10\r\n")]
    public async Task Read_KnowsColumnsByOtherNames_OtherSeparators_AndCountriesByName(string text)
    {
        var rate = Assert.Single((await ReadAsync(text)).Rates);
        Assert.Equal(("4930", "DE", "Berlin, \"Mitte\"", Money.Of(0.1m)), (rate.Prefix, rate.Country, rate.Name, rate.PricePerMinute));
    }

    [Theory]
    [InlineData("", "DeckEmpty")]
    [InlineData("PK\0\0binary", "DeckNotText")]
    [InlineData("Prefix,Country\n49,DE", "DeckColumnMissing")]
    [InlineData("Prefix,Country,Price,price\n49,DE,1,2", "DeckColumnTwice")]
    public async Task Read_RefusesAFileThatIsNoDeck(string text, string code)
    {
        var read = await RateDeckReader.ReadAsync(Stream(text), cancel: TestContext.Current.CancellationToken);
        Assert.Equal(code, read.Refused?.Code);
        if (code == "DeckColumnMissing") Assert.Contains("Price per minute", (string)read.Refused!.Figures[0]);
    }

    [Fact]
    public async Task Read_RefusesWhatIsTooLarge_AndKeepsFewOfManyBadLines()
    {
        Assert.Equal("DeckTooLarge", (await RateDeckReader.ReadAsync(new MemoryStream(new byte[RateDeckReader.MostBytes + 1]), cancel: TestContext.Current.CancellationToken)).Refused?.Code);
        Assert.Equal("DeckTooManyRows", (await RateDeckReader.ReadAsync(Stream("Prefix,Country,Price\n" + string.Concat(Enumerable.Repeat("x,x,x\n", RateDeckReader.MostRows + 1))), cancel: TestContext.Current.CancellationToken)).Refused?.Code);
        var deck = await ReadAsync("Prefix,Country,Price\n" + string.Concat(Enumerable.Repeat("x,x,x\n", 2_000)) + new string('9', 5_000) + "\n49,DE,0.1");
        Assert.Equal((2_001, RateDeckReader.KeptBadLines, 1), (deck.BadCount, deck.BadLines.Count, deck.Rates.Count));
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static async Task<RateDeckFile> ReadAsync(string text, DeckKind? kind = null) => (await RateDeckReader.ReadAsync(Stream(text), kind, TestContext.Current.CancellationToken)).Value!;
}
