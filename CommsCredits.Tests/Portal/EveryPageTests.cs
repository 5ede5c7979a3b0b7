using CommsCredits.Tests.Support;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>What must hold of every page, found by its route: for people who see it on a screen of any size, who enlarge it, who use keys, and who have it read out. PORTAL_SHOTS names a folder for pictures.</summary>
public sealed class EveryPageTests(PortalServer portal, Chromium chromium)
{
    /// <summary>How far a page may move while it comes: the score of Web Vitals, of which 0.1 is still called good.</summary>
    private const double MostShift = 0.02;

    private const int Wide = 1440;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_AllHaveAnAddressHere()
    {
        Assert.True(EveryPage.Templates.Count > 22);
        Assert.Empty((await EveryPage.OfAsync(portal.Services, Cancel)).Where(p => p.Address.Length == 0).Select(p => p.Template));
    }

    /// <summary>What finds nothing on our pages does find something.</summary>
    [Fact]
    public async Task Axe_NamesWhatIsWrong()
    {
        var page = await chromium.PageAsync(new());
        await page.SetContentAsync("<main><h1>Title</h1><img src='x.png'><p style='color:#ccc;background:#fff'>pale</p></main>");
        var faults = await page.AxeFaultsAsync();
        foreach (var rule in new[] { "image-alt", "color-contrast", "document-title", "html-has-lang" }) Assert.Contains(faults, f => f.StartsWith(rule + ": <", StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light, "en")]
    [InlineData(390, ColorScheme.Dark, "zh-CN")]
    public async Task EachPage_IsQuiet_Still_AndForEverybody(int width, ColorScheme scheme, string language)
    {
        var faults = new List<string>();
        foreach (var group in (await EveryPage.OfAsync(portal.Services, Cancel)).GroupBy(p => p.Login))
        {
            var said = new List<string>();
            var page = await SignInAsync(group.Key, width, scheme, language, said);
            foreach (var seen in group)
            {
                said.Clear();
                await page.GotoAsync(new Uri(portal.Address, seen.Address).ToString());
                await page.LivesAsync();
                // Other tests write into these books: a line that comes between the drawing and the living of a page moves it. It does not come twice.
                if (await page.EvaluateAsync<double>("window.moved.score") > MostShift)
                {
                    await page.ReloadAsync();
                    await page.LivesAsync();
                }
                if (Environment.GetEnvironmentVariable("PORTAL_SHOTS") is { Length: > 0 } folder)
                    await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"every{seen.Template.Replace('/', '-').Replace(':', '-')}-{width}-{scheme}.png"), FullPage = true });
                faults.AddRange((await FaultsAsync(page, width)).Concat(said.Where(s => seen.Template != "/not-found" || !s.Contains("404", StringComparison.Ordinal))).Select(f => $"{seen.Template} at {width}: {f}"));
            }
            await page.Context.CloseAsync();
        }
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    private static async Task<List<string>> FaultsAsync(IPage page, int width)
    {
        var faults = new List<string>();
        if (await page.Locator("h1").CountAsync() is var titles and not 1) faults.Add($"{titles} titles of the first order.");
        if (await page.Locator("main").CountAsync() is var mains and not 1) faults.Add($"{mains} main landmarks.");
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is var over and > 0) faults.Add($"scrolls sideways by {over} px.");
        if (await page.EvaluateAsync<bool>("[...document.querySelectorAll('main .list')].some(l => l.scrollWidth > l.clientWidth + 1)")) faults.Add("a list hides a column at its side.");
        if (await page.EvaluateAsync<double>("window.moved.score") is var score and > MostShift) faults.Add($"moves by {score:0.000}: {await page.EvaluateAsync<string>("window.moved.by.join('; ')")}");
        if (await page.EvaluateAsync<bool>("window.moved.covered")) faults.Add("the menu lay over the page.");
        await page.Keyboard.PressAsync("Tab");
        if (!await page.EvaluateAsync<bool>("(e => e !== document.body && e.matches(':focus-visible') && parseFloat(getComputedStyle(e).outlineWidth) > 0 && getComputedStyle(e).outlineStyle !== 'none' && e.getBoundingClientRect().top >= 0)(document.activeElement)"))
            faults.Add($"the first Tab leads to nothing that is seen: {await page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 160)")}");
        if (await page.EvaluateAsync<string>(Moving) is { Length: > 0 } moving) faults.Add($"moves although that is not wanted: {moving}");
        faults.AddRange(await page.AxeFaultsAsync());
        if (width < Wide) return faults;
        // Twice as large is half as wide.
        await page.SetViewportSizeAsync(width / 2, 450);
        await page.WaitForTimeoutAsync(150);
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is var beyond and > 0) faults.Add($"scrolls sideways by {beyond} px when it is twice as large.");
        await page.SetViewportSizeAsync(width, 900);
        return faults;
    }

    /// <summary>What would move for a person who asked for less of it: anything on the page, and what may come later.</summary>
    private const string Moving = """
        (() => {
          const later = ["mud-drawer mud-drawer-responsive mud-drawer-pos-left", "mud-popover mud-popover-open", "mud-snackbar", "mud-dialog", "mud-overlay"].map(c => { const e = document.body.appendChild(document.createElement("div")); e.className = c; e.hidden = true; return e; });
          const long = times => times.split(",").some(t => parseFloat(t) > 0.01);
          const found = [...document.querySelectorAll("body *")].filter(e => [null, "::before", "::after"].some(part => { const s = getComputedStyle(e, part); return long(s.transitionDuration) || s.animationName !== "none"; }));
          const names = [...new Set(found.map(e => e.getAttribute("class") || e.nodeName))].slice(0, 5).join("; ");
          later.forEach(e => e.remove());
          return names;
        })()
        """;

    /// <summary>What moved, and whether the menu ever lay over the page where both have room, from the first picture on.</summary>
    private const string Watch = """
        window.moved = { score: 0, by: [], covered: false };
        new PerformanceObserver(list => {
          for (const shift of list.getEntries()) if (!shift.hadRecentInput) {
            window.moved.score += shift.value;
            window.moved.by.push(shift.value.toFixed(3) + " at " + Math.round(shift.startTime) + " ms: " + shift.sources.map(s => (s.node?.className || s.node?.nodeName) + " from " + Math.round(s.previousRect.y) + " to " + Math.round(s.currentRect.y)).join(", "));
          }
        }).observe({ type: "layout-shift", buffered: true });
        const look = () => {
          const menu = document.querySelector(".mud-drawer--open"), page = document.querySelector("main.cc-page");
          if (innerWidth >= 960 && menu && page && page.getBoundingClientRect().left < menu.getBoundingClientRect().right) window.moved.covered = true;
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
        """;

    private async Task<IPage> SignInAsync(string login, int width, ColorScheme scheme, string language, List<string> said)
    {
        var page = await chromium.PageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, Locale = language, ReducedMotion = ReducedMotion.Reduce });
        page.Console += (_, message) => { if (message.Type is "warning" or "error") said.Add(message.Text); };
        page.PageError += (_, error) => said.Add(error);
        await page.GotoAsync(portal.Address.ToString());
        await page.Locator($"button[value='{login}']").ClickAsync();
        await page.LivesAsync();
        await page.Context.AddInitScriptAsync(Watch);
        return page;
    }
}
