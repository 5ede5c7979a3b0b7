using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Rating;
using CommsCredits.Tests.Calls;
using CommsCredits.Web.Features.Usage.Reading;

namespace CommsCredits.Tests.Features.Usage.Reading;

public sealed class SampleExportsTests
{
    private const string Dirty = "PSTN.calls.2026-10.dirty.csv";
    private const string September = "PSTN.calls.2026-09.csv";

    [Theory]
    [InlineData(September)]
    [InlineData(Dirty)]
    public async Task Sample_GivesWhatIsExpected(string file)
    {
        var expected = Samples.Expected(file);
        var lines = await Samples.ReadAsync(file);
        var tally = (await TallyAsync()).Add(lines);
        Assert.Equal(expected.GetProperty("lines").GetInt32(), lines.Count);
        Assert.Equal(expected.GetProperty("records").GetInt32(), tally.Records.Count);
        Assert.Equal(expected.GetProperty("duplicates").GetInt32(), tally.Duplicates);
        Assert.Equal(expected.GetProperty("exceptions").GetInt32(), tally.Exceptions.Count);
        Assert.Equal(expected.GetProperty("unreadable").GetInt32(), tally.Unreadable);
        Assert.Equal(expected.GetProperty("charged").GetInt32(), tally.Booked.Count());
        Assert.Equal(MoneyOf(expected.GetProperty("charged_exact").GetString()!), tally.Charged);
        Assert.Equal(tally.Records.Count + tally.Duplicates + tally.Exceptions.Count + tally.Unreadable, lines.Count);
        var byKind = expected.GetProperty("by_kind");
        Assert.Equal(MoneyOf(byKind.GetProperty("international").GetString()!), Of(tally, UsageKind.International));
        Assert.Equal(MoneyOf(byKind.GetProperty("toll-free conf_in").GetString()!), Of(tally, UsageKind.TollFreeConference));
        Assert.Equal(MoneyOf(byKind.GetProperty("toll-free ucap_in").GetString()!), Of(tally, UsageKind.TollFreeAttendant));
    }

    [Theory]
    [InlineData(September)]
    [InlineData(Dirty)]
    public async Task Sample_FallsIntoTheMonthsOfTheZone(string file)
    {
        var expected = Samples.Expected(file).GetProperty("by_month");
        var calendar = new LocalCalendar(TimeZoneInfo.FindSystemTimeZoneById(expected.GetProperty("zone").GetString()!));
        var tally = (await TallyAsync()).Add(await Samples.ReadAsync(file));
        var months = tally.Records.Where(r => r.Decision is Booked).GroupBy(r => calendar.MonthOf(r.Record.Start).ToString())
            .ToDictionary(g => g.Key, g => g.Select(r => ((Booked)r.Decision).Charge).Total());
        foreach (var month in expected.EnumerateObject().Where(p => p.Name != "zone")) Assert.Equal(MoneyOf(month.Value.GetString()!), months[month.Name]);
    }

    [Fact, Trait("Case", "W31")]
    public async Task September_InNewYorkHasCallsBeforeTheBooks()
    {
        var tally = (await TallyAsync("America/New_York", "2026-09-01")).Add(await Samples.ReadAsync(September));
        Assert.Equal("1018.43", tally.Charged.ToString());
        Assert.Equal("0.98", tally.Records.Where(r => r.Decision is FreeCall { Reason: FreeReason.BeforeBooks }).Select(r => r.Record.Charge!.Value).Total().ToString());
    }

    [Fact, Trait("Case", "W24"), Trait("Case", "H08")]
    public async Task Reexport_IsKnownOrChanged()
    {
        var expected = Samples.Expected(Dirty).GetProperty("reexport");
        var tally = (await TallyAsync()).Add(await Samples.ReadAsync(Dirty));
        var (duplicates, exceptions, records) = (tally.Duplicates, tally.Exceptions.Count, tally.Records.Count);
        var lines = await Samples.ReadAsync(expected.GetProperty("file").GetString()!);
        tally.Add(lines);
        Assert.Equal(expected.GetProperty("lines").GetInt32(), lines.Count);
        Assert.Equal(expected.GetProperty("duplicates").GetInt32(), tally.Duplicates - duplicates);
        Assert.Equal(expected.GetProperty("exceptions").GetInt32(), tally.Exceptions.Count - exceptions);
        Assert.Equal(records, tally.Records.Count);
        Assert.All(tally.Exceptions.Skip(exceptions), e => Assert.Equal((ExceptionReason.ChangedSinceBooked, "Charge"), (e.Reason, e.Figures[0])));
    }

    [Fact]
    public async Task Dirty_NamesItsExceptionsAndUnreadableLines()
    {
        var lines = await Samples.ReadAsync(Dirty);
        var tally = (await TallyAsync()).Add(lines);
        Assert.Equal([ExceptionReason.UnknownCallType, ExceptionReason.ChargeOnFreeRow, ExceptionReason.OtherCurrency], tally.Exceptions.Select(e => e.Reason).Order());
        var unreadable = lines.OfType<UnreadableLine>().ToList();
        Assert.Equal((5, "broken", LineFault.CellCount), (unreadable[0].Number, unreadable[0].Raw, unreadable[0].Fault));
        Assert.Equal(LineFault.Cell, unreadable[1].Fault);
        Assert.Equal(["Duration Seconds", "a while"], unreadable[1].Figures);
        Assert.Contains(lines.OfType<ReadableLine>(), l => l.Record is { UserName: "Ruiz, Ana \"Bela\"", CallerNumber: null });
    }

    [Theory]
    [InlineData(September)]
    [InlineData(Dirty)]
    public async Task Sample_WithoutChargesIsRatedToTheSameSum(string file)
    {
        var expected = Samples.Expected(file);
        var tally = (await TallyAsync()).Add((await Samples.ReadAsync(file)).Select(WithoutCharge));
        Assert.Equal(MoneyOf(expected.GetProperty("charged_exact").GetString()!), tally.Charged);
        Assert.Equal(expected.GetProperty("charged").GetInt32(), tally.Booked.Count());
    }

    [Fact]
    public async Task Sample_ByTheDeckAgreesWithItsSource()
    {
        var tally = (await TallyAsync()).Add(await Samples.ReadAsync(September));
        Assert.All(tally.Booked, b => Assert.Equal(b.Charge, b.ByDeck));
    }

    private static UsageLine WithoutCharge(UsageLine line) => line is ReadableLine { Record: { Capability: "MCOPSTNPP", Currency: "USD" } record } ? new ReadableLine(line.Number, record with { Charge = null }) : line;

    private static async Task<ImportTally> TallyAsync(string zone = "UTC", string booksBegin = "2026-08-01")
    {
        var organization = CallRecords.Organization(zone, booksBegin);
        return new(new(organization, await Samples.DecksAsync(organization.Calendar), ChargeSource.Vendor), CallRecords.Now);
    }

    private static Money Of(ImportTally tally, UsageKind kind) => tally.Booked.Where(b => b.Kind == kind).Select(b => b.Charge).Total();

    private static Money MoneyOf(string text) => Money.Of(decimal.Parse(text, CultureInfo.InvariantCulture));
}
