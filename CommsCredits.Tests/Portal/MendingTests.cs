using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>Exceptions worked off and money mended, by people at a real browser. PORTAL_SHOTS names a folder for pictures.</summary>
public sealed class MendingTests(FundedPortal portal, Chromium chromium) : IClassFixture<FundedPortal>
{
    private const string Ana = "ana.ruiz@marlow.example", Jonas = "jonas.weber@marlow.example", Mei = "mei.lin@marlow.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Exceptions_AreMappedAndRebooked_AndTheLedgerShowsTheCall()
    {
        var day = DateTime.UtcNow.AddDays(-2).ToString("yyyy-MM-dd");
        await ImportAsync(new SmallExport().Row("m1", type: "user_beamed", charge: "1.10", start: $"{day}T10:00:00").Row("m2", type: "user_beamed", charge: "0.40", start: $"{day}T11:00:00")
            .Row("m3", charge: "2.00", start: $"{day}T12:00:00"));
        await ImportAsync(new SmallExport().Row("m3", charge: "1.50", start: $"{day}T12:00:00"));
        var said = new List<string>();
        var page = await OpenAsync(Jonas, "/usage/exceptions", 1440, ColorScheme.Light, "en", said);
        var before = await WaitingAsync();
        await ToggleAsync(page, "Unknown call type “user_beamed”");
        await page.LookAsync("exceptions-open");
        await page.GetByRole(AriaRole.Button, new() { Name = "Map it: user_beamed" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("What waits for it (2)");
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Call type" })).ToBeFocusedAsync();
        foreach (var stop in new[] { "Reason", "Cancel", "Map it and rebook 2" })
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.Equal(stop, await page.EvaluateAsync<string>("(e => e.labels?.[0]?.textContent.trim() || e.textContent.trim())(document.activeElement)"));
        }
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Call type" })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Map it and rebook 2" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Choose what it is.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Say why.")).ToBeVisibleAsync();
        await ChooseAsync(page, "Call type", "Incoming call to a user");
        await Assertions.Expect(page.GetByText("0 would be booked, 0.00 USD")).ToBeVisibleAsync();
        await ChooseAsync(page, "Call type", "Outgoing call by a user");
        await Assertions.Expect(page.GetByText("2 would be booked, 1.50 USD")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByText("The plan’s minutes, then the pool").First).ToBeVisibleAsync();
        await page.GetByLabel("Reason").FillAsync("Says the carrier's page");
        await page.LookAsync("exceptions-map");
        await page.GetByRole(AriaRole.Button, new() { Name = "Map it and rebook 2" }).ClickAsync();
        await Assertions.Expect(page.GetByText("2 resolved: 1.50 USD was posted.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText($"Waiting ({before - 2})")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Codes explained" }).ClickAsync();
        await Assertions.Expect(page.GetByText("user_beamed")).ToBeVisibleAsync();
        await page.LookAsync("exceptions-codes");
        await page.GetByRole(AriaRole.Link, new() { Name = "Resolved", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "user_beamed" })).ToHaveCountAsync(2);
        await page.LookAsync("exceptions-resolved");

        var ana = await OpenAsync(Ana, "/usage/exceptions", 390, ColorScheme.Dark, "en", said);
        await ToggleAsync(ana, "Changed since it was booked");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Compare line 2" }).ClickAsync();
        await Assertions.Expect(ana.GetByText("2.00 was booked, the new row costs 1.50")).ToBeVisibleAsync();
        await ana.GetByLabel("Reason").FillAsync("Rate put right");
        await ana.LookAsync("exceptions-compare-390-Dark");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Decide for 1" }).ClickAsync();
        await Assertions.Expect(ana.GetByText("1 resolved: −0.50 USD was posted.")).ToBeVisibleAsync();
        await ana.GetByRole(AriaRole.Link, new() { Name = "Show it in the ledger" }).ClickAsync();
        await Assertions.Expect(ana.Locator(".why")).ToContainTextAsync("Rate put right");
        Assert.Empty(said);
    }

