using System.Net;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Features.FirstRun;

/// <summary>An empty portal leads the first Billing.Admin of its directory through four questions, once.</summary>
public sealed class FirstRunTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheFirstAdmin_OpensTheBooks_Once_AndNobodyElse()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var portal = await OwnPortal.StartAsync(issuer);
        issuer.Claims["roles"] = new[] { "Finance.Reader" };
        var reader = await portal.SignInAsync(issuer);
        Assert.Equal("/first-run", (await reader.GetAsync("/", Cancel)).Headers.Location?.ToString());
        Assert.Contains("Nobody has set up your organization", await (await reader.GetAsync("/first-run", Cancel)).TextAsync());

        issuer.Claims["oid"] = "c3000000-0000-4000-8000-000000000002";
        issuer.Claims["roles"] = new[] { "Billing.Admin" };
        var admin = await portal.SignInAsync(issuer);
        var form = await (await admin.GetAsync("/first-run", Cancel)).TextAsync();
        var wrong = await admin.PostAsync("/first-run", Form(form, "", "EURO", "Mars/Olympus", "1999-01-01"), Cancel);
        var said = await (await admin.GetAsync(wrong.Headers.Location, Cancel)).TextAsync();
        Assert.All(["Enter the name of the organization.", "Enter a currency by its three letters", "Choose a time zone of the list", "Enter a day within the last five years"], what => Assert.Contains(what, said));
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var made = await admin.PostAsync("/first-run", Form(form, "Fjord AS", "NOK", "Europe/Oslo", $"{today:yyyy-MM}-01"), Cancel);
        Assert.Equal("/setup", made.Headers.Location?.ToString());
        var overview = await (await admin.GetAsync("/", Cancel)).TextAsync();
        Assert.Contains("Fjord AS", overview);
        Assert.Contains("The set-up is not finished.", overview);
        Assert.Contains("Set up the portal", await (await admin.GetAsync("/setup", Cancel)).TextAsync());
        Assert.DoesNotContain("The set-up is not finished.", await (await reader.GetAsync("/", Cancel)).TextAsync());

        await admin.PostAsync("/first-run", Form(form, "Another", "EUR", "Europe/Berlin", $"{today:yyyy-MM}-01"), Cancel);
        await using var db = portal.Services.GetRequiredService<IDbContextFactory<CommsCreditsDb>>().CreateDbContext();
        var row = await db.Organizations.IgnoreQueryFilters().SingleAsync(Cancel);
        Assert.Equal(("Fjord AS", "NOK", "Europe/Oslo"), (row.Name, row.Currency, row.ZoneId));
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/", Cancel)).StatusCode);
    }

    [Fact]
    public async Task TheForm_NeedsItsToken()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var portal = await OwnPortal.StartAsync(issuer);
        var admin = await portal.SignInAsync(issuer);
        var answer = await admin.PostAsync("/first-run", new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "X", ["currency"] = "USD", ["zone"] = "Etc/UTC", ["begin"] = "2026-09-01" }), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static FormUrlEncodedContent Form(string page, string name, string currency, string zone, string begin) =>
        new(new Dictionary<string, string>(Visits.Inputs(page)) { ["name"] = name, ["currency"] = currency, ["zone"] = zone, ["begin"] = begin });
}
