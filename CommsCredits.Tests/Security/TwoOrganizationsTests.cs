using System.Net;
using System.Net.Http.Headers;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.ApiKeys;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Jobs;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Payments;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MimeKit;

namespace CommsCredits.Tests.Security;

/// <summary>
/// Two organizations took in the same file: same people, same usage ids, lots with the same numbers. Every text of the one bears a mark, and the other's people look everywhere: pages, foreign addresses, downloads, search,
/// the API, mail, and a page that is open while the one moves money.
/// </summary>
public sealed class TwoOrganizationsTests(PortalServer portal, Chromium chromium)
{
    private const string Mark = "ZEBRA7MARLOW", Priya = "priya.nair@harborlane.example";
    private static readonly Guid s_marlow = new("0192f000-0000-7000-8000-000000000001"), s_harborLane = new("0192f000-0000-7000-8000-000000000002");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NothingOfTheOne_IsSeenByTheOther()
    {
        await using var both = await portal.CopyAsync(_ => Task.CompletedTask);
        foreach (var organization in new[] { s_marlow, s_harborLane }) await ImportAsync(both, organization);
        await both.StopAsync();
        await EveryText.PutAsync(Path.Combine(both.Folder, DataFolder.DatabaseName), Mark, s_marlow, Cancel);
        await both.StartAsync();
        Assert.Equal(1, await SharedAsync(both));

        // Whatever is kept in memory is Marlow's first
        var ana = both.Browser();
        await ana.SignInAsync(EveryPage.Ana);
        var addresses = (await EveryPage.OfAsync(both.Services, Cancel)).Select(p => p.Address).Concat(
        [
            "/usage/calls?q=zebra7", "/usage/calls?q=bela", "/usage/calls?person=person%3Ad0000000-0000-4000-8000-000000000037", "/funding?lot=1", "/funding?tab=topups", "/ledger?entry=1", "/audit?who=zebra7", "/privacy?q=bela", "/rates?prefix=44",
            "/ledger.csv", "/audit.csv", "/statements/2026-09.csv", "/statements/2026-09.xlsx", "/privacy/person.json?id=person%3Ad0000000-0000-4000-8000-000000000037", "/statements/2026-09/people/person%3Ad0000000-0000-4000-8000-000000000037/calls.csv",
            .. await ForeignAsync(both),
        ]).Distinct().ToList();
        var marked = 0;
        foreach (var address in addresses)
            if ((await (await ana.GetAsync(address, Cancel)).Content.ReadAsStringAsync(Cancel)).Contains(Mark, StringComparison.Ordinal)) marked++;
        Assert.True(marked >= 20, $"Only {marked} answers bear the mark for its own people: the rest proves little.");

        var priya = both.Browser();
        await priya.SignInAsync(Priya);
        var faults = new List<string>();
        foreach (var address in addresses) faults.AddRange(await LeaksAsync(priya, address));
        faults.AddRange(await ByTheApiAsync(both));
        faults.AddRange(await ByMailAsync(both));
        faults.AddRange(await LiveAsync(both));
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    /// <summary>A foreign id is answered as one that nobody has.</summary>
    [Fact]
    public async Task AForeignId_IsAnsweredAsNone()
    {
        var priya = portal.Browser();
        await priya.SignInAsync(Priya);
        foreach (var address in await ForeignAsync(portal))
        {
            var (foreign, none) = (await priya.GetAsync(address, Cancel), await priya.GetAsync(address[..^4] + (address.EndsWith("0000", StringComparison.Ordinal) ? "0001" : "0000"), Cancel));
            Assert.Equal((address, none.StatusCode), (address, foreign.StatusCode));
            Assert.Equal(Shape(await none.TextAsync()), Shape(await foreign.TextAsync()));
        }

        // Ids, tokens and states of a page differ at each visit
        static string Shape(string html) => System.Text.RegularExpressions.Regex.Replace(html, "<!--.*?-->|[0-9A-Za-z_/+-]{24,}|[0-9a-f]{6,}|\\d+", "");
    }

    private static async Task<List<string>> LeaksAsync(HttpClient browser, string address)
    {
        var answer = await browser.GetAsync(address, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel) + string.Join(" ", answer.Headers.SelectMany(h => h.Value));
        return text.Contains(Mark, StringComparison.Ordinal) ? [$"{address} shows it ({answer.StatusCode})."] : (int)answer.StatusCode >= 500 ? [$"{address}: {answer.StatusCode}"] : [];
    }

    /// <summary>Addresses with ids of Marlow's own.</summary>
    private static async Task<List<string>> ForeignAsync(PortalServer server)
    {
        await using var db = server.Services.GetRequiredService<Database>().Read(Actor.CommandLine(s_marlow), Permission.SeeLedger);
        var (import, deck) = (await db.Imports.Select(i => i.Id).FirstAsync(Cancel), await db.RateDecks.Select(d => d.Id).FirstAsync(Cancel));
        return [$"/usage/imports/{import}", $"/rates/decks/{deck}"];
    }

    private static async Task<int> SharedAsync(PortalServer server)
    {
        var usage = new List<HashSet<string>>();
        foreach (var organization in new[] { s_marlow, s_harborLane })
        {
            await using var db = server.Services.GetRequiredService<Database>().Read(Actor.CommandLine(organization), Permission.SeeLedger);
            usage.Add((await db.Calls.Where(c => c.CallId != null).OrderByDescending(c => c.Start).Take(1_000).Select(c => c.PersonId!).ToListAsync(Cancel)).Where(p => p is not null).ToHashSet());
        }
        return usage[0].Overlaps(usage[1]) ? 1 : 0;
    }

    private static async Task ImportAsync(PortalServer server, Guid organization)
    {
        await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", "PSTN.calls.2026-10.dirty.csv"));
        await server.Services.GetRequiredService<UsageOperations>().StartImportAsync(Actor.CommandLine(organization), "PSTN.calls.2026-10.csv", file, Cancel);
        await server.Services.GetRequiredService<ImportQueue>().RunWaitingAsync(Cancel);
    }

    private static async Task<List<string>> ByTheApiAsync(PortalServer server)
    {
        var secret = (await server.Services.GetRequiredService<ApiKeyOperations>().AddAsync(Actor.CommandLine(s_harborLane), new("all", ApiScopes.All, null), Cancel)).Value!.Secret;
        using var program = new HttpClient { BaseAddress = server.Address };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        var foreign = (await ForeignAsync(server))[0].Split('/')[^1];
        var paths = server.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal) && e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET"))
            .Select(e => e.RoutePattern.RawText!.Replace("{period}", "2026-09", StringComparison.Ordinal).Replace("{id:guid}", foreign, StringComparison.Ordinal)).ToList();
        Assert.True(paths.Count >= 9);
        var faults = new List<string>();
        foreach (var path in paths) faults.AddRange(await LeaksAsync(program, path));
        if ((await program.GetAsync($"/api/v1/usage/imports/{foreign}", Cancel)).StatusCode != HttpStatusCode.NotFound) faults.Add("The API knows a foreign import.");
        return faults;
    }

