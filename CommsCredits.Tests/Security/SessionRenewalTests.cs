using System.Net;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Security;

/// <summary>An issuer whose refresh tokens work once: a session is renewed once, however many requests ask for it at the same time.</summary>
public sealed class SessionRenewalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ManyRequestsAtOnce_AskTheIssuerOnce_AndAllGoOn()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var portal = await OwnPortal.StartAsync(issuer);
        var browser = await portal.SignInAsync(issuer);
        for (var round = 1; round <= 2; round++)
        {
            await AgeAsync(portal);
            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => browser.GetAsync("/first-run", Cancel)));
            Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
            Assert.Equal(round, issuer.Refreshes);
        }
    }

    private static async Task AgeAsync(OwnPortal portal)
    {
        var then = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-20);
        await using var db = portal.Services.GetRequiredService<IDbContextFactory<CommsCreditsDb>>().CreateDbContext();
        Assert.Equal(1, await db.Sessions.ExecuteUpdateAsync(set => set.SetProperty(s => s.Renewed, then), Cancel));
    }
}
