#:project ../CommsCredits.Web
#:property PublishAot=false

// How fast a file is taken in by the real services: dotnet run -c Release bench/ImportCalls.cs -- calls.csv [balance in units]
using System.Diagnostics;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Payments;
using CommsCredits.Web.Setup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

var folder = Directory.CreateTempSubdirectory("cc-bench-").FullName;
var services = new ServiceCollection().AddLogging().AddPersistence(folder).AddFeatures().AddJobs();
services.AddSingleton<IPaymentGateway, SandboxGateway>();
await using var provider = services.BuildServiceProvider();
await provider.GetRequiredService<DatabaseStart>().RunAsync(default);
var id = Guid.CreateVersion7();
await provider.GetRequiredService<OrganizationSetup>().CreateAsync(new(id, Guid.NewGuid(), "Bench", "USD", "Etc/UTC", new(2020, 1, 1), Money.OfUnits(1), Money.OfUnits(1_000_000)), "cli", default);
var actor = Actor.CommandLine(id);
await provider.GetRequiredService<TopUpDesk>().BuyAsync(actor, "bench", new() { Amount = Money.OfUnits(args.Length > 1 ? long.Parse(args[1]) : 500_000), Method = PaymentMethod.Recorded, RecordedDay = DateOnly.FromDateTime(DateTime.UtcNow.AddMonths(-6)), Reference = "bench" }, default);

for (var round = 1; round <= 2; round++)
{
    var watch = Stopwatch.StartNew();
    await using var file = File.OpenRead(args[0]);
    var import = (await provider.GetRequiredService<UsageOperations>().StartImportAsync(actor, Path.GetFileName(args[0]), file, default)).Value;
    await provider.GetRequiredService<ImportQueue>().RunWaitingAsync(default);
    await using var db = provider.GetRequiredService<Database>().Read(actor, Permission.SeeUsage);
    var row = await db.Imports.SingleAsync(i => i.Id == import);
    Console.WriteLine($"round {round}: {row.Lines:N0} lines = {row.Records:N0} + {row.Known:N0} + {row.Exceptions:N0} + {row.Unreadable:N0}, {row.Charged:N0} charged, in {watch.Elapsed.TotalSeconds:0.0} s: {row.Lines / watch.Elapsed.TotalSeconds:N0} lines/s");
}
var report = await provider.GetRequiredService<BooksCheck>().RunAsync(actor, default);
Console.WriteLine($"books: {report.Entries:N0} entries checked in {report.Took.TotalSeconds:0.0} s, {report.Fault?.ToString() ?? "true"}");
var reader = provider.GetRequiredService<CommsCredits.Web.Features.Ledger.LedgerReader>();
foreach (var (name, filter, page) in new (string, CommsCredits.Web.Features.Ledger.LedgerFilter, int)[] { ("warm", new(), 1), ("first page", new(), 1), ("middle", new(), 500), ("sparse filter", new() { Minimum = Money.OfUnits(15) }, 1) })
{
    var watch = Stopwatch.StartNew();
    var list = await reader.ListAsync(actor, filter, page, default);
    Console.WriteLine($"ledger {name}: {list.Lines.Count} of {list.Total:N0} in {watch.ElapsedMilliseconds} ms");
}
var calls = provider.GetRequiredService<CallsReader>();
foreach (var (name, filter) in new (string, CallFilter)[] { ("warm", new()), ("first page", new()), ("by person", new() { Person = "an" }), ("charged", new() { State = CommsCredits.Web.Data.Rows.CallState.Booked }) })
{
    var watch = Stopwatch.StartNew();
    var list = await calls.ListAsync(actor, filter, 1, default);
    Console.WriteLine($"calls {name}: {list.Lines.Count} of {list.Total:N0} in {watch.ElapsedMilliseconds} ms");
}
Directory.Delete(folder, recursive: true);
