using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CommsCredits.Tests.Support;

/// <summary>The rules of accessibility that a machine can try.</summary>
public static class Axe
{
    /// <summary>Only what is wrong is worked out in full: of a page with a hundred rows, the rest is most of the time that this takes.</summary>
    private static readonly AxeRunOptions s_onlyFaults = new() { ResultTypes = [ResultType.Violations] };

    /// <summary>One line for each rule that is broken, with what breaks it; empty for a page that keeps them all.</summary>
    public static async Task<IReadOnlyList<string>> AxeFaultsAsync(this IPage page) =>
        [.. (await page.RunAxe(s_onlyFaults)).Violations.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}")];
}
