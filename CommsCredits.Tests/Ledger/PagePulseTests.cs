using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Ledger;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommsCredits.Tests.Ledger;

/// <summary>How open pages follow the books.</summary>
public sealed class PagePulseTests : IDisposable
{
    private readonly BalanceFeed _feed = new(NullLogger<BalanceFeed>.Instance);
    private readonly PagePulse _pulse;
    private readonly Actor _actor = Actor.CommandLine(Guid.NewGuid());
    private long _head;

    public PagePulseTests() => _pulse = new(_feed, NullLogger<PagePulse>.Instance);

    public void Dispose() => _pulse.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private void Change() => _feed.Announce(new(_actor.OrganizationId, ++_head));

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var i = 0; i < 400 && !isSo(); i++) await Task.Delay(25, Cancel);
        Assert.True(isSo());
    }

    /// <summary>An import announces thirty batches a second: a page is drawn at once, and then once a second, never twice at a time, and ends with the latest.</summary>
    [Fact]
    public async Task APage_DrawsAtMostOnceASecond_AndEndsWithTheLatest()
    {
        var (drawn, atOnce, most, seen) = (0, 0, 0, 0L);
        var page = new PageFeed(_pulse).Follow(_actor.OrganizationId, async () =>
        {
            drawn++;
            most = Math.Max(most, ++atOnce);
            await Task.Delay(50);
            seen = _head;
            atOnce--;
        });
        var begun = System.Diagnostics.Stopwatch.StartNew();
        Change();
        await UntilAsync(() => drawn == 1);
        while (_head < 60)
        {
            Change();
            await Task.Delay(25, Cancel);
        }
        await UntilAsync(() => seen == 60);
        Assert.InRange(drawn, 2, 2 + (int)(begun.Elapsed / PagePulse.Pause));
        Assert.Equal(1, most);
        page.Dispose();
        var before = drawn;
        Change();
        await Task.Delay(300, Cancel);
        Assert.Equal(before, drawn);
    }

    /// <summary>Whoever posted, a page stays in its reader's language.</summary>
    [Fact]
    public async Task APage_IsDrawnInTheLanguageOfItsReader()
    {
        string? heard = null;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        using var page = new PageFeed(_pulse).Follow(_actor.OrganizationId, () => { heard = CultureInfo.CurrentUICulture.Name; return Task.CompletedTask; });
        await Task.Run(() =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");
            Change();
        }, Cancel);
        await UntilAsync(() => heard is not null);
        Assert.Equal("en", heard);
    }

    /// <summary>A page whose reading fails follows on.</summary>
    [Fact]
    public async Task APage_GoesOnAfterAFault()
    {
        var drawn = 0;
        using var page = new PageFeed(_pulse).Follow(_actor.OrganizationId, () => ++drawn == 1 ? throw new InvalidOperationException("once") : Task.CompletedTask);
        Change();
        await UntilAsync(() => drawn == 1);
        Change();
        await UntilAsync(() => drawn == 2);
    }

    /// <summary>A hundred pages of one organization read once for each beat; another organization's are not called.</summary>
    [Fact]
    public async Task AHundredPages_ShareOneReading()
    {
        var (readings, drawn, others) = (0, 0, 0);
        var pages = Enumerable.Range(0, 100).Select(_ =>
        {
            var feed = new PageFeed(_pulse);
            return feed.Follow(_actor.OrganizationId, async () =>
            {
                Assert.Equal(_head, await feed.ShareAsync(_actor, "what", async cancel =>
                {
                    Interlocked.Increment(ref readings);
                    await Task.Delay(20, cancel);
                    return _head;
                }));
                Interlocked.Increment(ref drawn);
            });
        }).ToList();
        using var other = new PageFeed(_pulse).Follow(Guid.NewGuid(), () => { others++; return Task.CompletedTask; });
        Change();
        await UntilAsync(() => drawn == 100);
        Change();
        await UntilAsync(() => drawn == 200);
        Assert.Equal((2, 0), (readings, others));
        pages.ForEach(p => p.Dispose());
    }

    /// <summary>Other permissions, another language and another question are other readings.</summary>
    [Fact]
    public async Task OnlyTheSameQuestion_IsShared()
    {
        using var page = new PageFeed(_pulse).Follow(_actor.OrganizationId, () => Task.CompletedTask);
        var readings = 0;
        Task<int> ReadAsync(Actor actor, object what) => _pulse.ShareAsync(actor, what, _ => Task.FromResult(Interlocked.Increment(ref readings)));
        Change();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        await Task.Delay(100, Cancel);
        Assert.Equal(1, await ReadAsync(_actor, "a"));
        Assert.Equal(1, await ReadAsync(_actor with { Id = "somebody else" }, "a"));
        Assert.Equal(2, await ReadAsync(_actor, "b"));
        Assert.Equal(3, await ReadAsync(_actor with { Permissions = new HashSet<Permission> { Permission.SeeOverview } }, "a"));
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");
        Assert.Equal(4, await ReadAsync(_actor, "a"));
    }

    /// <summary>Pages that come long after the beat read again, because time has moved, and once for all of them.</summary>
    [Fact]
    public async Task LatePages_ShareAReadingToo()
    {
        using var page = new PageFeed(_pulse).Follow(_actor.OrganizationId, () => Task.CompletedTask);
        var readings = 0;
        Task<int> ReadAsync() => _pulse.ShareAsync(_actor, "what", _ => Task.FromResult(Interlocked.Increment(ref readings)));
        Change();
        await Task.Delay(100, Cancel);
        Assert.Equal(1, await ReadAsync());
        await Task.Delay(2 * PagePulse.Pause + TimeSpan.FromMilliseconds(100), Cancel);
        Assert.Equal((2, 2), (await ReadAsync(), await ReadAsync()));
    }

    /// <summary>A tab in the background reads and draws nothing; looked at again, it draws what it missed, once.</summary>
    [Fact]
    public async Task AHiddenTab_DrawsNothing_UntilItIsLookedAt()
    {
        var drawn = 0;
        var feed = new PageFeed(_pulse);
        using var page = feed.Follow(_actor.OrganizationId, () => { drawn++; return Task.CompletedTask; });
        feed.Seen(false);
        Change();
        await Task.Delay(200, Cancel);
        Change();
        await Task.Delay(1_500, Cancel);
        Assert.Equal(0, drawn);
        feed.Seen(true);
        await UntilAsync(() => drawn == 1);
        feed.Seen(false);
        feed.Seen(true);
        await Task.Delay(200, Cancel);
        Assert.Equal(1, drawn);
    }

    /// <summary>Pages draw beside the write that moved the books, a few at a time: it does not wait for a hundred of them, and one that hangs stops no other.</summary>
    [Fact]
    public async Task TheWrite_DoesNotWaitForPages_AndAPageThatHangsStopsNoOther()
    {
        var (atWork, most, drawn) = (0, 0, 0);
        using var hangs = new PageFeed(_pulse).Follow(_actor.OrganizationId, () => Task.Delay(Timeout.Infinite, Cancel));
        var pages = Enumerable.Range(0, 10).Select(_ => new PageFeed(_pulse).Follow(_actor.OrganizationId, () =>
        {
            Assert.InRange(Interlocked.Increment(ref atWork), 1, Math.Max(1, Environment.ProcessorCount / 2));
            most = Math.Max(most, atWork);
            Thread.Sleep(50);
            Interlocked.Decrement(ref atWork);
            Interlocked.Increment(ref drawn);
            return Task.CompletedTask;
        })).ToList();
        var begun = System.Diagnostics.Stopwatch.StartNew();
        Change();
        Assert.InRange(begun.ElapsedMilliseconds, 0, 200);
        await UntilAsync(() => drawn == 10);
        Assert.InRange(most, 1, Math.Max(1, Environment.ProcessorCount / 2));
        pages.ForEach(p => p.Dispose());
    }
}
