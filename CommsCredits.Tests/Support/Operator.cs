using System.Diagnostics;
using System.Text.Json;
using CommsCredits.Web.CommandLine;

namespace CommsCredits.Tests.Support;

/// <summary>What the program said and how it ended.</summary>
public sealed record Said(int ExitCode, string Output, string Complaint)
{
    /// <summary>The only line of standard output, which is JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output.TrimEnd('\n').Split('\n') is [var line] ? line : throw new InvalidOperationException($"Not one line: {Output}")).RootElement;
}

/// <summary>Runs the program as an operator does.</summary>
public static class Operator
{
    /// <summary>In this process; standard output itself is not seen.</summary>
    public static async Task<Said> SayAsync(params IReadOnlyList<string> arguments)
    {
        await using var results = new StringWriter();
        await using var complaints = new StringWriter();
        return new(await Commands.RunAsync([.. arguments], results, complaints), results.ToString(), complaints.ToString());
    }

    /// <summary>As a process of its own: its exit code, its output.</summary>
    public static Task<Said> RunAsync(params IReadOnlyList<string> arguments) => StartAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "CommsCredits.Web.dll"), .. arguments]);

    /// <param name="folder">Where it is started; null: where the settings of the repository lie.</param>
    /// <param name="variables">Environment variables beside those of this process.</param>
    public static async Task<Said> StartAsync(string program, IReadOnlyList<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? Repository.Root };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in variables ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, complaint) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await complaint);
    }
}
