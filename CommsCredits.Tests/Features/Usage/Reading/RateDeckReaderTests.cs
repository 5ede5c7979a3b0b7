using System.Text;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Features.Usage.Reading;

namespace CommsCredits.Tests.Features.Usage.Reading;

public sealed class RateDeckReaderTests
{
    private const string Header = "Destination Name,Destination Type,Country,Prefix,Price / min\n";

    [Fact]
    public async Task Read_TakesThePublishedDeckWhole()
    {
        await using var file = File.OpenRead(Samples.PathOf("pstn-rates.csv"));
        var deck = await RateDeckReader.ReadAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal((false, 6_592, 0), (deck.IsTollFree, deck.Rates.Count, deck.BadLines.Count));
        Assert.Equal(["landline 523", "mobile 5531", "mixed 431", "nongeographic 107"],
            deck.Rates.GroupBy(r => r.Type).OrderBy(g => g.Key).Select(g => $"{g.Key.ToString().ToLowerInvariant()} {g.Count()}"));
    }

    [Fact]
    public async Task Read_KnowsATollFreeListByItsHeader()
    {
        await using var file = File.OpenRead(Samples.PathOf("toll-free-rates.csv"));
        var deck = await RateDeckReader.ReadAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal((true, 6, 0), (deck.IsTollFree, deck.Rates.Count, deck.BadLines.Count));
        Assert.Equal("0.0980", deck.Rates.Single(r => r.Country == "FR").PricePerMinute.ToDecimal().ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Read_AllowsATollFreePrefixOncePerCountryInNorthAmericaOnly()
    {
        var deck = await ReadAsync("Country,Prefix,Price / min\nUS,1800,0.02\nCA,1800,0.03\nCA,1800,0.04\nDE,49800,0.1\nAT,49800,0.1");
        Assert.Equal([4, 6], deck.BadLines.Select(l => l.Number));
    }

    [Theory]
    [InlineData("A,mobile,DE,49,0.1234567", "Price / min")]
    [InlineData("A,mobile,DE,49,-0.1", "Price / min")]
    [InlineData("A,mobile,DE,49,", "Price / min")]
    [InlineData("A,mobile,DE,49,100001", "Price / min")]
    [InlineData("A,mobile,DE,4x9,0.1", "Prefix")]
    [InlineData("A,mobile,DE,,0.1", "Prefix")]
    [InlineData("A,mobile,DE,1234567890123456,0.1", "Prefix")]
    [InlineData("A,mobile,DEU,49,0.1", "Country")]
    [InlineData("A,satellite,DE,49,0.1", "Destination Type")]
    [InlineData("A,1,DE,49,0.1", "Destination Type")]
    public async Task Read_ListsABadLineWithItsColumn(string line, string column)
    {
        var deck = await ReadAsync(Header + "B,landline,FR,33,0.1\n" + line);
        Assert.Single(deck.Rates);
        var bad = Assert.Single(deck.BadLines);
        Assert.Equal((3, line, LineFault.Cell, column), (bad.Number, bad.Raw, bad.Fault, bad.Figures[0]));
    }

    [Fact]
    public async Task Read_ListsAPrefixThatComesTwice()
    {
        var deck = await ReadAsync(Header + "A,mobile,DE,49,0.1\nB,mobile,DE,+49,0.2\nbroken");
        Assert.Equal("A", Assert.Single(deck.Rates).Name);
        Assert.Equal(["49", "2"], deck.BadLines[0].Figures);
        Assert.Equal([LineFault.DoubledPrefix, LineFault.CellCount], deck.BadLines.Select(l => l.Fault));
    }

    [Fact]
    public async Task Read_TakesFeeAndIncrements()
    {
        var deck = await ReadAsync("Prefix,Country,Price / min,Destination Name,Destination Type,Connection Fee,First Increment,Step\n49,de,0.1,A,non-geographic,0.05,30,6\n50,de,0.1,A,mixed,,,\n51,de,0.1,A,mixed,,6,\n52,de,0.1,A,mixed,,0,");
        Assert.Equal(("0.05", new Increments(30, 6), RateType.NonGeographic, "DE"), (deck.Rates[0].ConnectionFee.ToString(), deck.Rates[0].Increments, deck.Rates[0].Type, deck.Rates[0].Country));
        Assert.Null(deck.Rates[1].Increments);
        Assert.Equal(new Increments(6, 6), deck.Rates[2].Increments);
        Assert.Equal("First Increment", Assert.Single(deck.BadLines).Figures[0]);
    }

    private static Task<RateDeckFile> ReadAsync(string text) => RateDeckReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);
}
