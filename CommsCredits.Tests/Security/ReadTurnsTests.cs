using System.Diagnostics;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Audit;
using CommsCredits.Web.Security;
using CommsCredits.Web.Setup;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Security;

/// <summary>Searches and exports take turns, so that one person's slow nobody else, and stop when nobody waits for them.</summary>
public sealed class ReadTurnsTests
{
    private static readonly Actor s_sam = new(Guid.NewGuid(), "person:sam", ActorKind.Person, new HashSet<Permission>()), s_ana = s_sam with { Id = "person:ana" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FortySearchesOfOnePerson_RunTwoAtATime_AndAnotherPersonsDoesNotWaitForThem()
    {
        using var turns = new ReadTurns(new());
        using var hold = new ManualResetEventSlim();
        var (under, most, refused) = (0, 0, 0);
        var searches = Enumerable.Range(0, 40).Select(_ => Task.Run(async () =>
        {
            try
            {
                await turns.RunAsync(s_sam, _ =>
                {
                    InterlockedMax(ref most, Interlocked.Increment(ref under));
                    hold.Wait(TimeSpan.FromSeconds(20), CancellationToken.None);
                    Interlocked.Decrement(ref under);
                    return Task.FromResult("found");
                }, Cancel);
            }
            catch (TooBusyException)
            {
                Interlocked.Increment(ref refused);
            }
        }, Cancel)).ToList();
        while (Volatile.Read(ref refused) < 30 || Volatile.Read(ref under) < 2) await Task.Delay(10, Cancel);
        var watch = Stopwatch.StartNew();
        Assert.Equal("hers", await turns.RunAsync(s_ana, _ => Task.FromResult("hers"), Cancel));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        hold.Set();
        await Task.WhenAll(searches);
        Assert.Equal((2, 40 - 2 - ReadTurns.QueueOfPerson), (most, refused));
    }

    [Fact]
    public async Task SearchesOfAll_RunAFewAtATime()
    {
        using var turns = new ReadTurns(new() { SearchesInAll = 3 });
        var (under, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => turns.RunAsync(s_sam with { Id = $"person:{i}" }, async _ =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref under));
            await Task.Delay(30, CancellationToken.None);
            Interlocked.Decrement(ref under);
            return i;
        }, Cancel)));
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task APagesNewSearch_StopsTheOneBefore_AndLeavingItStopsTheLast()
    {
        using var turns = new ReadTurns(new());
        var search = new PageSearch(turns);
        var stopped = new TaskCompletionSource();
        var first = search.RunAsync(s_sam, null, cancel => EndlessAsync(cancel, stopped));
        Assert.Equal("new", await search.RunAsync(s_sam, null, _ => Task.FromResult("new")));
        Assert.Null(await first.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        var left = new TaskCompletionSource();
        var last = search.RunAsync(s_sam, null, cancel => EndlessAsync(cancel, left));
        search.Dispose();
        Assert.Null(await last.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        Assert.Null(await search.RunAsync(s_sam, null, _ => Task.FromResult("late")));
        Assert.False(search.IsBusy);
    }

    [Fact]
    public async Task AQuery_ThatNobodyWaitsFor_StopsInItsMiddle()
    {
        await using var books = await TestBooks.OpenAsync();
        await using var db = books.Read();
        using var left = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var counting = Task.Run(() => db.Database.SqlQuery<long>($"""WITH RECURSIVE "N"("X") AS (SELECT 1 UNION ALL SELECT "X" + 1 FROM "N" WHERE "X" < 2000000000) SELECT COUNT(*) AS "Value" FROM "N" """).ToListAsync(left.Token), Cancel);
        await Task.Delay(300, Cancel);
        Assert.False(counting.IsCompleted);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => counting.WaitAsync(TimeSpan.FromSeconds(5), Cancel));
        // The connection is as good as before
        Assert.Equal(1, await db.Organizations.CountAsync(Cancel));
    }

    /// <summary>A page of the trail costs the same, however long the trail is: as steps of the database's machine, which no slow machine changes.</summary>
    [Fact]
    public async Task APageOfTheTrail_CostsWhatAPageCosts()
    {
        await using var books = await TestBooks.OpenAsync();
        await FillAsync(books, 2_000);
        var small = await TimeAsync(books);
        await FillAsync(books, 198_000);
        var large = await TimeAsync(books);
        Assert.InRange(large, TimeSpan.Zero, small * 3 + TimeSpan.FromMilliseconds(30));
        var list = await books.Get<AuditReader>().ListAsync(books.Admin, new(), 3_000, Cancel);
        Assert.Equal((200_001, 150_000 - 50), (list.Total, list.First));
        Assert.Null(list.FaultAt);
        var filtered = await books.Get<AuditReader>().ListAsync(books.Admin, new() { Who = "person:filler" }, 1, Cancel);
        Assert.Equal((AuditReader.MostMatching, true, 2), (filtered.Total, filtered.IsMore, filtered.Actors.Count));
    }

    private static async Task<TimeSpan> TimeAsync(TestBooks books)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var watch = Stopwatch.StartNew();
            Assert.Null((await books.Get<AuditReader>().ListAsync(books.Admin, new(), 1, Cancel)).FaultAt);
            if (watch.Elapsed < best) best = watch.Elapsed;
        }
        return best;
    }

    private static async Task FillAsync(TestBooks books, int rows)
    {
        for (var i = 0; i < rows; i += 10_000)
            await books.Get<CommsCredits.Web.Ledger.LedgerWriter>().WriteAsync<int>(books.Admin with { Id = "person:filler" }, Permission.SeeAudit, session =>
            {
                for (var row = i; row < Math.Min(rows, i + 10_000); row++) session.Audit("Settings.Changed", $"row:{row}");
                return Task.FromResult<CommsCredits.Web.Ledger.Outcome<int>>(1);
            }, Cancel);
    }

    private static async Task<string> EndlessAsync(CancellationToken cancel, TaskCompletionSource stopped)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancel);
        }
        finally
        {
            stopped.SetResult();
        }
        return "never";
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var before = Volatile.Read(ref most); before < value; before = Volatile.Read(ref most)) Interlocked.CompareExchange(ref most, value, before);
    }
}
