using System.Text;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Tests.Calls;
using CommsCredits.Web.Features.Usage.Reading;

namespace CommsCredits.Tests.Features.Usage.Reading;

public sealed class PstnCallsReaderTests
{
    private const string Header = "UsageId,Call Type,Number Type,Destination Number,Start Time,Duration Seconds,Connection Fee,Charge,Currency,Capability,User Display Name";
    private const string Row = "1,user_out,Subscriber,+4930,2026-09-01T00:00:00Z,61,0.00,0.20,USD,MCOPSTNPP,Ana";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Read_TakesAnyLineBreakAndCountsLinesAsAnEditor(string newline)
    {
        var lines = await Samples.ReadTextAsync(string.Join(newline, Header, Row, "", Row.Replace("Ana", $"\"Ruiz,{newline}\"\"Ana\"\"\"", StringComparison.Ordinal), "broken", Row) + newline);
        Assert.Equal([2, 4, 6, 7], lines.Select(l => l.Number));
        Assert.Equal($"Ruiz,{newline}\"Ana\"", Assert.IsType<ReadableLine>(lines[1]).Record.UserName);
        Assert.Equal("broken", Assert.IsType<UnreadableLine>(lines[2]).Raw);
    }

    [Fact]
    public async Task Read_FindsColumnsByNameInAnyCaseAndOrder()
    {
        var lines = await Samples.ReadTextAsync("\uFEFFnew column, CHARGE ,currency,capability,connection fee,duration seconds,start time,destination number,number type,call type,usageid\n"
            + "x,No data,,MCOPSTNPP,,0,2026-09-01 00:00:00,+4930***,toll-free,conf_in,{3F0B6C1E-5A57-4F0E-9A0C-0C6F0A5D1E01}");
        var record = Assert.IsType<ReadableLine>(Assert.Single(lines)).Record;
        Assert.Equal("3f0b6c1e-5a57-4f0e-9a0c-0c6f0a5d1e01", record.UsageId);
        Assert.Equal((null, null, null), (record.Charge, record.Fee, record.Currency));
        Assert.Equal(("+4930***", "conf_in", null), (record.DestinationNumber, record.CallType, record.UserName));
    }

    [Theory]
    [InlineData("Charge", "NO DATA", null)]
    [InlineData("Charge", "", null)]
    [InlineData("Charge", "-0.10", "-0.1")]
    [InlineData("Charge", "0.1234560000", "0.123456")]
    [InlineData("Charge", ".5", "0.5")]
    public async Task Read_TakesAmountsAsTheyStand(string column, string cell, string? expected) =>
        Assert.Equal(expected, Assert.IsType<ReadableLine>(await OneAsync(column, cell)).Record.Charge?.ToString());

    [Theory]
    [InlineData("0.1234567")]
    [InlineData("0.0000000000000000000000000000000001")]
    public async Task Read_KeepsAnAmountOfMoreThanSixDecimalsForADecision(string cell)
    {
        var record = Assert.IsType<ReadableLine>(await OneAsync("Charge", cell)).Record;
        Assert.Equal((cell, null), (record.OverlongAmount, record.Charge));
        Assert.Equal(ExceptionReason.TooManyDecimals, Assert.IsType<CallException>(CallRecords.Classify(record)).Reason);
    }

    [Theory]
    [InlineData("Charge", "1,5")]
    [InlineData("Charge", "1e3")]
    [InlineData("Charge", "$1")]
    [InlineData("Charge", "1000000001")]
    [InlineData("Charge", "99999999999999999999999999999999999")]
    [InlineData("Connection Fee", "free")]
    [InlineData("Duration Seconds", "-1")]
    [InlineData("Duration Seconds", "1.5")]
    [InlineData("Duration Seconds", "")]
    [InlineData("Duration Seconds", "99999999999")]
    [InlineData("Start Time", "")]
    [InlineData("Start Time", "01/09/2026 00:00:00")]
    [InlineData("Start Time", "2026-02-29T00:00:00Z")]
    [InlineData("Start Time", "2026-09-01T24:00:00Z")]
    [InlineData("Start Time", "2026-09-01T00:00:00.Z")]
    [InlineData("Start Time", "2026-09-01T00:00:00+15:00")]
    [InlineData("Start Time", "0001-01-01T00:00:00+01:00")]
    [InlineData("Start Time", "9999-12-31T23:59:59-01:00")]
    public async Task Read_NamesTheColumnOfACellThatItCannotRead(string column, string cell)
    {
        var line = Assert.IsType<UnreadableLine>(await OneAsync(column, cell));
        Assert.Equal((2, LineFault.Cell), (line.Number, line.Fault));
        Assert.Equal([column, cell], line.Figures);
    }

