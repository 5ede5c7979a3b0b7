using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace CommsCredits.Bench;

/// <summary>A call export made by <c>bench/make_calls.py</c>, kept for the run.</summary>
internal static class CallFile
{
    public static string Make(int rows, string month = "2026-09")
    {
        var path = Path.Combine(Path.GetTempPath(), $"cc-bench-calls-{rows}-{month}.csv");
        if (File.Exists(path)) return path;
        var start = new ProcessStartInfo("python3", [Path.Combine(Here(), "make_calls.py"), "--month", month, "--calls", $"{rows}", "--seed", "7", "--users", "2000", "--no-charge", "--out", path]) { RedirectStandardOutput = true };
        using var maker = Process.Start(start)!;
        maker.StandardOutput.ReadToEnd();
        maker.WaitForExit();
        return maker.ExitCode == 0 ? path : throw new InvalidOperationException("make_calls.py failed.");
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
