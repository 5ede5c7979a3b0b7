using System.Runtime.InteropServices;

namespace CommsCredits.Web.Data;

/// <summary>
/// What the program writes is for the user that runs it and nobody else: folders 0700, files 0600, whatever the shell or the service manager says of it. The database's own side files follow it. What was there before stays
/// as it was.
/// </summary>
internal static class PrivateFiles
{
    private const uint NothingForOthers = 0b000_111_111;

    /// <summary>From now on, in this process. Nothing on Windows, where folders pass their rights on.</summary>
    public static void Demand()
    {
        if (!OperatingSystem.IsWindows()) _ = SetMask(NothingForOthers);
    }

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetMask(uint mask);
}
