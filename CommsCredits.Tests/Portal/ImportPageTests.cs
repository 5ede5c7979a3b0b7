using System.Text;
using System.Text.RegularExpressions;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>The telecom admin drops the admin centre's archive, and stops an import that goes on later. PORTAL_SHOTS names a folder for pictures.</summary>
public sealed partial class ImportPageTests(PortalServer portal, Chromium chromium)
{
    private const string Jonas = "jonas.weber@marlow.example", Sample = "PSTN.calls.2026-10.dirty.csv";
    private static readonly Guid s_marlow = new("0192f000-0000-7000-8000-000000000001");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Archive_IsCounted_AndSaysWhatItLeft()
    {
        var said = new List<string>();
        var page = await SignInAsync("/usage/imports", 1440, "en", said);
        var zip = Zips.Of((Sample, await OwnSampleAsync(1)), ("parameters.json", "{}"u8.ToArray()));
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "Calls.Export.7b1e42.zip", MimeType = "application/zip", Buffer = zip });
        await page.WaitForURLAsync("**/usage/imports/*-*");
        await Assertions.Expect(page.GetByText("Read to the end")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByText("Left in the archive, not imported: parameters.json")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".adds")).ToContainTextAsync("= 1,513");
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Save as file").ClickAsync());
        var lines = await File.ReadAllTextAsync(await saved.PathAsync(), Cancel);
        Assert.StartsWith("Line,Fault,Text\r\n5,\"CellCount 1 25\",\"broken\"\r\n", lines.TrimStart('\uFEFF'));
        await page.LookAsync("import-zip-1440");
        await page.GotoAsync(new Uri(portal.Address, "/usage/imports").ToString());
        await page.SettleAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "other.zip", MimeType = "application/zip", Buffer = Zips.Of(("readme.txt", "x"u8.ToArray())) });
        await Assertions.Expect(page.GetByText("There is no PSTN.calls file in other.zip.")).ToBeVisibleAsync();
        await page.LookAsync("import-refused-1440");
        Assert.Empty(said);
    }

    [Fact]
    public async Task Import_IsStopped_AndGoesOn()
    {
        var said = new List<string>();
        var id = await RunningElsewhereAsync();
        var page = await SignInAsync($"/usage/imports/{id}", 390, "zh-CN", said);
        await page.LookAsync("import-running-390-zh");
        await page.GetByRole(AriaRole.Button, new() { Name = "本批之后暂停" }).ClickAsync();
        await Assertions.Expect(page.GetByText("已在 100 行后暂停。已入账的保持不变。")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.LookAsync("import-stopped-390-zh");
        await page.GetByRole(AriaRole.Button, new() { Name = "继续", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("已全部读取")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        Assert.Empty(said);
    }

    /// <summary>The sample with ids of its own: another test takes the sample itself in and counts what is new in it, whichever comes first.</summary>
    private static async Task<byte[]> OwnSampleAsync(int other) =>
        Encoding.UTF8.GetBytes(FirstGroup().Replace(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", Sample), Cancel), m => string.Concat(m.Value.Select(digit => (Convert.ToInt32(digit.ToString(), 16) ^ other).ToString("x", System.Globalization.CultureInfo.InvariantCulture)))));

    /// <summary>The first group of an id.</summary>
    [GeneratedRegex("[0-9a-f]{8}(?=-[0-9a-f]{4}-4)")]
    private static partial Regex FirstGroup();

    /// <summary>As if another process had read a hundred lines; the lines behind are for this one.</summary>
    private async Task<Guid> RunningElsewhereAsync()
    {
        var id = Guid.CreateVersion7();
        var path = portal.Services.GetRequiredService<DataFolder>().Full(Path.Combine("imports", $"{id:N}.csv"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, await OwnSampleAsync(2), Cancel);
        await portal.Services.GetRequiredService<LedgerWriter>().WriteAsync<int>(Actor.CommandLine(s_marlow), Permission.ImportUsage, session =>
        {
            session.LeavesItsOwnTrail();
            session.Db.Imports.Add(new()
            {
                Id = id, OrganizationId = s_marlow, FileName = "PSTN.calls.elsewhere.csv", Path = Path.Combine("imports", $"{id:N}.csv"), Bytes = new FileInfo(path).Length, BytesRead = new FileInfo(path).Length / 15,
                Started = session.Now, StartedBy = "cli", State = ImportState.Running, RunBegan = session.Now.AddSeconds(-10), ClaimedBy = "elsewhere/1/1/x", ClaimedUntil = session.Now.AddHours(1),
                Lines = 100, Known = 100, LastLine = 101,
            });
            return Task.FromResult<Outcome<int>>(1);
        }, Cancel);
        return id;
    }

    private Task<IPage> SignInAsync(string address, int width, string language, List<string> said) =>
        chromium.OpenAsync(portal.Address, Jonas, address, width, ColorScheme.Light, language, said);
}
