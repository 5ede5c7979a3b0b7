#:project ../CommsCredits.Web
#:property PublishAot=false

// How fast calls are read, classified and looked up: dotnet run -c Release bench/ReadCalls.cs -- samples/PSTN.calls.2026-09.csv 300000
using System.Diagnostics;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Features.Rates.Reading;
using CommsCredits.Web.Features.Usage.Reading;

var sample = await File.ReadAllLinesAsync(args[0]);
var rows = int.Parse(args[1]);
var path = Path.GetTempFileName();
await using (var writer = new StreamWriter(path))
{
    writer.WriteLine(sample[0]);
    for (var i = 0; i < rows; i++) writer.WriteLine(sample[1 + i % (sample.Length - 1)]);
}
var calendar = new LocalCalendar(TimeZoneInfo.Utc);
var organization = new Organization { Id = Guid.Empty, Name = "Bench", Currency = Currency.Of("USD"), Calendar = calendar, BooksBegin = new(2020, 1, 1) };
await using var rates = File.OpenRead(Path.Combine(Path.GetDirectoryName(args[0])!, "pstn-rates.csv"));
await using var tollFree = File.OpenRead(Path.Combine(Path.GetDirectoryName(args[0])!, "toll-free-rates.csv"));
var outbound = new RateDeck(DeckTerms.Default("Outbound", DeckKind.Outbound, new(2020, 1, 1), organization.Currency), (await RateDeckReader.ReadAsync(rates)).Value!.Rates);
var incoming = new RateDeck(DeckTerms.Default("Toll-free", DeckKind.TollFreeIn, new(2020, 1, 1), organization.Currency), (await RateDeckReader.ReadAsync(tollFree)).Value!.Rates);
var classifier = new CallClassifier(organization, new(calendar, [outbound, incoming]), ChargeSource.Vendor);
var now = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

for (var round = 0; round < 3; round++)
{
    List<CallRecord> records = [];
    await MeasureAsync("read", async () =>
    {
        var count = 0;
        await using var file = File.OpenRead(path);
        await foreach (var line in PstnCallsReader.ReadAsync(file)) if (line is ReadableLine) count++;
        return count;
    });
    await MeasureAsync("read and keep", async () =>
    {
        await using var file = File.OpenRead(path);
        await foreach (var line in PstnCallsReader.ReadAsync(file)) if (line is ReadableLine { Record: var record }) records.Add(record);
        return records.Count;
    });
    await MeasureAsync("classify, as charged", () => Task.FromResult(records.Count(r => classifier.Classify(r, now) is Booked)));
    var uncharged = records.ConvertAll(r => r.Capability == "MCOPSTNPP" ? r with { Charge = null } : r);
    await MeasureAsync("classify, by deck", () => Task.FromResult(uncharged.Count(r => classifier.Classify(r, now) is Booked)));
    await MeasureAsync("content and hash", () => Task.FromResult(records.Sum(r => classifier.ContentOf(r).Hash().Length)));
    await MeasureAsync("look up and rate", () => Task.FromResult(records.Count(r => outbound.Find(r.DestinationNumber) is { Rate: { } rate } && Rater.Price(outbound.Terms, rate, r.Seconds).IsPositive)));
}
File.Delete(path);

async Task MeasureAsync(string what, Func<Task<int>> run)
{
    var (before, clock) = (GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
    var count = await run();
    Console.WriteLine($"{what}: {rows / clock.Elapsed.TotalSeconds:N0}/s, {(GC.GetTotalAllocatedBytes() - before) / rows} B each ({count})");
}
