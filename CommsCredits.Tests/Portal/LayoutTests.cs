using System.Globalization;
using CommsCredits.Tests.Support;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>Nothing is cut off and nothing lies over anything else, at the sizes of tablets, small laptops and phones.</summary>
public sealed class LayoutTests(PortalServer portal, Chromium chromium)
{
    /// <summary>From wide to narrow: the menu folds away once, between the second and the third.</summary>
    private static readonly int[] s_widths = [1126, 1024, 768, 720, 600];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What the measuring finds where something is wrong, so that it can be believed where it finds nothing.</summary>
    [Theory]
    [InlineData("<section class='cc-card' style='overflow:hidden'><table style='width:900px'><tr><td>A</td><td><a href='/'>Change</a></td></tr></table></section>", "is cut off")]
    [InlineData("<section class='cc-card'><table style='width:900px'><tr><td>A</td></tr></table></section>", "sticks out")]
    [InlineData("<section class='cc-card' style='overflow:auto'><table style='width:900px'><tr><td>A</td></tr></table></section>", "cannot be reached by keys")]
    [InlineData("<section class='cc-card' style='overflow:auto' tabindex='0'><table style='width:900px'><tr><td>A</td></tr></table></section>", "has no name")]
    [InlineData("<section class='cc-card' style='overflow:auto' tabindex='0' aria-label='Lots'><table style='width:900px'><tr><td>A</td></tr></table></section>", "")]
    public async Task Measuring_FindsWhatIsCutOff(string html, string fault)
    {
        var page = await chromium.PageAsync(new() { ViewportSize = new() { Width = 600, Height = 400 } });
        await page.SetContentAsync($"<main>{html}</main>");
        Assert.Contains(fault, string.Join("\n", await page.EvaluateAsync<string[]>(CutOff)));
        Assert.Equal(fault.Length == 0, (await page.EvaluateAsync<string[]>(CutOff)).Length == 0);
    }

    [Fact]
    public async Task NothingIsWiderThanItsCard_UnlessItScrollsThere()
    {
        var faults = new List<string>();
        foreach (var group in (await EveryPage.OfAsync(portal.Services, Cancel)).Concat(EveryPage.Opened).GroupBy(p => p.Login))
        {
            var page = await SignInAsync(group.Key, 1126, 800);
            foreach (var seen in group)
            {
                await page.GotoAsync(new Uri(portal.Address, seen.Address).ToString());
                await page.LivesAsync();
                foreach (var width in s_widths)
                {
                    await page.SetViewportSizeAsync(width, 800);
                    await page.WaitForTimeoutAsync(width == 768 ? 500 : 120);
                    faults.AddRange((await page.EvaluateAsync<string[]>(CutOff)).Select(f => $"{seen.Address} at {width}: {f}"));
                    if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is var over and > 0) faults.Add($"{seen.Address} at {width}: the page scrolls sideways by {over} px.");
                }
                await page.SetViewportSizeAsync(1126, 800);
            }
            await page.Context.CloseAsync();
        }
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    /// <summary>The foot of the menu has a place of its own: every entry can be scrolled into view above it, and is what is pressed there.</summary>
    [Theory]
    [InlineData(1366, 768)]
    [InlineData(1280, 720)]
    [InlineData(390, 844)]
    [InlineData(360, 480)]
    public async Task DrawersFoot_LiesOverNothing(int width, int height)
    {
        var page = await SignInAsync(EveryPage.Ana, width, height);
        if (width < 960) await OpenMenuAsync(page);
        var faults = await page.EvaluateAsync<string[]>("""
            (() => {
              const drawer = document.querySelector(".mud-drawer"), foot = document.querySelector(".cc-drawer-foot"), faults = [];
              const bottom = () => foot.getBoundingClientRect();
              if (Math.abs(bottom().bottom - drawer.getBoundingClientRect().bottom) > 1) faults.push("the foot is not at the bottom");
              for (const link of drawer.querySelectorAll("nav a")) {
                link.scrollIntoView({ block: "nearest" });
                const box = link.getBoundingClientRect();
                if (box.bottom > bottom().top + 0.5) faults.push(link.textContent.trim() + " lies under the foot");
                const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                if (!link.contains(at)) faults.push(link.textContent.trim() + " is covered by " + (at?.className || at?.nodeName));
              }
              drawer.querySelector("nav a").scrollIntoView({ block: "nearest" });
              for (const link of drawer.querySelectorAll("nav a")) {
                const box = link.getBoundingClientRect();
                for (const share of [0.2, 0.5, 0.8]) {
                  const y = box.top + box.height * share, at = document.elementFromPoint(box.left + 20, y);
                  if (y < bottom().top && !link.contains(at)) faults.push(link.textContent.trim() + " is covered where it is seen");
                  if (y > bottom().top && link.contains(at)) faults.push(link.textContent.trim() + " shows through the foot");
                }
              }
              return faults;
            })()
            """);
        Assert.Empty(faults);
    }

