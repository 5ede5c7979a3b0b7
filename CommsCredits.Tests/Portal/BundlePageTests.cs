using System.Text;
using System.Text.Json;
using CommsCredits.Tests.Support;
using CommsCredits.Web.CommandLine;
using CommsCredits.Web.CommandLine.Demo;
using CommsCredits.Web.Documents.Bundle;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Portal;

/// <summary>The page of a bundle in a real browser, opened from a file as a payer would.</summary>
public sealed class BundlePageTests(Chromium chromium) : IDisposable
{
    private const string Verify =
        """
        changed => { const files = { ...bundle.embedded }; for (const [path, base64] of Object.entries(changed)) if (base64 === null) delete files[path]; else files[path] = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
          return JSON.stringify(bundle.verify(files)); }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("commscredits-bundle-").FullName;
    private readonly List<string> _said = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData(1440, ColorScheme.Light, "en", "Everything holds"), InlineData(390, ColorScheme.Dark, "zh-CN", "全部成立")]
    public async Task BooksInWhichEverythingHappens_PassWhole(int width, ColorScheme scheme, string language, string says)
    {
        var page = await OpenAsync(BundleSamples.Eventful(), width, scheme, language);
        await Assertions.Expect(page.Locator("#sum")).ToContainTextAsync(says);
        Assert.Empty(Faults(await page.EvaluateAsync<string>(Verify, new Dictionary<string, string>())));
        Assert.Equal(12, await page.Locator("li.pass").CountAsync());
        if (Environment.GetEnvironmentVariable("PORTAL_SHOTS") is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"bundle-{width}.png"), FullPage = true });
        Assert.Empty(await page.AxeFaultsAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(_said);
    }

    [Theory, InlineData("WrongOrder", "Draws", "entry 3"), InlineData("NeedlessOverdraft", "Draws", "entry 3"), InlineData("NeedlessOverdraft", "Overdraft", "entry 3"), InlineData("HalfALapse", "Lapses", "entry 3")]
    public async Task AWholeChain_DoesNotHideABrokenRule(string sample, string check, string place)
    {
        var page = await OpenAsync(sample switch { "WrongOrder" => BundleSamples.WrongOrder(), "HalfALapse" => BundleSamples.HalfALapse(), _ => BundleSamples.NeedlessOverdraft() });
        var faults = Faults(await page.EvaluateAsync<string>(Verify, new Dictionary<string, string>()));
        Assert.False(faults.ContainsKey("Chain") || faults.ContainsKey("Files"), string.Join(", ", faults.Keys));
        Assert.Equal(place, faults[check]);
        await Assertions.Expect(page.Locator($"li.fail[data-check={check}] dd").First).ToHaveTextAsync(place);
        await Assertions.Expect(page.Locator("#sum")).ToContainTextAsync("do not hold");
    }

    [Fact]
    public async Task EachOf200ChangedBytes_IsNoticed_WithItsFile()
    {
        const int seed = 20261124;
        var random = new Random(seed);
        var files = (await BundleWriter.WriteAsync(BundleSamples.Eventful(), Cancel)).Where(f => f.Path != BundleWriter.PageName).ToList();
        var page = await OpenAsync(BundleSamples.Eventful());
        var total = files.Sum(f => f.Bytes.Length);
        for (var i = 0; i < 200; i++)
        {
            var at = random.Next(total);
            var file = files.First(f => (at -= f.Bytes.Length) < 0);
            var bytes = file.Bytes.ToArray();
            bytes[at + file.Bytes.Length] ^= (byte)random.Next(1, 256);
            var faults = Faults(await page.EvaluateAsync<string>(Verify, new Dictionary<string, string> { [file.Path] = Convert.ToBase64String(bytes) }));
            Assert.True(faults.TryGetValue("Files", out var place), $"Seed {seed}, change {i} in {file.Path} is not noticed.");
            if (file.Path != BundleWriter.ManifestName) Assert.StartsWith(file.Path, place, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("lots.csv", "", "", "Lots")]
    [InlineData("statements/2025-10.json", "\"used\": \"", "\"used\": \"1", "Statements")]
    [InlineData("statements/2025-09.json", "\"awaitingCount\": 2", "\"awaitingCount\": 1", "Fingerprints")]
    [InlineData("entries.csv", ",call:3,", ",call:4,", "Chain")]
    [InlineData("entries.csv", "2025-10,true,", "2025-09,false,", "BookingMonths")]
    [InlineData("entries.csv", "Funding,Lot(1)", "Funding,Lot(x)", "Form")]
    public async Task AChange_WithAManifestThatFits_IsFoundByWhatItBreaks(string path, string was, string now, string check)
    {
        var files = (await BundleWriter.WriteAsync(BundleSamples.Eventful(), Cancel)).Where(f => f.Path != BundleWriter.PageName && f.Path != BundleWriter.ManifestName).ToList();
        var index = files.FindIndex(f => f.Path == path);
        var text = Encoding.UTF8.GetString(files[index].Bytes);
        // The first lot holds something else than the entries leave it.
        if (path == "lots.csv") (was, now) = (text.Split('\n')[1], string.Join(',', text.Split('\n')[1].Split(',').Index().Select(c => c.Index == 6 ? "77" : c.Item)));
        Assert.Contains(was, text, StringComparison.Ordinal);
        var at = text.IndexOf(was, StringComparison.Ordinal);
        files[index] = new(path, Encoding.UTF8.GetBytes(text[..at] + now + text[(at + was.Length)..]));
        var page = await OpenAsync(BundleSamples.Eventful());
        var faults = Faults(await page.EvaluateAsync<string>(Verify, new Dictionary<string, string>
        {
            [path] = Convert.ToBase64String(files[index].Bytes), [BundleWriter.ManifestName] = Convert.ToBase64String(BundleWriter.Manifest(files)),
        }));
        Assert.DoesNotContain("Files", faults.Keys);
        Assert.Contains(check, faults.Keys);
    }

    [Fact]
    public async Task TheDemosOwnBooks_PassWhole_AndNoCellIsAFormula()
    {
        var (data, to) = (Path.Combine(_folder, "data"), Path.Combine(_folder, "books"));
        await using (var host = await CommandHost.OpenAsync(data, Cancel, Repository.Root, "Development"))
            await host.Get<DemoSeed>().RunAsync(new() { Clock = new(2026, 11, 24, 18, 0, 0, DateTimeKind.Utc), Months = 14, Calls = 700 }, Cancel);
        var said = await Operator.SayAsync("export", "--bundle", to, "--json", "--data", data, "--organization", "Marlow Instruments");
        Assert.Equal(0, said.ExitCode);
        Assert.Equal(2, (await Operator.SayAsync("export", "--bundle", to, "--json", "--data", data, "--organization", "Marlow Instruments")).ExitCode);
        foreach (var csv in Directory.EnumerateFiles(to, "*.csv", SearchOption.AllDirectories))
            Assert.DoesNotContain(File.ReadLines(csv).SelectMany(l => l.Split(',')), cell => cell.TrimStart('"', ' ') is [('=' or '+' or '@'), ..]);
        var page = await GoAsync(Path.Combine(to, BundleWriter.PageName), 1440, ColorScheme.Light, "en");
        var faults = await page.EvaluateAsync<string>(Verify, new Dictionary<string, string>());
        Assert.True(Faults(faults).Count == 0, faults);
        await page.Locator("#files").SetInputFilesAsync(to);
        await Assertions.Expect(page.Locator("#sum")).ToContainTextAsync("Everything holds");
        await File.AppendAllTextAsync(Path.Combine(to, "lots.csv"), "\n", Cancel);
        await page.Locator("#files").SetInputFilesAsync(to);
        await Assertions.Expect(page.Locator("li.fail[data-check=Files] dd").First).ToHaveTextAsync("lots.csv");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<IPage> OpenAsync(BundleBooks books, int width = 1440, ColorScheme scheme = ColorScheme.Light, string language = "en")
    {
        var path = Path.Combine(_folder, BundleWriter.PageName);
        await File.WriteAllBytesAsync(path, (await BundleWriter.WriteAsync(books, Cancel)).Single(f => f.Path == BundleWriter.PageName).Bytes, Cancel);
        return await GoAsync(path, width, scheme, language);
    }

    private async Task<IPage> GoAsync(string path, int width, ColorScheme scheme, string language)
    {
        var page = await chromium.PageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, Locale = language });
        page.Console += (_, message) => { if (message.Type is "warning" or "error") _said.Add(message.Text); };
        page.PageError += (_, error) => _said.Add(error);
        await page.GotoAsync(new Uri(path).ToString());
        await page.Locator("li[data-check]").First.WaitForAsync();
        return page;
    }

    /// <summary>The checks that do not pass, with the place of each.</summary>
    private static Dictionary<string, string> Faults(string json) =>
        JsonDocument.Parse(json).RootElement.GetProperty("checks").EnumerateArray().Where(c => !c.TryGetProperty("fault", out var fault) || fault.ValueKind != JsonValueKind.Null)
            .ToDictionary(c => c.GetProperty("name").GetString()!, c => c.TryGetProperty("fault", out var fault) ? fault.GetProperty("place").GetString()! : "unchecked");
}
