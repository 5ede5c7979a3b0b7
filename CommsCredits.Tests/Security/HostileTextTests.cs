using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Documents.Bundle;
using CommsCredits.Web.Features.Ledger;
using CommsCredits.Web.Jobs;
using CommsCredits.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MimeKit;
using UglyToad.PdfPig;

namespace CommsCredits.Tests.Security;

/// <summary>
/// Every text of the database that a person, a file or another program can fill is made of script: on every page, in mail, PDF, spreadsheet and bundle it stays a text.
/// </summary>
public sealed partial class HostileTextTests(PortalServer portal, Chromium chromium)
{
    private const string Hostile = "\"'><img src=x onerror=\"hacked=1\"><script>hacked=1</script></script><b>{{7*7}}${7*7}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EachText_IsHostileHere_OrOurOwn()
    {
        await using var db = portal.Services.GetRequiredService<IDbContextFactory<CommsCreditsDb>>().CreateDbContext();
        var unknown = string.Join(" ", db.Model.GetEntityTypes().SelectMany(e => e.GetProperties().Where(p => p.ClrType == typeof(string)).Select(p => $"{e.GetTableName()}.{p.Name}")).Except(EveryText.Known));
        Assert.True(unknown.Length == 0, unknown);
    }

    [Fact]
    public async Task NoText_IsEverMoreThanAText()
    {
        await using var hostile = await portal.CopyAsync(file => EveryText.PutAsync(file, Hostile, null, Cancel));
        var faults = new List<string>();
        var shown = 0;
        foreach (var group in (await EveryPage.OfAsync(hostile.Services, Cancel)).GroupBy(p => p.Login))
        {
            var said = new List<string>();
            var page = await chromium.OpenAsync(hostile.Address, group.Key, "/help", 1440, ColorScheme.Light, "en", said);
            foreach (var seen in group.Select(p => p.Address).Concat(group.Key == EveryPage.Ana ? s_more : []))
            {
                said.Clear();
                await page.GotoAsync(new Uri(hostile.Address, seen).ToString());
                await page.LivesAsync();
                faults.AddRange(said.Where(s => seen != "/not-found" || !s.Contains("404", StringComparison.Ordinal)).Select(s => $"{seen}: {s}"));
                if (await page.EvaluateAsync<bool>("typeof hacked !== 'undefined' || document.querySelector('img[src=x], script:not([src]):not([type])') !== null")) faults.Add($"{seen}: a text became an element.");
                if (seen != "/error" && await page.GetByText("This page could not be shown").CountAsync() > 0) faults.Add($"{seen}: a fault.");
                if (await page.EvaluateAsync<bool>("document.body.innerText.includes('<script>hacked=1')")) shown++;
            }
            await page.Context.CloseAsync();
        }
        faults.AddRange(await DocumentsAsync(hostile));
        faults.AddRange(await BundleAsync(hostile));
        faults.AddRange(await MailsAsync(hostile));
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(shown >= 15, $"Only {shown} pages showed a hostile text.");
    }

    private static readonly string[] s_more = ["/funding?tab=topups", "/funding?tab=ended", "/usage/calls?q=a", "/recharge"];

    /// <summary>No script in the PDF, no formula in a table, and what is shown is shown as it was written.</summary>
    private static async Task<List<string>> DocumentsAsync(PortalServer hostile)
    {
        var faults = new List<string>();
        var browser = hostile.Browser();
        await browser.SignInAsync(EveryPage.Ana);
        var statement = (await EveryPage.OfAsync(hostile.Services, Cancel)).First(p => p.Template == "/statements/{Asked}").Address;
        var pdf = await browser.GetByteArrayAsync(statement + ".pdf", Cancel);
        if (new[] { "/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA" }.FirstOrDefault(word => Encoding.Latin1.GetString(pdf).Contains(word + " ", StringComparison.Ordinal)) is { } act) faults.Add($"PDF: {act}");
        using (var read = PdfDocument.Open(pdf))
            if (!read.GetPages().Any(p => p.Text.Contains("hacked=1", StringComparison.Ordinal))) faults.Add("PDF: the name is not in it.");
        using (var sheets = new ZipArchive(new MemoryStream(await browser.GetByteArrayAsync(statement + ".xlsx", Cancel))))
            foreach (var part in sheets.Entries.Where(e => e.Name.EndsWith(".xml", StringComparison.Ordinal)))
            {
                await using var content = await part.OpenAsync(Cancel);
                // Our own totals are the only formulas: a sum over a column
                if (System.Xml.Linq.XDocument.Load(content).Descendants().Any(e => e.Name.LocalName is "script" or "img" || e.Name.LocalName == "f" && !OurSum().IsMatch(e.Value))) faults.Add($"XLSX: {part.FullName}");
            }
        foreach (var table in new[] { statement + ".csv", "/ledger.csv", "/audit.csv" })
            if (!(await browser.GetStringAsync(table, Cancel)).Contains("hacked=1", StringComparison.Ordinal) && table != "/ledger.csv") faults.Add($"{table}: nothing hostile in it, so nothing was tried.");
        return faults;
    }

    [GeneratedRegex(@"^SUM\(([A-Z]{1,2})2:\1[0-9]{1,7}\)$")]
    private static partial Regex OurSum();

    private async Task<List<string>> BundleAsync(PortalServer hostile)
    {
        var actor = Actor.CommandLine(await MarlowAsync(hostile));
        var bundle = await hostile.Services.GetRequiredService<BundleExport>().WriteAsync(actor, Cancel);
        var file = Path.Combine(Directory.CreateTempSubdirectory("commscredits-hostile-").FullName, BundleWriter.PageName);
        await File.WriteAllBytesAsync(file, bundle.Files.Single(f => f.Path == BundleWriter.PageName).Bytes, Cancel);
        var page = await chromium.PageAsync(new() { Locale = "en" });
        await page.GotoAsync(new Uri(file).ToString());
        await page.Locator("#sum").WaitForAsync();
        var isClean = await page.EvaluateAsync<bool>("typeof hacked === 'undefined' && document.querySelector('img[src=x]') === null");
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return isClean ? [] : ["The bundle's page: a text became an element."];
    }

    /// <summary>The portal writes to its folder what it would send: notices of the books as they are now.</summary>
    private static async Task<List<string>> MailsAsync(PortalServer hostile)
    {
        await TwoOrganizationsTests.BuyAsync(hostile, await MarlowAsync(hostile));
        await hostile.Services.GetRequiredService<JobRunner>().RunDueAsync(Cancel);
        var mails = Directory.GetFiles(hostile.Services.GetRequiredService<DataFolder>().Path, "*.eml", SearchOption.AllDirectories).Select(f => MimeMessage.Load(f, Cancel)).ToList();
        Assert.NotEmpty(mails);
        Assert.Contains(mails, m => m.HtmlBody!.Contains("&lt;script&gt;hacked=1", StringComparison.Ordinal));
        return [.. mails.Where(m => m.HtmlBody!.Contains("<img", StringComparison.Ordinal) || m.HtmlBody!.Contains("<script", StringComparison.Ordinal) || m.To.Count != 1 || m.Cc.Count + m.Bcc.Count > 0).Select(m => $"Mail: {m.Subject}")];
    }

    private static async Task<Guid> MarlowAsync(PortalServer hostile) =>
        (await hostile.Services.GetRequiredService<TenantDirectory>().OrganizationOfAsync(Guid.Parse("6f1d2a34-0c5b-4e8f-9a71-3b2c5d7e9f10"), Cancel))!.Value;
}