    /// <summary>All entries of the menu are in sight on an ordinary laptop.</summary>
    [Fact]
    public async Task Menu_FitsALaptop()
    {
        var page = await SignInAsync(EveryPage.Ana, 1366, 768);
        Assert.True(await page.EvaluateAsync<bool>("(n => n.scrollHeight <= n.clientHeight + 1)(document.querySelector('.mud-drawer nav'))"));
    }

    [Fact]
    public async Task Escape_ClosesTheMenuOfAPhone_AndTheFocusIsBackOnItsButton()
    {
        var page = await SignInAsync(EveryPage.Ana, 390, 844);
        await OpenMenuAsync(page);
        await page.Locator(".mud-drawer nav a").First.FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Menu", Expanded = false })).ToBeFocusedAsync();
        // On a wide screen the menu is no overlay: it stays
        await page.SetViewportSizeAsync(1280, 800);
        await Assertions.Expect(page.Locator(".mud-drawer--open")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForTimeoutAsync(300);
        await Assertions.Expect(page.Locator(".mud-drawer--open")).ToHaveCountAsync(1);
    }

    /// <summary>The figure over the bell keeps clear of the person's circle, whatever its length.</summary>
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task BellsFigure_TouchesNobody(int width)
    {
        var page = await SignInAsync(EveryPage.Ana, width, 844);
        await page.EvaluateAsync("(() => { const bell = document.querySelector('.mud-appbar a[href=\"/notices\"]'); const dot = bell.querySelector('.dot') ?? bell.appendChild(Object.assign(document.createElement('span'), { className: 'dot' })); dot.textContent = '99+'; })()");
        var gap = await page.EvaluateAsync<double>("document.querySelector('.mud-appbar .cc-avatar').getBoundingClientRect().left - document.querySelector('.mud-appbar .dot').getBoundingClientRect().right");
        Assert.True(gap >= 4, gap.ToString("0.0", CultureInfo.InvariantCulture));
    }

    private async Task<IPage> SignInAsync(string login, int width, int height)
    {
        var page = await chromium.PageAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "en", ReducedMotion = ReducedMotion.Reduce });
        await page.GotoAsync(portal.Address.ToString());
        await page.Locator($"button[value='{login}']").ClickAsync();
        await page.LivesAsync();
        return page;
    }

    private static async Task OpenMenuAsync(IPage page)
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Menu", Expanded = false })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).ClickAsync();
        await Assertions.Expect(page.Locator(".mud-drawer--open")).ToHaveCountAsync(1);
        await page.WaitForTimeoutAsync(300);
    }

    /// <summary>Whatever reaches beyond what cuts it off, or beyond its card; and what scrolls sideways without a name or a way to it by keys.</summary>
    private const string CutOff = """
        (() => {
          const faults = new Set(), main = document.querySelector("main");
          const name = e => e.nodeName.toLowerCase() + "." + (e.getAttribute("class") ?? "").trim().replace(/\s+/g, ".") + " '" + e.textContent.trim().replace(/\s+/g, " ").slice(0, 40) + "'";
          for (const e of main.querySelectorAll("*")) {
            if (e.closest("svg") && e.nodeName !== "svg" || !e.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) continue;
            const right = e.getBoundingClientRect().right;
            if (e.getBoundingClientRect().width === 0) continue;
            for (let up = e.parentElement; up !== main.parentElement; up = up.parentElement) {
              const style = getComputedStyle(up), beyond = right - up.getBoundingClientRect().right > 1;
              if (["auto", "scroll"].includes(style.overflowX)) {
                if (up.scrollWidth <= up.clientWidth + 1) continue;
                if (!up.querySelector("table")) break;
                if (up.tabIndex !== 0) faults.add(name(up) + " scrolls, and cannot be reached by keys");
                else if (!up.getAttribute("aria-label") && !document.getElementById(up.getAttribute("aria-labelledby"))) faults.add(name(up) + " scrolls, and has no name");
                break;
              }
              if (style.position === "fixed") break;
              if (!beyond || style.textOverflow === "ellipsis") continue;
              if (style.overflowX !== "visible") faults.add(name(e) + " is cut off by " + name(up));
              else if (up.matches(".cc-card")) faults.add(name(e) + " sticks out of " + name(up));
            }
          }
          return [...faults].slice(0, 6);
        })()
        """;
}
