using CommsCredits.Tests.Support;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>People see what pays and put it in order. PORTAL_SHOTS names a folder for pictures.</summary>
public sealed class PaymentsTests(FundedPortal portal, Chromium chromium) : IClassFixture<FundedPortal>
{
    private const string Ana = "ana.ruiz@marlow.example", Mei = "mei.lin@marlow.example";

    [Fact]
    public async Task AnotherCard_BecomesTheBackup_ThenTheDefault()
    {
        var said = new List<string>();
        var page = await SignInAsync(Ana, 1440, ColorScheme.Light, "en", said);
        var second = await page.GetByText("Visa ending 4242 pays first.").CountAsync() > 0 ? "0002" : "4242";
        var backup = page.GetByRole(AriaRole.Button, new() { Name = $"Make it the backup: Visa ending {second}" });
        if (await backup.CountAsync() > 0)
        {
            await backup.ClickAsync();
            await Assertions.Expect(page.GetByText($"Visa ending {second} is the backup now.")).ToBeVisibleAsync();
        }
        await page.GetByRole(AriaRole.Button, new() { Name = $"Make it the default: Visa ending {second}" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"Visa ending {second} is the default now.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText($"Visa ending {second} pays first.")).ToBeVisibleAsync();
        Assert.Empty(said);
    }

    [Fact]
    public async Task AReader_SeesTheOrder_AndNothingToPress()
    {
        var said = new List<string>();
        var page = await SignInAsync(Mei, 1440, ColorScheme.Light, "en", said);
        await Assertions.Expect(page.GetByText("Billing.Admin may change it")).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator("main button.linkbutton").CountAsync());
        Assert.Empty(said);
    }

    private Task<IPage> SignInAsync(string login, int width, ColorScheme scheme, string language, List<string> said) =>
        chromium.OpenAsync(portal.Address, login, "/payments", width, scheme, language, said);
}