    [Fact]
    public async Task AnEntry_IsCorrected_AfterItsPreview()
    {
        var day = DateTime.UtcNow.AddDays(-2).ToString("yyyy-MM-dd");
        await ImportAsync(new SmallExport().Row("c1", charge: "3.25", start: $"{day}T10:00:00"));
        long sequence;
        await using (var db = portal.Get<Database>().Read(portal.Admin, Permission.SeeLedger)) sequence = await db.Entries.Where(e => e.Reference == "call:c1").Select(e => e.Sequence).SingleAsync(Cancel);
        var said = new List<string>();
        var page = await OpenAsync(Ana, $"/ledger?entry={sequence}", 1440, ColorScheme.Light, "en", said);
        await page.GetByRole(AriaRole.Button, new() { Name = "Correct the charge" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("The charge is 3.25 USD already.");
        await page.GetByLabel("New charge").FillAsync("1.25");
        await Assertions.Expect(dialog).ToContainTextAsync("+2.00");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Correct the charge" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Say why.")).ToBeVisibleAsync();
        await page.GetByLabel("Reason").FillAsync("Wrong rate");
        await page.LookAsync("mend-correct");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Correct the charge" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"Posted as entries {sequence + 1:N0}")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show it in the ledger" }).ClickAsync();
        await Assertions.Expect(page.Locator(".why")).ToContainTextAsync("Wrong rate");
        await page.LookAsync("ledger-corrected");
        Assert.Empty(said);
    }

    [Fact]
    public async Task PayBack_SaysFirstWhatItMeans_ThenTakesTheMoneyOut()
    {
        var (said, lot) = (new List<string>(), await NewestLotAsync());
        var page = await OpenAsync(Ana, $"/funding?lot={lot}", 1440, ColorScheme.Light, "en", said);
        await page.LookAsync("lot-detail");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pay back" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("Unused money leaves the pool to the payer.");
        await page.GetByLabel("Amount to pay back").FillAsync("1000");
        await Assertions.Expect(dialog).ToContainTextAsync("At most 500 USD can be taken from this lot.");
        await page.GetByLabel("Amount to pay back").FillAsync("20.50");
        await Assertions.Expect(dialog).ToContainTextAsync("−20.50");
        await page.GetByLabel("Reason").FillAsync("Bought too much");
        await page.LookAsync("mend-payback");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Pay back" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Posted as entry")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = $"Lot {lot}" }).First).ToContainTextAsync("479.50");
        await using var db = portal.Get<Database>().Read(portal.Admin, Permission.SeeLedger);
        Assert.Equal(1, await db.Entries.CountAsync(e => e.Kind == EntryKind.PaidBack && e.From == Book.Lot(lot), Cancel));
        await page.LookAsync("lot-paid-back");
        await page.GetByRole(AriaRole.Button, new() { Name = "Chargeback" }).ClickAsync();
        await page.GetByLabel("Dispute number").FillAsync("DP-1");
        await page.GetByLabel("Reason").FillAsync("Unknown to the cardholder");
        await page.LookAsync("mend-chargeback");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        Assert.Empty(said);
    }

    [Fact]
    public async Task FinanceReader_SeesNoButton()
    {
        var page = await OpenAsync(Mei, $"/funding?lot={await NewestLotAsync()}", 1440, ColorScheme.Light, "en", []);
        await Assertions.Expect(page.GetByText("See the entries")).ToBeVisibleAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Pay back|Adjust|Chargeback") }).CountAsync());
        foreach (var address in new[] { "/usage/exceptions", "/ledger?entry=1" })
        {
            await page.GotoAsync(new Uri(portal.Address, address).ToString());
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Decide|Map it|Rebook|Correct|Credit back") }).CountAsync());
        }
    }

    private async Task ImportAsync(SmallExport export)
    {
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(export.ToString()));
        await portal.Get<UsageOperations>().StartImportAsync(portal.Admin, "small.csv", file, Cancel);
        await portal.Get<ImportQueue>().RunWaitingAsync(Cancel);
    }

    private async Task<int> WaitingAsync() => (await portal.Get<ImportsReader>().ExceptionsAsync(portal.Admin, Cancel)).Total;

    /// <summary>The 500 that the fixture bought by card.</summary>
    private async Task<int> NewestLotAsync()
    {
        await using var db = portal.Get<Database>().Read(portal.Admin, Permission.SeeFunding);
        return await db.Lots.MaxAsync(l => l.Number, Cancel);
    }

    private static async Task ToggleAsync(IPage page, string cause)
    {
        var row = page.GetByRole(AriaRole.Button, new() { Name = cause });
        if (await row.GetAttributeAsync("aria-expanded") == "false") await row.ClickAsync();
        await Assertions.Expect(row).ToHaveAttributeAsync("aria-expanded", "true");
    }

    private static async Task ChooseAsync(IPage page, string field, string option)
    {
        await page.Locator(".mud-select", new() { HasText = field }).Last.ClickAsync();
        await page.Locator(".mud-popover .mud-list-item", new() { HasText = option }).First.ClickAsync();
        // The list gives the focus back when it is closed: who types before that is faster than a person.
        await Assertions.Expect(page.Locator(".mud-popover-open .mud-list-item")).ToHaveCountAsync(0);
    }

    private Task<IPage> OpenAsync(string login, string address, int width, ColorScheme scheme, string language, List<string> said) =>
        chromium.OpenAsync(portal.Address, login, address, width, scheme, language, said);
}
