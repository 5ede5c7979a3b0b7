using System.Text.RegularExpressions;
using CommsCredits.Domain.Funding;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>People look at notices and change the settings. PORTAL_SHOTS names a folder for pictures.</summary>
public sealed class NoticesAndSettingsTests(FundedPortal portal, Chromium chromium) : IClassFixture<FundedPortal>
{
    private const string Ana = "ana.ruiz@marlow.example", Jonas = "jonas.weber@marlow.example", Mei = "mei.lin@marlow.example";
    private static readonly Regex s_bell = new("^New notices: [1-9]");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheBell_CountsLive_AndLookingEmptiesIt()
    {
        var said = new List<string>();
        // The server keeps the page of a browser that has gone for a while: nobody looks at it
        var gone = await OpenAsync(Ana, "/notices", said);
        await MarkAllAsync(gone);
        await Assertions.Expect(Bell(gone)).ToHaveAttributeAsync("title", "No new notices");
        await gone.Context.CloseAsync();
        var page = await OpenAsync(Ana, "/funding", said);
        await BuyAsync(60);
        await Assertions.Expect(Bell(page)).ToHaveAttributeAsync("title", s_bell);
        await Bell(page).ClickAsync();
        await Assertions.Expect(page.GetByText("60.00 USD added").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".notices .chip.info").First).ToHaveTextAsync("New");
        await Assertions.Expect(Bell(page)).ToHaveAttributeAsync("title", "No new notices");
        Assert.Empty(said);
    }

    [Fact]
    public async Task WhatComesWhileThePageIsInTheBackground_StaysNewUntilItIsSeen()
    {
        var said = new List<string>();
        var page = await OpenAsync(Ana, "/notices", said);
        await MarkAllAsync(page);
        await Assertions.Expect(Bell(page)).ToHaveAttributeAsync("title", "No new notices");
        await page.EvaluateAsync("Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })");
        await BuyAsync(70);
        await Assertions.Expect(page.GetByText("70.00 USD added").First).ToBeVisibleAsync();
        await Assertions.Expect(Bell(page)).ToHaveAttributeAsync("title", s_bell);
        await page.EvaluateAsync("delete document.visibilityState; document.dispatchEvent(new Event('visibilitychange'))");
        await Assertions.Expect(Bell(page)).ToHaveAttributeAsync("title", "No new notices");
        Assert.Empty(said);
    }

    [Fact]
    public async Task Settings_AreSaidBesideTheirFields_AndKept()
    {
        var said = new List<string>();
        var page = await OpenAsync(Ana, "/settings", said);
        await page.Locator("#maximum").FillAsync("10");
        await page.Locator("#months").FillAsync("1");
        await page.Locator("#level-1").FillAsync("400");
        await SaveAsync(page, "settings");
        await Assertions.Expect(page.Locator("#maximum-help")).ToContainTextAsync("Enter 50 USD or more");
        await Assertions.Expect(page.Locator("#months-help")).ToContainTextAsync("from 3 to 120");
        await page.LookAsync("settings-faults");
        await page.Locator("#maximum").FillAsync("6,000");
        await page.Locator("#months").FillAsync("");
        await SaveAsync(page, "settings");
        await Assertions.Expect(page.Locator("[role=status]").GetByText("Saved")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".lead")).ToContainTextAsync("50 to 6,000 USD. The recipients are told when the balance falls to 400");
        Assert.Empty(said);
    }

    [Fact]
    public async Task ARecipient_IsAdded_AndTakenOff_AndATestMailAnswers()
    {
        var said = new List<string>();
        var page = await OpenAsync(Ana, "/settings/mail?edit=new", said);
        await page.Locator("#address").FillAsync("accounts");
        await page.Locator("#recipient-name").FillAsync("Accounts payable");
        await page.GetByText("Only what is chosen here").ClickAsync();
        await SaveAsync(page, "recipient");
        await Assertions.Expect(page.GetByText("Enter one mail address")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Choose at least one kind")).ToBeVisibleAsync();
        await page.LookAsync("recipient-faults");
        await page.Locator("#address").FillAsync("accounts@marlow.example");
        await page.Locator("form[data-keep=recipient]").GetByText("Pool empty").ClickAsync();
        await SaveAsync(page, "recipient");
        await Assertions.Expect(page.GetByText("Accounts payable is on the list.")).ToBeVisibleAsync();
        await page.Locator("#test-address").FillAsync("accounts@marlow.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send test mail" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The mail was written into the folder.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take off Accounts payable" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Accounts payable was taken off the list")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("accounts@marlow.example")).ToHaveCountAsync(0);
        Assert.Empty(said);
    }

    [Fact]
    public async Task TelecomAdmin_ChoosesTheirOwnKinds_AndFinanceReader_HasNoBell()
    {
        var said = new List<string>();
        var page = await OpenAsync(Jonas, "/notices/mine", said);
        Assert.Equal(0, await page.Locator("a[href='/settings']").CountAsync());
        await Assertions.Expect(page.GetByText("Funds added")).ToHaveCountAsync(0);
        await page.GetByText("Pool empty").ClickAsync();
        await SaveAsync(page, "receive");
        await Assertions.Expect(page.Locator(".lead")).ToContainTextAsync("mailed to jonas.weber@marlow.example: 1");
        var finance = await OpenAsync(Mei, "/funding", said);
        Assert.Equal(0, await finance.Locator("a[href='/notices'], a[href='/settings']").CountAsync());
        Assert.Empty(said);
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light, "en")]
    [InlineData(390, ColorScheme.Dark, "zh-CN")]
    public async Task Pages_AreQuietAndAccessible(int width, ColorScheme scheme, string language)
    {
        var said = new List<string>();
        var page = await chromium.OpenAsync(portal.Address, Ana, "/settings", width, scheme, language, said);
        foreach (var address in new[] { "/settings/mail?edit=new", "/notices?state=GivenUp" })
        {
            await page.GotoAsync(new Uri(portal.Address, address).ToString());
            await page.LivesAsync();
            await page.LookAsync($"{address.Replace('/', '-').Replace('?', '-')}-{width}");
        }
        // A page of notices that stays open marks every later one as seen
        await page.Context.CloseAsync();
        Assert.Empty(said);
    }

    /// <summary>More are unread than a page shows: looking at the newest marks none of them.</summary>
    private static async Task MarkAllAsync(IPage page)
    {
        var all = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Mark all") });
        if (await all.CountAsync() > 0) await all.ClickAsync();
        await Assertions.Expect(all).ToHaveCountAsync(0);
    }

    private static ILocator Bell(IPage page) => page.Locator("header a[href='/notices']");

    private async Task BuyAsync(long units)
    {
        var wish = new TopUpWish { Amount = Domain.Money.OfUnits(units), Method = PaymentMethod.Sandbox, OptionId = await CardAsync() };
        Assert.Null((await portal.Get<Web.Payments.TopUpDesk>().BuyAsync(portal.Admin, Guid.NewGuid().ToString("N"), wish, Cancel)).Refused);
    }

    private static Task SaveAsync(IPage page, string form) => page.Locator($"form[data-keep={form}] button[type=submit]").ClickAsync();

    private async Task<Guid> CardAsync()
    {
        await using var db = portal.Get<Database>().Read(portal.Admin, Domain.Permission.SeeFunding);
        return await db.PaymentOptions.Where(o => o.IsDefault).Select(o => o.Id).FirstAsync(Cancel);
    }

    private async Task<IPage> OpenAsync(string login, string address, List<string> said)
    {
        var page = await chromium.OpenAsync(portal.Address, login, address, 1440, ColorScheme.Light, "en", said);
        await page.LivesAsync();
        return page;
    }
}