    [Theory]
    [InlineData("UsageId")]
    [InlineData("Call Type")]
    [InlineData("Capability")]
    public async Task Read_NamesACellThatMustNotBeEmpty(string column)
    {
        var line = Assert.IsType<UnreadableLine>(await OneAsync(column, "No data"));
        Assert.Equal((LineFault.EmptyCell, column), (line.Fault, Assert.Single(line.Figures)));
    }

    [Fact, Trait("Case", "J20")]
    public async Task Read_TurnsAnOffsetIntoTheInstant()
    {
        var start = Assert.IsType<ReadableLine>(await OneAsync("Start Time", "2025-03-31T23:30:00-05:00")).Record.Start;
        Assert.Equal(new DateTime(2025, 4, 1, 4, 30, 0, DateTimeKind.Utc), start);
        Assert.Equal(DateTimeKind.Utc, start.Kind);
        Assert.Equal(new Month(2025, 4), new LocalCalendar(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")).MonthOf(start));
    }

    [Theory]
    [InlineData("2026-09-01T00:00:00.1234567+00:00", 1_234_560)]
    [InlineData("2026-09-01T00:00:00.1", 1_000_000)]
    [InlineData("2026-09-01 00:00:00", 0)]
    [InlineData("2026-09-01T00:00:00.123456789z", 1_234_560)]
    [InlineData("2026-09-01T05:30:00+05:30", 0)]
    public async Task Read_CutsToMicroseconds(string cell, long ticks) =>
        Assert.Equal(new DateTime(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(ticks), Assert.IsType<ReadableLine>(await OneAsync("Start Time", cell)).Record.Start);

    [Fact]
    public async Task Read_GivesUpOneLineForAQuoteThatIsNeverClosed()
    {
        var open = Row.Replace("Ana", "\"Ana", StringComparison.Ordinal);
        var lines = await Samples.ReadTextAsync(Header + "\n" + Row + "\n" + open + "\n" + string.Concat(Enumerable.Repeat(Row + "\n", 2_000)));
        Assert.Equal(2_002, lines.Count);
        Assert.Equal((3, open, LineFault.Quotes), (Assert.Single(lines.OfType<UnreadableLine>()).Number, lines.OfType<UnreadableLine>().Single().Raw, lines.OfType<UnreadableLine>().Single().Fault));
    }

    [Fact]
    public async Task Read_GivesUpOneLineForAQuoteThatClosesInALaterLine()
    {
        var open = "\"" + Row;
        var lines = await Samples.ReadTextAsync(string.Join("\n", Header, open, Row, Row.Replace("Ana", "\"Ana\"", StringComparison.Ordinal), Row));
        Assert.Equal([2, 3, 4, 5], lines.Select(l => l.Number));
        Assert.Equal(2, Assert.Single(lines.OfType<UnreadableLine>()).Number);
    }

    [Fact]
    public async Task Read_GivesUpOneLineWhereAStrayQuoteSwallowsTheNext()
    {
        var lines = await Samples.ReadTextAsync(string.Join("\n", Header, "\"" + Row, Row.Replace("Ana", "Ana\"", StringComparison.Ordinal), Row));
        Assert.Equal([2, 3, 4], lines.Select(l => l.Number));
        var line = Assert.Single(lines.OfType<UnreadableLine>());
        Assert.Equal((2, "\"" + Row, LineFault.CellCount), (line.Number, line.Raw, line.Fault));
    }

    [Theory]
    [InlineData(19, 3, 0)]
    [InlineData(20, 23, 21)]
    public async Task Read_LimitsThePhysicalLinesOfARecord(int lineBreaks, int expected, int unreadable)
    {
        var name = "\"" + string.Concat(Enumerable.Repeat("a\n", lineBreaks)) + "\"";
        var lines = await Samples.ReadTextAsync(string.Join("\n", Header, Row, Row.Replace("Ana", name, StringComparison.Ordinal), Row));
        Assert.Equal(expected, lines.Count);
        Assert.Equal(unreadable, lines.OfType<UnreadableLine>().Count());
        Assert.Equal(3 + 1 + lineBreaks, lines[^1].Number);
    }

    [Theory]
    [InlineData(40_000)]
    [InlineData(65_536)]
    [InlineData(200_000)]
    public async Task Read_GivesUpALineThatIsTooLongAndGoesOn(int length)
    {
        var lines = await Samples.ReadTextAsync(string.Join("\r\n", Header, Row, new string('x', length), Row));
        Assert.Equal([2, 3, 4], lines.Select(l => l.Number));
        var line = Assert.IsType<UnreadableLine>(lines[1]);
        Assert.Equal((LineFault.TooLong, ReadingLimits.RawChars), (line.Fault, line.Raw.Length));
    }

    [Fact]
    public async Task Read_LimitsCellsAndColumns()
    {
        Assert.Equal(LineFault.Cell, Assert.IsType<UnreadableLine>(await OneAsync("User Display Name", new string('x', 2_001))).Fault);
        Assert.Equal(LineFault.Cell, Assert.IsType<UnreadableLine>(await OneAsync("User Display Name", "a\0b")).Fault);
        var lines = await Samples.ReadTextAsync(string.Join("\n", Header, new string(',', 5_000), Row + ",", Row));
        Assert.Equal([LineFault.CellCount, LineFault.CellCount], lines.OfType<UnreadableLine>().Select(l => l.Fault));
        Assert.Equal(3, lines.Count);
    }

    [Fact]
    public async Task Read_RefusesAFileThatIsNoSuchFile()
    {
        Assert.Equal(FileFault.Empty, (await FaultAsync("")).Fault);
        Assert.Equal(FileFault.Empty, (await FaultAsync("\uFEFF\n\n")).Fault);
        Assert.Equal(FileFault.NotText, (await FaultAsync("PK\u0003\u0004\0\0")).Fault);
        Assert.Equal(FileFault.MissingColumns, (await FaultAsync("hello")).Fault);
        Assert.Equal(["Charge", "Capability"], (await FaultAsync(Header.Replace("Charge,", "", StringComparison.Ordinal).Replace(",Capability", "", StringComparison.Ordinal))).Figures);
        Assert.Equal("charge", (await FaultAsync(Header + ",charge")).Figures.Single());
    }

    [Fact]
    public async Task Read_OfAHeaderAloneHasNoLines() => Assert.Empty(await Samples.ReadTextAsync(Header));

    [Fact]
    public async Task Read_TakesAStreamThatCannotSeekAndComesInSmallPieces()
    {
        var expected = await Samples.ReadAsync("PSTN.calls.2026-10.dirty.csv");
        await using var file = File.OpenRead(Samples.PathOf("PSTN.calls.2026-10.dirty.csv"));
        var lines = await Samples.ReadAsync(new DrippingStream(file));
        Assert.Equal(expected.OfType<ReadableLine>(), lines.OfType<ReadableLine>());
        Assert.Equal(expected.Select(l => l.Number), lines.Select(l => l.Number));
    }

    private static async Task<UsageLine> OneAsync(string column, string cell)
    {
        var cells = Row.Split(',');
        cells[Header.Split(',').ToList().IndexOf(column)] = cell.Contains(',', StringComparison.Ordinal) ? $"\"{cell}\"" : cell;
        return Assert.Single(await Samples.ReadTextAsync(Header + "\n" + string.Join(",", cells)));
    }

    private static async Task<UnreadableFileException> FaultAsync(string text) => await Assert.ThrowsAsync<UnreadableFileException>(() => Samples.ReadTextAsync(text));

    private sealed class DrippingStream(Stream inner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer[..Math.Min(buffer.Length, 777)], cancellationToken);
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A page's file is read asynchronously only.");
        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
