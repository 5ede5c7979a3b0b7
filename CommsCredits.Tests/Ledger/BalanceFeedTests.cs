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
}
