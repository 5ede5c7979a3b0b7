using System.Net;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Security;

/// <summary>What the browser is told with every answer: nobody frames a page, nothing strange runs in it, nothing of it is kept.</summary>
public sealed class HeadersTests(PortalServer portal)
{
    private static readonly string[] s_others =
    [
        "/ledger.csv", "/audit.csv", "/statements/2026-09.pdf", "/statements/2026-09.xlsx", "/statements/2026-09.csv", "/statements/nonsense.pdf", "/no/such/page", "/usage/imports/6f9619ff-8b86-d011-b42d-00c04fc964ff/unreadable.csv", "/privacy/person.json",
        "/healthz", "/api/v1/balance", "/signin", "/_blazor/initializers",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EachAnswer_ForbidsFrames_StrangeScripts_AndKeeping()
    {
        var faults = new List<string>();
        foreach (var group in (await EveryPage.OfAsync(portal.Services, Cancel)).GroupBy(p => p.Login, p => p.Address))
        {
            var browser = portal.Browser();
            await browser.SignInAsync(group.Key);
            foreach (var address in group.Concat(s_others)) faults.AddRange(Faults(address, await browser.GetAsync(address, Cancel)));
        }
        var nobody = portal.Browser();
        foreach (var address in s_others.Append("/Account/SignInFailed?why=x")) faults.AddRange(Faults("nobody: " + address, await nobody.GetAsync(address, Cancel)));
        faults.AddRange(Faults("a refused form", await nobody.PostAsync("/culture", new FormUrlEncodedContent([]), Cancel)));
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public async Task FilesOfTheProgram_AreKept_AndSayTheirType()
    {
        var answer = await portal.Browser().GetAsync("/app.css", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.CacheControl?.NoStore);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task SigningOut_LeavesNothingInTheBrowser()
    {
        var browser = portal.Browser();
        await browser.SignInAsync(PortalServer.RobinLogin);
        var form = Visits.Inputs(await (await browser.GetAsync("/account", Cancel)).TextAsync());
        var answer = await browser.PostAsync("/signout", new FormUrlEncodedContent(form), Cancel);
        Assert.Equal("\"storage\"", answer.Headers.GetValues("Clear-Site-Data").Single());
    }

    private static IEnumerable<string> Faults(string address, HttpResponseMessage answer)
    {
        string One(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(" | ", values) : "";
        // Two policies hold together: each must let no frame in, and no script of the page's own text
        var policies = answer.Headers.TryGetValues("Content-Security-Policy", out var said) ? said.ToList() : [];
        var directives = policies.SelectMany(p => p.Split(';', StringSplitOptions.TrimEntries)).ToList();
        if (!directives.Contains("frame-ancestors 'none'")) yield return $"{address}: may be framed.";
        if (!directives.Contains("script-src 'self'") || !directives.Contains("object-src 'none'") || !directives.Contains("base-uri 'self'")) yield return $"{address}: scripts {string.Join(" | ", policies)}";
        foreach (var (name, value) in new[] { ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin") })
            if (One(name) != value) yield return $"{address}: {name} is '{One(name)}'.";
        if (answer.Headers.CacheControl?.NoStore != true) yield return $"{address}: may be kept ({answer.Headers.CacheControl}).";
        if (One("Server").Length + One("X-Powered-By").Length > 0) yield return $"{address}: tells what it is made of.";
    }
}
