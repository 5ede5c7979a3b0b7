using System.Collections.Concurrent;
using System.Diagnostics;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Bench;

/// <summary>
/// Sixteen writers on one data folder, each with services of its own, so that only the database stands between them: purchases and postings under the same keys, imports of files that overlap.
/// At the end the books must be true, each key must have been booked once, and nobody may have met an error.
/// </summary>
internal static class Writers
{
    private const int Each = 5, Rows = 20_000, Slice = 400;

    /// <summary>Exit code 1 where something is not as it should be.</summary>
    public static async Task<int> RunAsync(int seconds)
    {
        await using var books = await Books.NewAsync();
        var calls = await File.ReadAllLinesAsync(CallFile.Make(Rows));
        var until = Stopwatch.GetTimestamp() + seconds * Stopwatch.Frequency;
        var faults = new ConcurrentQueue<string>();
        var deeds = new ConcurrentDictionary<string, int>();
        var writers = Enumerable.Range(0, Each).SelectMany(n => new[]
        {
            WriteAsync("purchase", BuyAsync), WriteAsync("posting", PostAsync), WriteAsync("import", (own, i) => ImportAsync(own, calls, new Random(n * 1_000_003 + i))),
        }).Append(WriteAsync("purchase", BuyAsync)).ToList();
        await Task.WhenAll(writers);
        Console.WriteLine($"{writers.Count} writers, {seconds} s: {string.Join(", ", deeds.OrderBy(d => d.Key).Select(d => $"{d.Value:N0} x {d.Key}"))}");
        foreach (var fault in await FaultsAsync(books)) faults.Enqueue(fault);
        foreach (var fault in faults) Console.WriteLine($"FAULT: {fault}");
        if (faults.IsEmpty) Console.WriteLine("no error, each key once, check clean");
        return faults.IsEmpty ? 0 : 1;

        Task WriteAsync(string name, Func<Books, int, Task> deed) => Task.Run(async () =>
        {
            await using var own = await Books.OpenAsync(books.Folder, books.Actor.OrganizationId);
            for (var i = 0; Stopwatch.GetTimestamp() < until; i++)
            {
                try
                {
                    await deed(own, i);
                    deeds.AddOrUpdate(name, 1, (_, count) => count + 1);
                }
                catch (Exception fault)
                {
                    faults.Enqueue($"{name} {i}: {fault.GetType().Name}: {fault.Message}");
                }
            }
        });
    }

    private static Task BuyAsync(Books own, int number) => own.BuyAsync($"buy-{number}", 10);

    private static async Task PostAsync(Books own, int number)
    {
        var key = $"post-{number}";
        var outcome = await own.Get<LedgerWriter>().PostAsync<long>(own.Actor, Permission.CorrectLedger, key, PostingContent.Of(("number", $"{number}")), (session, hash) =>
        {
            session.Post(session.Pool.Draw(UsageKind.International, Money.OfUnits(1), new(2026, 9, 1, 8, 0, 0, DateTimeKind.Utc)), key, key, hash);
            session.Audit("Bench.Posted", key);
            return Task.FromResult<Outcome<long>>(session.HeadSequence);
        }, (_, posted) => Task.FromResult(posted.LastSequence), default);
        if (outcome.Refused is { } refused) throw new InvalidOperationException(refused.Code);
    }

    private static async Task ImportAsync(Books own, string[] calls, Random random)
    {
        var at = 1 + random.Next(calls.Length - Slice - 1);
        var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', [calls[0], .. calls[at..(at + Slice)]])));
        var started = await own.Get<UsageOperations>().StartImportAsync(own.Actor, "part.csv", content, default);
        while (!await RanAsync(own, started.Value!.First)) { }
    }

    /// <summary>False where the others did not let it write for half a minute: it goes on behind its last line then, as it does in the portal's queue.</summary>
    private static async Task<bool> RanAsync(Books own, Guid import)
    {
        try
        {
            await own.Get<UsageImporter>().RunAsync(own.Actor, import, default);
            return true;
        }
        catch (Exception fault) when (StorageTroubles.Of(fault) is StorageTrouble.Locked)
        {
            return false;
        }
    }

    private static async Task<List<string>> FaultsAsync(Books books)
    {
        var faults = new List<string>();
        if ((await books.Get<BooksCheck>().RunAsync(books.Actor, default)).Fault is { } fault) faults.Add($"check: {fault}");
        await using var db = books.Get<Database>().Read(books.Actor, Permission.SeeLedger);
        var keys = await db.Postings.Select(p => p.Key).ToListAsync();
        if (keys.Distinct().Count() != keys.Count) faults.Add("A posting's key stands twice.");
        var posted = await db.Entries.Where(e => e.Reference.StartsWith("post-")).Select(e => new { e.Reference, e.Amount }).ToListAsync();
        if (posted.GroupBy(e => e.Reference).Any(g => g.Select(e => e.Amount).Total() != Money.OfUnits(1))) faults.Add("A posting was booked twice.");
        var lots = await db.Lots.CountAsync();
        var topUps = await db.TopUps.Select(t => t.Key).ToListAsync();
        if (topUps.Distinct().Count() != topUps.Count || lots != topUps.Count) faults.Add($"{lots} lots of {topUps.Count} purchases.");
        var inCalls = await db.Calls.Where(c => c.FirstEntry != null).SumAsync(c => c.LastEntry - c.FirstEntry + 1);
        var inEntries = await db.Entries.CountAsync(e => e.Reference.StartsWith("call:"));
        if (inCalls != inEntries) faults.Add($"{inEntries} entries of calls that say they have {inCalls}.");
        var imports = await db.Imports.ToListAsync();
        faults.AddRange(imports.Where(i => i.Lines != i.Records + i.Known + i.Exceptions + i.Unreadable || i.Lines != Slice).Select(i => $"The import {i.Id} is {i.State} with {i.Lines} lines."));
        var calls = await db.Calls.CountAsync();
        if (imports.Sum(i => i.Records) != calls) faults.Add($"{calls} calls, {imports.Sum(i => i.Records)} taken in.");
        return faults;
    }
}
