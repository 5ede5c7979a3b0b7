using System.Net;
using System.Text.RegularExpressions;
using CommsCredits.Tests.Support;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>What a working day stumbled over: links that lead where they say, addresses that name nothing, and the focus after a press.</summary>
public sealed class EverydayTests(FundedPortal portal, Chromium chromium) : IClassFixture<FundedPortal>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ImportUsage_OpensTheDropZone()
    {
        var page = await OpenAsync("/", 1440);
        var links = page.GetByRole(AriaRole.Link, new() { Name = "Import usage" });
        // In the head, and beside how far calls are read where that is some days ago
        await Assertions.Expect(links.Last).ToBeVisibleAsync();
        foreach (var link in await links.AllAsync()) Assert.Equal("/usage/imports", await link.GetAttributeAsync("href"));
        await links.Last.ClickAsync();
        await Assertions.Expect(page.Locator(".drop input[type=file]")).ToBeAttachedAsync();
        Assert.Equal("/usage/imports", new Uri(page.Url).AbsolutePath);
    }

    /// <summary>One "Add funds" on a phone, and the form is what one sees after it.</summary>
    [Fact]
    public async Task AddFunds_OnAPhone_OpensTheForm()
    {
        var page = await OpenAsync("/funding", 390);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Add funds" })).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Add funds" }).ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).Query.Contains("add=1"));
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Add funds" })).ToHaveCountAsync(0);
        Assert.True(await page.GetByLabel("Amount", new() { Exact = true }).EvaluateAsync<double>("f => f.getBoundingClientRect().top") < 844 / 2.0);
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('#add').getBoundingClientRect().top < document.querySelector('.tbl.lots').getBoundingClientRect().top"));
        var ways = await OpenAsync("/", 390);
        await ways.GetByRole(AriaRole.Link, new() { Name = "Add funds" }).First.ClickAsync();
        await ways.WaitForURLAsync(url => new Uri(url) is { AbsolutePath: "/funding", Query: "?add=1" });
    }

    [Fact]
    public async Task AfterPaying_TheFocusIsOnTheMessage()
    {
        var page = await OpenAsync("/funding", 1440);
        await page.GetByLabel("Amount", new() { Exact = true }).FillAsync("55");
        var pay = page.GetByRole(AriaRole.Button, new() { Name = "Pay 55.00 USD" });
        await pay.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText(new Regex("^Lot \\d+ is in the pool: "))).ToBeVisibleAsync();
        // The focus follows the drawing
        await page.WaitForFunctionAsync("() => document.activeElement?.textContent?.includes('is in the pool') && document.activeElement !== document.body");
        await page.Keyboard.PressAsync("Tab");
        Assert.Contains("Add more", await FocusedAsync(page));
    }

    /// <summary>By keys alone: the panel closes and the focus stays on the chip, which says what is chosen; the same when the filter is taken away.</summary>
    [Fact]
    public async Task AfterAFilter_TheFocusIsOnItsChip()
    {
        var page = await OpenAsync("/ledger", 1440);
        var chip = page.Locator(".filters summary", new() { HasText = "Amount from" });
        await chip.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("5");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => new Uri(url).Query.Contains("min=5"));
        await Assertions.Expect(page.Locator(".filters summary", new() { HasTextRegex = new("5.*USD") })).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("[data-menu][open]")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Tab");
        Assert.Contains("Remove", await page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label')"));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !new Uri(url).Query.Contains("min=5"));
        await Assertions.Expect(page.Locator(".filters summary", new() { HasText = "Amount from" })).ToBeFocusedAsync();
        // A choice out of a list
        await page.Locator(".filters summary", new() { HasText = "All kinds" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => new Uri(url).Query.Contains("kind="));
        Assert.Equal("SUMMARY", await page.EvaluateAsync<string>("document.activeElement.nodeName"));
    }

    [Theory]
    [InlineData("/funding?lot=999", "There is no lot 999.")]
    [InlineData("/funding?lot=abc", "There is no lot abc.")]
    [InlineData("/ledger?entry=999999", "There is no entry 999999.")]
    [InlineData("/usage/calls?call=0b0e3d0e-0000-4000-8000-000000000000", "There is no such call.")]
    [InlineData("/settings/mail?edit=0b0e3d0e-0000-4000-8000-000000000000", "There is no such recipient.")]
    [InlineData("/subscriptions?edit=0b0e3d0e-0000-4000-8000-000000000000", "There is no such subscription.")]
    [InlineData("/rates/pools?edit=0b0e3d0e-0000-4000-8000-000000000000", "There is no such minute pool.")]
    [InlineData("/api-keys?edit=0b0e3d0e-0000-4000-8000-000000000000", "There is no such key, or it is over.")]
    [InlineData("/plans/prices?plan=nothing", "There is no such plan to price.")]
    [InlineData("/recharge?at=999999", "There is no such decision.")]
    public async Task AnAddressThatNamesNothing_SaysSo(string address, string said)
    {
        var page = await OpenAsync(address, 1440);
        await Assertions.Expect(page.GetByText(said)).ToBeVisibleAsync();
        Assert.Empty(await page.AxeFaultsAsync());
    }

    [Theory]
    [InlineData("/imports/0b0e3d0e-0000-4000-8000-000000000000", "There is no such import")]
    [InlineData("/usage/imports/0b0e3d0e-0000-4000-8000-000000000000", "There is no such import")]
    [InlineData("/rates/decks/0b0e3d0e-0000-4000-8000-000000000000", "There is no such price list")]
    [InlineData("/plans/XX", "There is no page for this country")]
    [InlineData("/statements/1999-01", "There is no such page")]
    public async Task APageThatDoesNotExist_Answers404_InItsOwnWords(string address, string said)
    {
        var handler = new BrowserHandler();
        using var browser = new HttpClient(handler) { BaseAddress = portal.Address };
        await browser.SignInAsync(EveryPage.Ana);
        var answer = await browser.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(said, await answer.TextAsync());
        // The same page living: not an empty one
        var page = await OpenAsync(address, 1440);
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(said);
    }

    [Fact]
    public async Task ARowOfLatestEntries_OpensItsEntry()
    {
        var page = await OpenAsync("/", 1440);
        var card = page.Locator(".cc-card", new() { HasText = "Latest entries" }).Last;
        await Assertions.Expect(card.Locator("th").First).ToHaveTextAsync("Booked");
        await card.Locator("tbody tr").First.ClickAsync();
        await page.WaitForURLAsync(url => Regex.IsMatch(url, @"/ledger\?entry=\d+$"));
        await Assertions.Expect(page.Locator(".why h2")).ToBeVisibleAsync();
    }

    /// <summary>The form opens with the focus in it; a removal can be taken back from its message; the last who hears of a blocked pool stays.</summary>
    [Fact]
    public async Task Recipients_AreRemovedAndPutBack_ButNeverTheLast()
    {
        var page = await OpenAsync("/settings/mail", 1440);
        await page.GetByRole(AriaRole.Link, new() { Name = "Add recipient" }).First.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Mail address")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("extra@marlow.example");
        await page.GetByLabel("Name").FillAsync("Extra Desk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Extra Desk is on the list.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take off Extra Desk" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Extra Desk was taken off the list")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo: keep Extra Desk on the list" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Extra Desk is back on the list.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main tbody tr", new() { HasText = "Extra Desk" })).ToHaveCountAsync(1);
        for (var left = await page.Locator("main tbody button.linkbutton").CountAsync(); left > 1; left--)
        {
            await page.Locator("main tbody button.linkbutton").First.ClickAsync();
            await Assertions.Expect(page.Locator("main tbody button.linkbutton")).ToHaveCountAsync(left - 1);
        }
        await page.Locator("main tbody button.linkbutton").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nobody else is told that the pool is empty or calls are blocked.");
        await Assertions.Expect(page.Locator("main tbody button.linkbutton")).ToHaveCountAsync(1);
    }

    /// <summary>What the person sees is marked as read when all of it was seen, and all of it by the button.</summary>
    [Fact]
    public async Task OpeningNotices_MarksOnlyWhatIsSeen_AndTheButtonAll()
    {
        var page = await OpenAsync("/notices", 1440);
        var all = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Mark all [0-9,]+ as read$") });
        await Assertions.Expect(all).ToBeVisibleAsync();
        await page.WaitForTimeoutAsync(800);
        await Assertions.Expect(page.Locator(".mud-appbar a[href='/notices']")).ToHaveAttributeAsync("title", new Regex("^New notices: [1-9]"));
        Assert.True(await page.EvaluateAsync<double>("document.querySelector('.notices details.routine').closest('tr').getBoundingClientRect().height") < 48);
        await page.Locator(".notices details.routine summary").First.ClickAsync();
        await Assertions.Expect(page.Locator(".notices details[open] .told").First).ToBeVisibleAsync();
        Assert.Empty(await page.AxeFaultsAsync());
        await all.ClickAsync();
        await Assertions.Expect(page.Locator(".mud-appbar a[href='/notices']")).ToHaveAttributeAsync("title", "No new notices");
        await Assertions.Expect(all).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Imports_ComeInPages_AndAnImportsCrumbIsItsFile()
    {
        var page = await OpenAsync("/usage/imports", 1440);
        Assert.True(await page.Locator("main tbody tr").CountAsync() <= 25);
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).Or(page.Locator("nav.pager"))).ToHaveCountAsync(1);
        var file = await page.Locator("main tbody a.rowlink").First.InnerTextAsync();
        await page.Locator("main tbody a.rowlink").First.ClickAsync();
        await Assertions.Expect(page.Locator(".cc-crumbs")).ToContainTextAsync(file);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(file);
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("document.activeElement === document.body ? 'BODY' : document.activeElement.textContent.trim().replace(/\\s+/g, ' ')");

    private async Task<IPage> OpenAsync(string address, int width)
    {
        var page = await chromium.PageAsync(new() { ViewportSize = new() { Width = width, Height = 844 }, Locale = "en", ReducedMotion = ReducedMotion.Reduce });
        await page.GotoAsync(new Uri(portal.Address, address).ToString());
        await page.Locator($"button[value='{EveryPage.Ana}']").ClickAsync();
        // The door has a heading too
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == address.Split('?')[0], new() { Timeout = 30_000 });
        await page.Locator("main h1").WaitForAsync(new() { Timeout = 30_000 });
        await page.LivesAsync();
        return page;
    }
}
