using System.Globalization;
using CommsCredits.Web.Ledger;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommsCredits.Tests.Ledger;

public sealed class BalanceFeedTests
{
    /// <summary>An open page is drawn anew by what it hears: whoever posted, it stays in its reader's language.</summary>
    [Fact]
    public async Task Heard_IsHeardInTheLanguageOfWhoListens()
    {
        var feed = new BalanceFeed(NullLogger<BalanceFeed>.Instance);
        var organization = Guid.NewGuid();
        CultureInfo? heard = null;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        using var subscription = feed.Subscribe(organization, _ => heard = CultureInfo.CurrentUICulture);
        await Task.Run(() =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");
            feed.Announce(new(organization, 1));
            Assert.Equal("zh-Hans", CultureInfo.CurrentUICulture.Name);
        }, TestContext.Current.CancellationToken);
        Assert.Equal("en", heard?.Name);
    }

    /// <summary>An import announces thirty batches a second: a page is drawn at once, and then once a second, never twice at a time, and ends with the latest.</summary>
    [Fact]
    public async Task Follow_DrawsAtMostOnceASecond_AndEndsWithTheLatest()
    {
        var feed = new BalanceFeed(NullLogger<BalanceFeed>.Instance);
        var organization = Guid.NewGuid();
        var (drawn, atOnce, most, head, seen) = (0, 0, 0, 0L, 0L);
        var subscription = feed.Follow(organization, async () =>
        {
            drawn++;
            most = Math.Max(most, ++atOnce);
            await Task.Delay(50);
            seen = head;
            atOnce--;
        });
        for (head = 1; head < 60; head++)
        {
            feed.Announce(new(organization, head));
            if (head == 1) Assert.Equal(1, drawn);
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
        head = 60;
        feed.Announce(new(organization, head));
        await Task.Delay(1_500, TestContext.Current.CancellationToken);
        Assert.InRange(drawn, 2, 6);
        Assert.Equal((1, 60L), (most, seen));
        subscription.Dispose();
        var before = drawn;
        feed.Announce(new(organization, 61));
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal(before, drawn);
    }

    /// <summary>A page whose reading fails follows on.</summary>
    [Fact]
    public async Task Follow_GoesOnAfterAFault()
    {
        var feed = new BalanceFeed(NullLogger<BalanceFeed>.Instance);
        var organization = Guid.NewGuid();
        var drawn = 0;
        using var subscription = feed.Follow(organization, () => ++drawn == 1 ? throw new InvalidOperationException("once") : Task.CompletedTask);
        feed.Announce(new(organization, 1));
        feed.Announce(new(organization, 2));
        for (var i = 0; i < 100 && drawn < 2; i++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(2, drawn);
    }
}
