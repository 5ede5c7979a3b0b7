using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Security;

/// <summary>Who signed in, and from where, stands in the audit trail (R14.4).</summary>
public sealed class SignInTrailTests
{
    [Fact]
    public async Task ASignIn_LeavesOneRowASession_WithItsAddress()
    {
        await using var portal = new FundedPortal();
        await portal.InitializeAsync();
        for (var session = 0; session < 2; session++)
        {
            using var browser = new HttpClient(new BrowserHandler()) { BaseAddress = portal.Address };
            await browser.SignInAsync("ana.ruiz@marlow.example", "/account");
            for (var page = 0; page < 3; page++) await browser.GetAsync("/account", TestContext.Current.CancellationToken);
        }
        await using var db = portal.Get<Database>().Read(portal.Admin, Permission.SeeAudit);
        var rows = await db.Audit.Where(a => a.ActorId == portal.Admin.Id && a.Action == "Session.Started").ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, rows.Count);
        Assert.Equal(2, rows.Select(r => r.Subject).Distinct().Count());
        Assert.All(rows, r => Assert.NotNull(r.From));
    }
}
