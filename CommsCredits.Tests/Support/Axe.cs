using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Support;

/// <summary>
/// The rules of accessibility that a machine can try. Axe runs in the page itself: no page has a frame, and the package's own way opens a second page for each that is looked at, which takes longer than the rules.
/// </summary>
public static class Axe
{
    /// <summary>Only what is wrong is worked out in full: of a page with a hundred rows, the rest is most of the time that this takes.</summary>
    private const string Run = "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))";

    private static readonly string s_script = new BundledAxeScriptProvider().GetScript();

    /// <summary>One line for each rule that is broken, with what breaks it; empty for a page that keeps them all.</summary>
    public static async Task<IReadOnlyList<string>> AxeFaultsAsync(this IPage page)
    {
        await page.EvaluateAsync(s_script);
        return await page.EvaluateAsync<string[]>(Run);
    }
}
