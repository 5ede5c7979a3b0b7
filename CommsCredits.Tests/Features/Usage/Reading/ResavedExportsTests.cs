using System.Text;
using CommsCredits.Domain;
using CommsCredits.Web.Features.Usage.Reading;

namespace CommsCredits.Tests.Features.Usage.Reading;

/// <summary>Exports that went through a spreadsheet or a script before they came here. People and numbers are invented.</summary>
public sealed class ResavedExportsTests
{
    private const string Header = "UsageId,User Display Name,Call Type,Number Type,Destination Dialed,Destination Number,Start Time,Duration Seconds,Connection Fee,Charge,Currency,Capability,Operator";
    private const string Row = "5a1e0000-0000-4000-8000-000000000001,Jürgen Groß,user_out,Subscriber,Côte d’Ivoire - Mobile,+33609636900,2026-10-12T09:00:00.0000000+00:00,150,0.00,0.53,USD,MCOPSTNPP,Microsoft";

    [Theory]
    [InlineData("0,53", "0.53")]
    [InlineData("0.53", "0.53")]
    [InlineData("12,345", "12.345")]
    [InlineData("1.234", null)]
    [InlineData("1.234,50", null)]
    [InlineData("1,234.50", null)]
    [InlineData("0.123", "0.123")]
    public async Task Semicolons_AreKnownByTheHeader_AndADecimalCommaIsReadWhereItIsCertain(string charge, string? read) => Assert.Equal(read, await ChargeAsync(';', charge));

    [Theory]
    [InlineData("0,53", "0.53")]
    [InlineData("0.53", "0.53")]
    [InlineData("12,345", null)]
    [InlineData("1.234", "1.234")]
    public async Task Tabs_AreKnownByTheHeader(string charge, string? read) => Assert.Equal(read, await ChargeAsync('\t', charge));

    [Fact]
    public async Task QuotedSemicolons_AreRead()
    {
        var text = string.Join("\r\n", new[] { Header, Row }.Select(line => string.Join(';', line.Split(',').Select(c => $"\"{c}\""))));
        Assert.Equal("0.53", Assert.IsType<ReadableLine>(Assert.Single(await ReadAsync(Encoding.UTF8.GetBytes(text)))).Record.Charge.ToString());
    }

    [Fact]
    public async Task ADecimalCommaInAFileOfCommas_IsNotGuessed() =>
        Assert.Equal(["Charge", "0,53"], Assert.IsType<UnreadableLine>(Assert.Single(await ReadAsync(Encoding.UTF8.GetBytes($"{Header}\n{Row.Replace("0.53", "\"0,53\"", StringComparison.Ordinal)}")))).Figures);

    [Theory]
    [InlineData("sep=;\r\n", ';', 3)]
    [InlineData("\uFEFFsep=;\n", ';', 3)]
    [InlineData("#TYPE Selected.System.Management.Automation.PSCustomObject\r\n", ',', 3)]
    [InlineData("\"#TYPE System.Object\"\r\nsep=;\r\n", ';', 4)]
    public async Task LinesBeforeTheHeader_ArePassedOver_AndCounted(string before, char separator, int number)
    {
        var line = Assert.IsType<ReadableLine>(Assert.Single(await ReadAsync(Encoding.UTF8.GetBytes(before + Header.Replace(',', separator) + "\n" + Row.Replace(',', separator)))));
        Assert.Equal((number, "0.53"), (line.Number, line.Record.Charge.ToString()));
    }

    [Fact]
    public async Task Windows1252_IsRecognised_AndItsNamesAreRight()
    {
        var bytes = Encoding.Latin1.GetBytes($"{Header}\n{Row.Replace("’", "\u0092", StringComparison.Ordinal)}\n");
        var record = Assert.IsType<ReadableLine>(Assert.Single(await ReadAsync(bytes))).Record;
        Assert.Equal(("Jürgen Groß", "Côte d’Ivoire - Mobile"), (record.UserName, record.DestinationName));
    }

    /// <summary>A letter far behind the first buffer, and one that lies across two of them.</summary>
    [Fact]
    public async Task Windows1252_IsRecognisedHoweverLateItsFirstLetterComes()
    {
        var plain = Row.Replace("Jürgen Groß", "Lena Vogt", StringComparison.Ordinal).Replace("Côte d’Ivoire", "France", StringComparison.Ordinal);
        var many = string.Concat(Enumerable.Repeat(plain + "\n", 3_000));
        var lines = await ReadAsync(Encoding.Latin1.GetBytes($"{Header}\n{many}{plain.Replace("Lena Vogt", "Zoë", StringComparison.Ordinal)}\n"));
        Assert.Equal("Zoë", ((ReadableLine)lines[^1]).Record.UserName);
        for (var shift = 0; shift < 4; shift++)
        {
            var whole = Encoding.UTF8.GetBytes($"{Header}\n{new string('x', shift)}{string.Concat(Enumerable.Repeat(Row + "\n", 3_000))}");
            Assert.Equal("Jürgen Groß", ((ReadableLine)(await ReadAsync(whole))[^1]).Record.UserName);
        }
    }

    [Fact]
    public async Task AnUtf8FileDamagedInOnePlace_KeepsItsOtherLetters_AndStoresNoGarbledName()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes($"{Header}\n{Row}\n"), .. Encoding.UTF8.GetBytes(Row.Replace("Jürgen", "J?rgen", StringComparison.Ordinal))];
        bytes[Array.LastIndexOf(bytes, (byte)'?')] = 0xFC;
        var lines = await ReadAsync(bytes);
        Assert.Equal(["Jürgen Groß", null], lines.Select(l => ((ReadableLine)l).Record.UserName));
        Assert.Equal("Côte d’Ivoire - Mobile", ((ReadableLine)lines[1]).Record.DestinationName);
    }

    [Theory]
    [InlineData("UsageId,Charge\n", "Call Type, Number Type, Destination Number, Start Time, Duration Seconds, Connection Fee, Currency, Capability")]
    [InlineData("Verbrauchs-ID;Gebühr\n", "UsageId, Call Type, Number Type, Destination Number, Start Time, Duration Seconds, Connection Fee, Charge, Currency, Capability")]
    [InlineData("[{\"id\":\"1\"}]", "UsageId, Call Type, Number Type, Destination Number, Start Time, Duration Seconds, Connection Fee, Charge, Currency, Capability")]
    public async Task AFileThatIsRefused_NamesEveryColumnThatLacks(string text, string missing)
    {
        var fault = await Assert.ThrowsAsync<UnreadableFileException>(() => ReadAsync(Encoding.UTF8.GetBytes(text)));
        Assert.Equal((FileFault.MissingColumns, missing), (fault.Fault, string.Join(", ", fault.Figures)));
    }

    private static async Task<string?> ChargeAsync(char separator, string charge)
    {
        var row = Row.Replace(',', separator).Replace("0.53", charge, StringComparison.Ordinal);
        return (Assert.Single(await ReadAsync(Encoding.UTF8.GetBytes($"{Header.Replace(',', separator)}\n{row}"))) as ReadableLine)?.Record.Charge.ToString();
    }

    private static async Task<List<UsageLine>> ReadAsync(byte[] bytes)
    {
        var lines = new List<UsageLine>();
        await foreach (var line in PstnCallsReader.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken)) lines.Add(line);
        return lines;
    }
}
