namespace CommsCredits.Web.Features.Usage;

/// <summary>Who reads a file: this machine, process and service. What a process of this machine claimed that is gone, killed say, need not be waited for.</summary>
internal static class Claimant
{
    private const char Between = '/';
    private const int BeganField = 19;

    public static string New() => string.Join(Between, Environment.MachineName, Environment.ProcessId, Began(Environment.ProcessId), Guid.NewGuid().ToString("N"));

    /// <summary>True only where the machine can tell: Linux keeps with each process when it began, so that a number given anew is not taken for the old one.</summary>
    public static bool IsGone(string? claimant) =>
        OperatingSystem.IsLinux() && claimant?.Split(Between) is [var machine, var number, var began, _] && machine == Environment.MachineName && int.TryParse(number, out var id) && Began(id) != began;

    /// <summary>In the machine's ticks since it started; empty where there is no such process.</summary>
    private static string Began(int process)
    {
        try
        {
            var facts = File.ReadAllText($"/proc/{process}/stat");
            return facts[(facts.LastIndexOf(')') + 2)..].Split(' ')[BeganField];
        }
        catch (IOException)
        {
            return "";
        }
    }
}
