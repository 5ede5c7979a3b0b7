using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage;

namespace CommsCredits.Tests.Security;

/// <summary>
/// One person's searches slow nobody else's page. On a few calls by default; <c>SEARCHED_CALLS=300000</c> in the environment measures on as many.
/// </summary>
public sealed class SearchLoadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FortySearchesOfOnePerson_LeaveAnotherPersonsPageQuick()
    {
        await using var portal = new FundedPortal();
        await portal.InitializeAsync();
        await FillAsync(portal, int.Parse(Environment.GetEnvironmentVariable("SEARCHED_CALLS") ?? "20000", CultureInfo.InvariantCulture));
        using var mei = Browser(portal);
        using var ana = Browser(portal);
        await mei.SignInAsync("mei.lin@marlow.example", "/account");
        await ana.SignInAsync("ana.ruiz@marlow.example", "/account");
        await ana.GetAsync("/account", Cancel);
        await mei.GetAsync("/usage?person=zz", Cancel);
        var answers = new ConcurrentBag<(HttpStatusCode Status, bool IsBusy, TimeSpan Took)>();
        var searches = Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            var watch = Stopwatch.StartNew();
            var answer = await mei.GetAsync("/usage?person=zz", Cancel);
            answers.Add((answer.StatusCode, (await answer.TextAsync()).Contains("Too many searches", StringComparison.Ordinal), watch.Elapsed));
        }));
        var slowest = TimeSpan.Zero;
        do
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(HttpStatusCode.OK, (await ana.GetAsync("/account", Cancel)).StatusCode);
            if (watch.Elapsed > slowest) slowest = watch.Elapsed;
        }
        while (!searches.IsCompleted);
        await searches;
        TestContext.Current.TestOutputHelper?.WriteLine($"Ana's slowest page: {slowest}; Mei's slowest search: {answers.Max(a => a.Took)}, {answers.Count(a => a.IsBusy)} of 40 refused.");
        Assert.InRange(slowest, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.Contains(answers, a => !a.IsBusy);
    }

    private static HttpClient Browser(FundedPortal portal) => new(new BrowserHandler()) { BaseAddress = portal.Address, Timeout = TimeSpan.FromMinutes(5) };

    private static async Task FillAsync(FundedPortal portal, int calls)
    {
        var start = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-30);
        var export = new SmallExport();
        for (var i = 0; i < calls; i++) export.Row($"load-{i}", charge: "0.00", start: start.AddSeconds(i).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(export.ToString()));
        var id = (await portal.Get<UsageOperations>().StartImportAsync(portal.Admin, "load.csv", file, Cancel)).Value!.First;
        while ((await portal.Get<ImportsReader>().SummaryAsync(portal.Admin, id, Cancel))!.State != ImportState.Done) await Task.Delay(100, Cancel);
    }
}
