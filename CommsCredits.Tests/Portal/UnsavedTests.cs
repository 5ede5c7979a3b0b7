using System.Text.RegularExpressions;
using CommsCredits.Tests.Support;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>Nobody loses what they typed without being asked, and nothing is called saved that isn't.</summary>
public sealed partial class UnsavedTests(FundedPortal portal, Chromium chromium) : IClassFixture<FundedPortal>
{
    /// <summary>Every form that saves: where it is, and a field of it. Whoever adds a form adds a line.</summary>
    public static TheoryData<string, string, string> Forms => new()
    {
        { "/recharge", EveryPage.Ana, "input[inputmode=decimal] >> nth=0" },
        { "/settings", EveryPage.Ana, "#name" },
        { "/settings/mail?edit=new", EveryPage.Ana, "#recipient-name" },
        { "/notices/mine", EveryPage.Ana, "input[type=radio][value=some]" },
        { "/subscriptions?edit=new", EveryPage.Ana, "#note" },
        { "/plans/prices?plan=domestic", EveryPage.Ana, "#source" },
        { "/rates/pools?edit=new", EveryPage.Ana, "#name" },
        { "/rates/change", EveryPage.Ana, "#name" },
        { "/rates/import", EveryPage.Ana, "#name" },
        { "/api-keys?edit=new", EveryPage.Ana, "#key-name" },
    };

    /// <summary>Every form with a button of its own that keeps something is in the table above, or asks nothing for a reason.</summary>
    [Fact]
    public void EveryFormThatSaves_AsksBeforeItIsLeft()
    {
        // A filter, a search, a purchase, a test, a question in a dialog or a plain form of HTML: nothing is kept that could be lost.
        string[] others = ["TextFilter", "DateFilter", "PersonMenu", "MendDialog", "DecideDialog", "MapDialog", "PeriodPicker", "LedgerPage", "TestMailCard", "RatesPage", "FirstRunPage", "AddFundsCard", "AccountPage", "NoRole", "CallingTab"];
        var forms = Directory.EnumerateFiles(Path.Combine(Repository.Root, "CommsCredits.Web"), "*.razor", SearchOption.AllDirectories)
            .Select(f => (Name: Path.GetFileNameWithoutExtension(f), Text: File.ReadAllText(f))).Where(f => Form().IsMatch(f.Text)).ToList();
        Assert.True(forms.Count > 20);
        Assert.Empty(forms.Where(f => !others.Contains(f.Name) && !f.Text.Contains("<Unsaved ", StringComparison.Ordinal)).Select(f => f.Name));
        Assert.Empty(forms.Where(f => others.Contains(f.Name) && f.Text.Contains("<Unsaved ", StringComparison.Ordinal)).Select(f => f.Name));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task LeavingWithUnsavedInput_Asks_AndStayingKeepsIt(string address, string login, string field)
    {
        var page = await OpenAsync(login, address);
        await Assertions.Expect(page.GetByText("Unsaved changes")).ToHaveCountAsync(0);
        await TypeAsync(page, field);
        await Assertions.Expect(page.GetByText("Unsaved changes").First).ToBeVisibleAsync();
        await page.Locator("nav a[href='/help']").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByText("Leave without saving?")).ToBeVisibleAsync();
        Assert.Empty(await page.AxeFaultsAsync());
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Stay here" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        Assert.Equal(address, new Uri(page.Url).PathAndQuery);
        await Assertions.Expect(page.GetByText("Unsaved changes").First).ToBeVisibleAsync();
        // Another site, a reload, a closed tab: the browser asks
        var asked = 0;
        page.Dialog += async (_, question) => { asked++; Assert.Equal(DialogType.BeforeUnload, question.Type); await question.DismissAsync(); };
        await page.EvaluateAsync("setTimeout(() => location.href = '/signin', 0)");
        await page.WaitForTimeoutAsync(700);
        Assert.Equal(1, asked);
        await page.Locator("nav a[href='/help']").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Leave" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/help$"));
    }

    [Theory]
    [InlineData("/settings/mail?edit=new", "#recipient-name", "/settings/mail")]
    [InlineData("/rates/change", "#name", "/rates")]
    public async Task Cancel_GivesUpWithoutAQuestion(string address, string field, string back)
    {
        var page = await OpenAsync(EveryPage.Ana, address);
        await TypeAsync(page, field);
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(portal.Address, back).ToString());
        await Assertions.Expect(page.GetByText("Unsaved changes")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Saved_GoesAwayWithTheNextKey_AndNothingIsAskedAfterSaving()
    {
        var page = await OpenAsync(EveryPage.Ana, "/recharge");
        await page.GetByLabel("At most in a day").FillAsync("4");
        await Assertions.Expect(page.GetByText("Unsaved changes")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Unsaved changes")).ToHaveCountAsync(0);
        await page.GetByLabel("Trigger amount").FillAsync("101");
        await Assertions.Expect(page.GetByText("Unsaved changes")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Saved", new() { Exact = true })).ToHaveCountAsync(0);
        // The old value again is no change; a look at the decisions keeps what is typed
        await page.GetByLabel("Trigger amount").FillAsync("100");
        await Assertions.Expect(page.GetByText("Unsaved changes")).ToHaveCountAsync(0);
        await page.Locator("nav a[href='/help']").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/help$"));
    }

    /// <summary>The daily limit is used up: what the new trigger will bring, when and how much, is said before it is saved.</summary>
    [Fact]
    public async Task ARuleThatALimitStops_SaysWhenItFires_AndHowMuch()
    {
        var page = await OpenAsync(EveryPage.Ana, "/recharge");
        await page.GetByLabel("At most in a day").FillAsync("1");
        await page.GetByLabel("Trigger amount").FillAsync("50000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and charge 200.00 USD" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await page.LivesAsync();
        await page.GetByLabel("At most in a day").FillAsync("1");
        await page.GetByLabel("Trigger amount").FillAsync("60000");
        await Assertions.Expect(page.GetByText(new Regex("^Fires on "))).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText(new Regex(@"Daily limit\. Saving charges nothing now\. .* 200\.00 is charged then"))).ToBeVisibleAsync();
        await page.GetByLabel("Trigger amount").FillAsync("100");
        await Assertions.Expect(page.GetByText(new Regex("^Fires on "))).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
    }

    private static async Task TypeAsync(IPage page, string field)
    {
        var found = page.Locator("main").Locator(field);
        if (await found.GetAttributeAsync("type") == "radio") await found.CheckAsync(new() { Force = true });
        else
        {
            await found.ClickAsync();
            await found.FillAsync("123");
            await found.PressAsync("Tab");
        }
    }

    private async Task<IPage> OpenAsync(string login, string address)
    {
        var page = await chromium.PageAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en", ReducedMotion = ReducedMotion.Reduce });
        await page.GotoAsync(new Uri(portal.Address, address).ToString());
        await page.Locator($"button[value='{login}']").ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).PathAndQuery == address);
        await page.LivesAsync();
        return page;
    }

    [GeneratedRegex("<(form|MudForm)[ >]")]
    private static partial Regex Form();
}
