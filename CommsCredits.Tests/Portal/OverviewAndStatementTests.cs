using System.Net;
using System.Text.RegularExpressions;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Overview;
using CommsCredits.Web.Features.Statements;
using CommsCredits.Web.Payments;
using CommsCredits.Web.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using UglyToad.PdfPig;

namespace CommsCredits.Tests.Portal;

/// <summary>Overview, Statements and the clock as people see them, on the demo's books.</summary>
public sealed partial class OverviewAndStatementTests(PortalServer portal, Chromium chromium)
{
    private const string Ana = "ana.ruiz@marlow.example", Jonas = "jonas.weber@marlow.example", Mei = "mei.lin@marlow.example", Priya = "priya.nair@harborlane.example";
    private static readonly Guid s_marlow = Guid.Parse("6f1d2a34-0c5b-4e8f-9a71-3b2c5d7e9f10");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, int, ColorScheme, string> Views
    {
        get
        {
            var views = new TheoryData<string, string, int, ColorScheme, string>();
            foreach (var (page, login) in new[] { ("/", Jonas), ("/", Priya) })
                foreach (var (width, scheme, language) in new[] { (1440, ColorScheme.Light, "en"), (390, ColorScheme.Dark, "zh-CN") })
                    views.Add(page, login, width, scheme, language);
            return views;
        }
    }

