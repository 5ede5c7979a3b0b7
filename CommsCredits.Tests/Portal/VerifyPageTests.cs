using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Features.Statements;
using CommsCredits.Web.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>Somebody drops a paper on the portal's page.</summary>
public sealed class VerifyPageTests(PortalServer portal, Chromium chromium)
{
    private const string Ana = "ana.ruiz@marlow.example", Jonas = "jonas.weber@marlow.example";
    private static readonly Guid s_marlow = Guid.Parse("6f1d2a34-0c5b-4e8f-9a71-3b2c5d7e9f10");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData(1440, ColorScheme.Light, "en"), InlineData(390, ColorScheme.Dark, "zh-CN")]
    public async Task APaper_IsJudged_AndThePageIsQuietAndAccessible(int width, ColorScheme scheme, string language)
    {
        var said = new List<string>();
        var page = await chromium.OpenAsync(portal.Address, Ana, "/verify", width, scheme, language, said);
        await page.LookAsync($"verify-{width}");
        var paper = await PaperAsync();
        await DropAsync(page, paper, language == "en" ? "Genuine" : "真实");
        await page.LookAsync($"verify-genuine-{width}");
        await DropAsync(page, [.. paper, (byte)'%'], language == "en" ? "The figures are right, the file is not" : "数据正确，但文件被改动");
        await DropAsync(page, "%PDF-1.7 a scan"u8.ToArray(), language == "en" ? "Cannot be read" : "无法读取");
        await page.LookAsync($"verify-unreadable-{width}");
        Assert.Empty(said);
    }

    [Fact]
    public async Task WhoMaySeeNoStatements_HasNoSuchPage()
    {
        var page = await portal.Browser().SignInAsync(Jonas, "/verify");
        Assert.DoesNotContain("type=\"file\"", await page.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task DropAsync(IPage page, byte[] paper, string verdict)
    {
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "statement.pdf", MimeType = "application/pdf", Buffer = paper });
        await Assertions.Expect(page.Locator(".note .med").First).ToHaveTextAsync(verdict, new() { Timeout = 20_000 });
    }

    private async Task<byte[]> PaperAsync()
    {
        var organization = await portal.Services.GetRequiredService<TenantDirectory>().OrganizationOfAsync(s_marlow, Cancel);
        var actor = Actor.CommandLine(organization!.Value);
        var closed = (await portal.Services.GetRequiredService<StatementReader>().MonthsAsync(actor, Cancel)).First(m => m.ClosedAt is not null);
        return (await portal.Services.GetRequiredService<StatementPrinter>().PrintAsync(actor, closed.Month, StatementFormat.Pdf, CultureInfo.GetCultureInfo("en"), Paper.A4, Cancel))!;
    }
}
