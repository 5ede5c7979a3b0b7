using System.Collections.Concurrent;
using CommsCredits.Tests.Support;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace CommsCredits.Tests.Support;

/// <summary>A real browser, started when first asked for: the shell without a window where there is one, which is lighter. Tests that need it are skipped on a machine without one.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] s_programs = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
    private static readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> s_opened = new();
    private readonly SemaphoreSlim _once = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task<IPage> PageAsync(BrowserNewContextOptions options)
    {
        var program = s_programs.FirstOrDefault(File.Exists);
        Assert.SkipUnless(program is not null, $"There is no browser at {string.Join(" or ", s_programs)}.");
        await _once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            // A machine that has other things to do is not a fault of the page
            Assertions.SetDefaultExpectTimeout(30_000);
            _playwright ??= await Playwright.CreateAsync();
            _browser ??= await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = program,
                Headless = true,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
        finally
        {
            _once.Release();
        }
        var context = await _browser.NewContextAsync(options);
        s_opened.GetOrAdd(TestContext.Current.Test!.UniqueID, _ => []).Add(context);
        return await context.NewPageAsync();
    }

    /// <summary>Begins to close the pages that a test opened. Nobody waits for it: what answers the browser needs the thread that would.</summary>
    internal static void CloseOf(string test)
    {
        if (!s_opened.TryRemove(test, out var contexts)) return;
        _ = Task.Run(async () =>
        {
            foreach (var context in contexts)
            {
                try
                {
                    await context.CloseAsync();
                }
                catch (PlaywrightException)
                {
                    // Closed by the test itself, or with the browser
                }
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        _once.Dispose();
    }
}