    private static async Task<List<string>> ByMailAsync(PortalServer server)
    {
        foreach (var organization in new[] { s_marlow, s_harborLane }) await BuyAsync(server, organization);
        await server.Services.GetRequiredService<JobRunner>().RunDueAsync(Cancel);
        var mails = Directory.GetFiles(server.Folder, "*.eml", SearchOption.AllDirectories).Select(f => MimeMessage.Load(f, Cancel)).ToList();
        Assert.Contains(mails, m => m.ToString().Contains("harborlane.example", StringComparison.Ordinal));
        return [.. mails.Where(m => m.To.ToString().Contains("harborlane.example", StringComparison.Ordinal) && (m.TextBody + m.HtmlBody + m.Subject).Contains(Mark, StringComparison.Ordinal)).Select(m => $"Mail {m.Subject} shows it.")];
    }

    /// <summary>Priya's page is open while Marlow's pool moves: nothing on it stirs.</summary>
    private async Task<List<string>> LiveAsync(PortalServer server)
    {
        var page = await chromium.OpenAsync(server.Address, Priya, "/", 1440, ColorScheme.Light, "en", []);
        await page.WaitForTimeoutAsync(1_000);
        await page.EvaluateAsync("window.stirred = 0; window.where = ''; new MutationObserver(all => { window.stirred += all.length; window.where += all.map(m => m.type + ' ' + (m.target.outerHTML ?? m.target.data).slice(0, 200)).join(); }).observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true, attributes: true })");
        await BuyAsync(server, s_marlow);
        await page.WaitForTimeoutAsync(1_500);
        var faults = await page.EvaluateAsync<int>("window.stirred") is var stirred and > 0 ? new List<string> { $"An open page stirred {stirred} times at a foreign change: {await page.EvaluateAsync<string>("window.where")}" } : [];
        await BuyAsync(server, s_harborLane);
        await page.WaitForFunctionAsync("window.stirred > 0");
        return faults;
    }

    internal static async Task BuyAsync(PortalServer server, Guid organization) =>
        Assert.Null((await server.Services.GetRequiredService<TopUpDesk>().BuyAsync(Actor.CommandLine(organization), Guid.NewGuid().ToString("N"), new()
        {
            Amount = Money.OfUnits(50), Method = PaymentMethod.Recorded, RecordedDay = DateOnly.FromDateTime(server.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime).AddDays(-1), Reference = "R-1",
        }, Cancel)).Refused);
}
