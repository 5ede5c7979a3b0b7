using System.Diagnostics;

namespace CommsCredits.Bench;

/// <summary>This program again, in a process of its own.</summary>
internal static class Itself
{
    public static async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? answer.Trim() : throw new InvalidOperationException($"{string.Join(' ', arguments)} failed.");
    }
}
