using System.Globalization;
using System.Text;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Features.Rates.Reading;

namespace CommsCredits.Tests.Features.Rates.Reading;

/// <summary>
/// Price lists as carriers and switches write them (R10.3), read for an organization in US dollars and a list from 15 November 2026: what becomes of each line, and which columns are left aside.
/// Numbers and prices are invented.
/// </summary>
public sealed class DecksOfTheWorldTests
{
    [Theory]
    [InlineData("Several prefixes in a cell, and prices that depend on the caller (Twilio)",
        "ISO,Country,Description,Price / min,Origination Prefixes,Destination Prefixes\nAT,Austria,Austria,0.15500,,\"43, 431\"\nAT,Austria,Austria,0.15500,\"1242, 1246\",\"43, 431\"\nAT,Austria,Austria - Mobile,0.24000,,\"43664, 4367\"\nDE,Germany,Germany,0.01500,,49",
        "43 0.155; 431 0.155; 43664 0.24; 4367 0.24; 49 0.015; 3:NotSupported")]
    [InlineData("Intervals and a price per call (Telnyx)",
        "Origination Prefixes,Destination Prefixes,Country,ISO,Description,Rate,Interval 1,Interval N,Price Per Call,Exact Match\n,49,Germany,DE,Germany,0.0100,1,1,0.0000,\n,4915,Germany,DE,Mobile,0.0400,60,1,0.0100,\n\"30,31\",4917,Germany,DE,Mobile EEA,0.0200,60,1,0.0000,",
        "49 0.01 1/1; 4915 0.04+0.01 60/1; 4:NotSupported")]
    [InlineData("No country anywhere", "Destination,Code,Rate,Billing Increment,Effective Date\nGermany,49,0.0100,60/60,2026-10-01", "DeckColumnMissing ISO2, Country ISO, ISO country code, ISO, Country code, Country")]
    [InlineData("The country code is the one that is dialled", "Country,Country Code,Area Code,Prefix,Rate\nGermany,49,,49,0.0100\nFrance,33,,33,0.0200", "49 0.01; 33 0.02; aside Area Code")]
    [InlineData("A country code that is one", "Country,Country Code,Prefix,Rate\nGermany,DE,49,0.01", "49 0.01")]
    [InlineData("Billing Increment 1/1", "Destination,Country,Prefix,Rate,Billing Increment\nFrance,France,33,0.60,1/1\nGermany,Germany,49,0.60,6/6", "33 0.6 1/1; 49 0.6 6/6")]
    [InlineData("Increment 60/1", "Destination,Country,Prefix,Rate,Increment\nFrance,France,33,0.60,60/1\nGermany,Germany,49,0.60,60\nSpain,Spain,34,0.6,01-Jan\nItaly,Italy,39,0.6,0", "33 0.6 60/1; 49 0.6 60/60; 4:IncrementUnread; 5:IncrementUnread")]
    [InlineData("Minimum and Increment", "Country,Prefix,Rate,Minimum,Increment\nFR,33,0.60,30,6\nFR,34,0.60,30,60/6\nFR,35,0.60,30,30/6", "33 0.6 30/6; 35 0.6 30/6; 3:IncrementUnread")]
    [InlineData("First Increment 60/1", "Country,Prefix,Rate,First Increment\nFR,33,0.60,60/1", "33 0.6 60/1")]
    [InlineData("Interval 1 / Interval N", "Destination,Country,Prefix,Rate,Interval 1,Interval N\nFrance,France,33,0.60,1,1", "33 0.6 1/1")]
    [InlineData("Ranges and lists",
        "Destination,Country,Prefix,Rate\nUK Mobile,GB,44791-44793,0.32\nUK Mobile,GB,\"447400;447401\",0.32\nUK Mobile,GB,44|447,0.32\nUK,GB,44,0.02\nUK,GB,336 337,0.02\nUK,GB,+49 30,0.02\nUK,GB,44799-44791,0.02\nUK,GB,447-44799,0.02\nUK,GB,400000-499999,0.02\nUK,GB,\"4,,5\",0.02",
        "44791 0.32; 44792 0.32; 44793 0.32; 447400 0.32; 447401 0.32; 44 0.32; 447 0.32; 4 0.02; 5 0.02; 5:PrefixTwice; 6:PrefixAmbiguous; 7:PrefixAmbiguous; 8:PrefixRange; 9:PrefixRange; 10:PrefixRange")]
    [InlineData("What a spreadsheet made of prefixes", "Destination,Country,Prefix,Rate\nSatellite,GB,8.81623E+11,5.00\nUK,GB,44.0,0.02\nUK,GB,\"=\"\"447911\"\"\",0.32\nUK,GB,'4478,0.32", "447911 0.32; 4478 0.32; 2:PrefixNotDigits; 3:PrefixNotDigits")]
    [InlineData("Signs of money", "Destination,Country,Prefix,Rate\nFrance,FR,33,$0.0200\nGermany,DE,49,0.0150 USD\nSpain,ES,34,€0.0165", "2:PriceNotANumber; 3:PriceNotANumber; 4:PriceNotANumber")]
    [InlineData("What is dialled before a prefix", "Destination,Country,Prefix,Rate\nFrance,FR,0033,0.02\nGermany,DE,01149,0.015\nItaly,IT,+39,0.016", "39 0.016; 2:PrefixAccessCode; 3:PrefixAccessCode")]
    [InlineData("Names of countries", "Country,Prefix,Rate\nCote d'Ivoire,225,0.1\nUAE,971,0.1\n英国,44,0.1\nSatellite,870,0.1", "225 0.1; 971 0.1; 44 0.1; 5:CountryUnknown")]
    [InlineData("Codes that are none", "Destination,Country,Prefix,Rate\nUnited Kingdom,UK,44,0.02\nNowhere,ZZ,999,0.10\nEurope,EU,388,0.10\nGreece,EL,30,0.10", "44 0.02; 30 0.1; 3:CountryUnknown; 4:CountryUnknown")]
    [InlineData("Tabs and decimal commas", "Destination\tCountry\tPrefix\tRate\nFrance\tFR\t33\t0,0200\nGermany\tDE\t49\t0,015", "33 0.02; 49 0.015")]
    [InlineData("Tabs with both signs", "Destination\tCountry\tPrefix\tRate\nFrance\tFR\t33\t0,0200\nGermany\tDE\t49\t0.015", "49 0.015; 2:PriceNotANumber")]
    [InlineData("A line that names the separator", "sep=;\nDestination;Country;Prefix;Rate\nFrance;FR;33;0,0200\nSpain;ES;x;1", "33 0.02; 4:PrefixNotDigits")]
    [InlineData("Titles above the header", "Example Carrier Ltd,,,\nAll prices in USD,,,\nDestination,Country,Prefix,Rate\nFrance,FR,33,0.02", "DeckColumnMissing Prefix, Dial prefix, Dialing prefix, Destination prefix, Destination prefixes, Prefixes, Dial code, Dial codes, Dialing code, Dialing codes, Code, Codes")]
    [InlineData("Kazoo", "account_id,description,direction,iso_country_code,prefix,rate_cost,rate_increment,rate_minimum,rate_surcharge,rate_name\n,France,,FR,33,0.02,6,30,0.00,fr\n,Germany,,DE,49,0.015,60,60,0.05,de", "33 0.02 30/6; 49 0.015+0.05 60/60; aside account_id, direction, rate_name")]
    [InlineData("ASTPP", "Code,Destination,\"Connection Cost (USD)\",\"Grace Time\",\"Cost / Min (USD)\",\"Initial Increment\",Increment,Country,Status\n33,France,0.050,0,0.0200,30,6,FR,Active\n34,Spain,0.050,10,0.0200,30,6,ES,Active", "33 0.02+0.05 30/6; 3:NotSupported; aside Status")]
    [InlineData("ASTPP, included seconds", "Country,Code,Destination,Connect Cost,Included Seconds,Per Minute Cost,Increment,Precedence\nFR,33,France,0.05,10,0.02,6,0", "2:NotSupported; aside Precedence")]
    [InlineData("No header, semicolons", "9370;Afghanistan Mobile AWCC;0,086\n9378;Afghanistan Mobile Etisalat;0,074", "DeckColumnMissing Prefix, Dial prefix, Dialing prefix, Destination prefix, Destination prefixes, Prefixes, Dial code, Dial codes, Dialing code, Dialing codes, Code, Codes")]
    [InlineData("Blank lines and a total", "Destination,Country,Prefix,Rate\nFrance,FR,33,0.02\n,,,\n\nGermany,DE,49,0.015\n,,,\nTotal: 2,,,", "33 0.02; 49 0.015; 7:PrefixMissing")]
    [InlineData("Words for types", "Country,Type,Prefix,Rate\nFR,Fixed,33,0.02\nFR,PRS,3389,0.02\nFR,Landline/Fixed,331,0.02\nFR,Shared Cost,33810,0.02\nFR,Satellite,870,0.02", "33 0.02; 3389 0.02; 331 0.02; 33810 0.02; 6:TypeUnknown")]
    [InlineData("A day for each line", "Destination,Country,Prefix,Rate,Effective Date,Change\nFrance,FR,33,0.02,2026-11-15,decrease\nFrance Mobile,FR,336,0.40,2027-01-01,increase\nGermany,DE,49,0.015,2026-10-01,no change\nSpain,ES,34,0.01,11/12/2026,\nItaly,IT,39,0.01,15.11.2026,\nMalta,MT,356,0.01,15-Nov-2026,", "33 0.02; 49 0.015; 39 0.01; 356 0.01; 3:DateLater; 5:DateUnread; earlier 1; aside Change")]
    [InlineData("One prefix, two days", "Destination,Country,Prefix,Rate,Effective Date\nFrance,FR,33,0.02,2026-11-01\nFrance,FR,33,0.05,2026-12-01", "33 0.02; 3:DateLater; earlier 1")]
    [InlineData("One prefix, two days that have begun", "Destination,Country,Prefix,Rate,Effective Date\nFrance,FR,33,0.02,2026-10-01\nFrance,FR,33,0.05,2026-11-15\nFrance,FR,33,0.07,2026-10-20", "33 0.05; 2:DateReplaced; 4:DateReplaced; earlier 2")]
    [InlineData("Eight decimals", "Destination,Country,Prefix,Rate\nAfghanistan,AF,93,0.31135104\nAndorra,AD,376,0.03545800", "376 0.035458; 2:PriceSeventhDecimal")]
    [InlineData("Cents", "Destination,Country,Prefix,Rate (cents/min)\nFrance,FR,33,2.0", "DeckColumnMissing Price / min, Price per minute, Price, Rate / min, Rate per minute, Rate, Cost per minute, Cost / min, Per minute cost, Per minute, Rate cost")]
    [InlineData("The currency in the header", "Destination,Country,Prefix,Rate (USD)\nFrance,FR,33,0.02", "33 0.02")]
    [InlineData("Another currency in the header", "Destination,Country,Prefix,EUR/min Rate\nFrance,FR,33,0.02", "DeckColumnMissing Price / min, Price per minute, Price, Rate / min, Rate per minute, Rate, Cost per minute, Cost / min, Per minute cost, Per minute, Rate cost")]
    [InlineData("Another currency behind the price", "Destination,Country,Prefix,Rate (EUR)\nFrance,FR,33,0.02", "2:OtherCurrency")]
    [InlineData("A currency for each line", "Destination,Country,Prefix,Rate,Currency\nFrance,FR,33,0.02,EUR\nGermany,DE,49,0.015,usd\nSpain,ES,34,0.015,", "49 0.015; 34 0.015; 2:OtherCurrency")]
    [InlineData("Words for prices", "Destination,Country,Prefix,Rate\nCuba,CU,53,0\nNorth Korea,KP,850,Blocked\nFrance,FR,33,N/A\nGermany,DE,49,-\nItaly,IT,39,0.016", "53 0; 39 0.016; 3:PriceNotANumber; 4:PriceNotANumber; 5:PriceNotANumber")]
    [InlineData("Columns nobody knows", "Country,Prefix,Rate,Vendor,,Peak Rate\nFR,33,0.02,A,B,0\nFR,34,0.02,A,,0.5", "33 0.02; 3:NotSupported; aside Vendor, #5")]
    public async Task Read_UsesEveryColumn_OrRefusesTheLine_OrNamesWhatIsLeftAside(string what, string text, string said) =>
        Assert.Equal((what, said), (what, await ReadAsync(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public async Task Read_TakesAListInWindows1252_WithItsNames_AndSaysSo()
    {
        var bytes = Encoding.Latin1.GetBytes("Destination,Country,Prefix,Rate\nC\u00F4te d\u0092Ivoire,CI,225,0.315\nR\u00E9union,R\u00E9union,262,0.2\n");
        var deck = (await RateDeckReader.ReadAsync(new MemoryStream(bytes), cancel: TestContext.Current.CancellationToken)).Value!;
        Assert.True(deck.IsWindows1252);
        Assert.Equal(["Côte d’Ivoire", "Réunion"], deck.Rates.Select(r => r.Name));
        Assert.Equal("RE", deck.Rates[1].Country);
        Assert.Equal("DeckNotText", (await RateDeckReader.ReadAsync(new MemoryStream([.. bytes, 0x81]), cancel: TestContext.Current.CancellationToken)).Refused?.Code);
    }

    [Fact]
    public async Task Read_TakesAListInUtf16() =>
        Assert.Equal("33 0.02", await ReadAsync([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("Destination\tCountry\tPrefix\tRate\r\nFrance\tFR\t33\t0.0200\r\n")]));

    [Fact]
    public async Task Read_ExpandsRangesUpToItsLimit()
    {
        var deck = (await RateDeckReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes("Country,Prefix,Rate\nGB,44000-44999,0.1\nGB,45000-46000,0.1\n")), cancel: TestContext.Current.CancellationToken)).Value!;
        Assert.Equal((RateDeckReader.MostPrefixes, 1), (deck.Rates.Count, deck.BadCount));
    }

    private static async Task<string> ReadAsync(byte[] bytes)
    {
        var read = await RateDeckReader.ReadAsync(new MemoryStream(bytes), new DeckAim(null, "USD", new(2026, 11, 15)), TestContext.Current.CancellationToken);
        if (read.Value is not { } deck) return $"{read.Refused!.Code} {read.Refused.Figures[0]}";
        return string.Join("; ", [
            .. deck.Rates.Select(r => $"{r.Prefix} {Text(r.PricePerMinute.ToDecimal())}{(r.ConnectionFee.IsZero ? "" : "+" + Text(r.ConnectionFee.ToDecimal()))}{(r.Increments is { } i ? $" {i}" : "")}"),
            .. deck.BadLines.Select(b => $"{b.Number}:{b.Fault}"),
            .. deck.EarlierLines > 0 ? [$"earlier {deck.EarlierLines}"] : Array.Empty<string>(),
            .. deck.LeftAside.Count > 0 ? [$"aside {string.Join(", ", deck.LeftAside)}"] : Array.Empty<string>(),
        ]);
    }

    private static string Text(decimal figure) => figure.ToString("0.######", CultureInfo.InvariantCulture);
}