    [Theory, MemberData(nameof(Views))]
    public async Task Page_IsQuietAndAccessible(string address, string login, int width, ColorScheme scheme, string language)
    {
        var said = new List<string>();
        var page = await OpenAsync(address, login, width, scheme, language, said);
        Assert.Empty(await page.AxeFaultsAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        Assert.Empty(said);
    }

    [Fact]
    public async Task Overview_FollowsAPurchase_WithoutBeingAsked()
    {
        var page = await OpenAsync("/", Ana, 1440, ColorScheme.Light, "en", []);
        var actor = await ActorAsync();
        var before = (await portal.Services.GetRequiredService<OverviewReader>().ReadAsync(actor, Cancel)).Balance;
        var today = DateOnly.FromDateTime(portal.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.AddDays(-1));
        var bought = await portal.Services.GetRequiredService<TopUpDesk>().BuyAsync(actor, Guid.NewGuid().ToString("N"), new() { Amount = Money.OfUnits(50), Method = PaymentMethod.Recorded, RecordedDay = today, Reference = "AGREEMENT-9" }, Cancel);
        Assert.Null(bought.Refused);
        await Assertions.Expect(page.Locator(".cc-card .fig")).ToContainTextAsync((before + Money.OfUnits(50)).Shown(2).ToString("N2", System.Globalization.CultureInfo.InvariantCulture), new() { Timeout = 20_000 });
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Overview_SaysWhenThePoolIsEmpty_AndWhatLapses_AndHowThatIsCounted(int width)
    {
        var page = await OpenAsync("/?with=nothing", Ana, width, ColorScheme.Light, "en", []);
        var facts = await portal.Services.GetRequiredService<OverviewReader>().ReadAsync(await ActorAsync(), Cancel);
        var (runOut, lapse, burn) = (facts.Outlook!.RunOut, facts.Outlook.Lapse!, facts.Outlook.Burn);
        await Assertions.Expect(page.Locator("[data-figure=burn] dd")).ToHaveTextAsync(burn.ADay.Shown(2).ToString("N2", System.Globalization.CultureInfo.InvariantCulture));
        await Assertions.Expect(page.Locator("[data-figure=run-out] dd")).ToHaveTextAsync($"about {runOut.Day.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture)}");
        await Assertions.Expect(page.Locator("[data-figure=lapse] dd")).ToHaveTextAsync(lapse.About.IsPositive ? $"about {(long)lapse.About.Shown(0)}" : "nothing");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Without auto-recharge or another top-up the pool would be empty" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator($"svg.chart[aria-label*='{runOut.Latest.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture)}']:visible")).ToHaveCountAsync(1);
        await page.GetByText("How is this counted?").ClickAsync();
        await Assertions.Expect(page.GetByText("Every seven days in a row were added up")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Overview_AppliesTheRuleToTheDaysAhead_AndTheAddressSaysSo()
    {
        var page = await OpenAsync("/", Ana, 1440, ColorScheme.Light, "en", []);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "With auto-recharge" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("; calls keep working while Visa ···4242 pays.");
        await Assertions.Expect(page.Locator("svg.chart[aria-label*='auto-recharge']:visible")).ToHaveCountAsync(1);
        await page.GetByText("Show as table").ClickAsync();
        var facts = await portal.Services.GetRequiredService<OverviewReader>().ReadAsync(await ActorAsync(), Cancel);
        await Assertions.Expect(page.Locator("table.past tbody tr")).ToHaveCountAsync(facts.Past!.Days.Count);
        Assert.Empty(await page.AxeFaultsAsync());
        await page.GetByText("Nothing added", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(WithNothing());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Without auto-recharge" })).ToBeVisibleAsync();
        Assert.DoesNotContain("With auto-recharge", await (await portal.Browser().SignInAsync(Jonas)).TextAsync());
    }

    [Fact]
    public async Task Overview_ShowsARoleOnlyWhatItMaySee()
    {
        var html = await (await portal.Browser().SignInAsync(Jonas)).TextAsync();
        Assert.Contains("Credit pool", html);
        Assert.DoesNotContain("Latest entries", html);
        Assert.DoesNotContain("href=\"/funding\"", html);
        Assert.DoesNotContain("Auto-recharge", html);
        Assert.Contains("Latest entries", await (await portal.Browser().SignInAsync(Mei)).TextAsync());
        Assert.DoesNotContain("Add funds", await (await portal.Browser().SignInAsync(Mei)).TextAsync());
    }

    /// <summary>A month that hasn't begun has no opening balance yet, a chart with an overdraft has a sentence about it, and a long list has its years.</summary>
    [Fact]
    public async Task Statement_SaysNothingThatItsChartOrTheCalendarDenies()
    {
        var reader = portal.Services.GetRequiredService<StatementReader>();
        var months = await reader.MonthsAsync(await ActorAsync(), Cancel);
        var browser = portal.Browser();
        await browser.SignInAsync(Ana);
        var current = WebUtility.HtmlDecode(await (await browser.GetAsync($"/statements/{months[0].Month}", Cancel)).Content.ReadAsStringAsync(Cancel));
        Assert.Contains("It becomes the opening balance of", current);
        Assert.DoesNotContain("Equals the opening balance of", current);
        Assert.Contains("Equals the opening balance of", await (await browser.GetAsync($"/statements/{months[1].Month}", Cancel)).Content.ReadAsStringAsync(Cancel));
        Assert.Equal(months.Select(m => m.Month.Year).Distinct().Select(y => $"{y}"), YearHeading().Matches(current).Select(m => m.Groups[1].Value));
        Assert.Contains("PDF (A4)", current);
        Assert.Contains("PDF (Letter)", current);
        Assert.True(MonthSpan.TryParse($"{months[0].Month.Year}", out var whole));
        var year = (await reader.StatementAsync(await ActorAsync(), whole, Cancel))!;
        var shown = await (await browser.GetAsync($"/statements/{whole}", Cancel)).Content.ReadAsStringAsync(Cancel);
        Assert.Equal(year.BalanceByDay.Any(b => b.IsNegative), shown.Contains("At its lowest the pool owed", StringComparison.Ordinal) || shown.Contains("The pool owes", StringComparison.Ordinal));
        Assert.True(year.BalanceByDay.Any(b => b.IsNegative), "The demo's books have no overdraft, and the test proves little.");
        Assert.DoesNotContain("No overdraft.", shown);
    }

    [Fact]
    public async Task Statement_PdfButton_DownloadsTheMonth()
    {
        var page = await OpenAsync("/statements", Ana, 1440, ColorScheme.Light, "en", []);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "PDF (Letter)", Exact = true }).ClickAsync());
        Assert.Matches(@"^statement-\d{4}-\d\d\.pdf$", download.SuggestedFilename);
        using var document = PdfDocument.Open(await File.ReadAllBytesAsync(await download.PathAsync(), Cancel));
        Assert.Contains("Marlow Instruments", document.GetPage(1).Text.Replace("\u00A0", " "));
        await page.Locator(".months a").Nth(2).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(MonthAddress());
        await Assertions.Expect(page.Locator(".months a.on")).ToHaveCountAsync(1);
    }

    [Fact]
    [Trait("Rule", "R14.1")]
    public async Task Pdf_NeedsTheRole_AndShowsOnlyOnesOwnOrganization()
    {
        var months = await portal.Services.GetRequiredService<StatementReader>().MonthsAsync(await ActorAsync(), Cancel);
        var address = $"/statements/{months[^1].Month}.pdf?lang=en";
        var ana = await (await SignedInAsync(Ana)).GetAsync(address, Cancel);
        Assert.Equal((HttpStatusCode.OK, "application/pdf", StatementPrinter.FileName(months[^1].Month, StatementFormat.Pdf)), (ana.StatusCode, ana.Content.Headers.ContentType?.MediaType, ana.Content.Headers.ContentDisposition?.FileName));
        Assert.Contains("/Account/AccessDenied", (await (await SignedInAsync(Jonas)).GetAsync(address, Cancel)).Headers.Location?.ToString());
        Assert.Contains("/authorize", (await portal.Browser().GetAsync(address, Cancel)).Headers.Location?.ToString());
        var priya = await SignedInAsync(Priya);
        using var others = PdfDocument.Open(await priya.GetByteArrayAsync(address, Cancel));
        Assert.DoesNotContain("Marlow", string.Concat(others.GetPages().Select(p => p.Text)));
        // Two months on: where Priya's organization is, the next one may have begun already
        foreach (var missing in new[] { $"/statements/{months[^1].Month.Previous}.pdf", $"/statements/{months[0].Month.Next.Next}.pdf", "/statements/2026-13.pdf" })
            Assert.Equal(HttpStatusCode.NotFound, (await priya.GetAsync(missing, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Statement_OfNoMonth_IsNotFound() =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await SignedInAsync(Ana)).GetAsync("/statements/1999-01", Cancel)).StatusCode);

    private async Task<HttpClient> SignedInAsync(string login)
    {
        var browser = portal.Browser();
        await browser.SignInAsync(login);
        return browser;
    }

    private async Task<Actor> ActorAsync() =>
        new((await portal.Services.GetRequiredService<TenantDirectory>().OrganizationOfAsync(s_marlow, Cancel))!.Value, "person:test", ActorKind.Person, Roles.PermissionsOf(Roles.All));

    private Task<IPage> OpenAsync(string address, string login, int width, ColorScheme scheme, string language, List<string> said) =>
        chromium.OpenAsync(portal.Address, login, address, width, scheme, language, said);

    [GeneratedRegex(@"\?with=nothing$")]
    private static partial Regex WithNothing();

    [GeneratedRegex("""<h2 class="year"[^>]*>(\d{4})</h2>""")]
    private static partial Regex YearHeading();

    [GeneratedRegex(@"/statements/\d{4}-\d\d$")]
    private static partial Regex MonthAddress();
}
