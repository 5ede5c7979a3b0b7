using System.Runtime.InteropServices;

namespace CommsCredits.Bench;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static void Print()
    {
        var cpu = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() : null;
        using var memory = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
        memory.Open();
        Console.WriteLine($"machine: {Environment.ProcessorCount} cores, {cpu ?? RuntimeInformation.ProcessArchitecture.ToString()}; {RuntimeInformation.OSDescription}");
        Console.WriteLine($"versions: {RuntimeInformation.FrameworkDescription}, SQLite {memory.ServerVersion}");
        if (File.Exists("/proc/loadavg")) Console.WriteLine($"load before: {File.ReadAllText("/proc/loadavg").Trim()}");
    }

    /// <summary>Resident memory in MB.</summary>
    public static double ResidentMb => Environment.WorkingSet / 1e6;
}

internal static class Times
{
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }

    public static string Range(this IReadOnlyCollection<double> values) => $"{values.Median():0.000} s (min {values.Min():0.000}, max {values.Max():0.000})";
}
