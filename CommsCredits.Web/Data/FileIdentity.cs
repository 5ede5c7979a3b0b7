using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CommsCredits.Web.Data;

/// <summary>
/// Which file stands at a path, apart from its name: device and inode on Linux, elsewhere the time at which it was made. Asked without opening the file: a second descriptor that is closed would take SQLite's locks
/// with it.
/// </summary>
/// <param name="Volume">The device; zero elsewhere.</param>
public readonly record struct FileIdentity(ulong Volume, ulong File)
{
    private const int CurrentFolder = -100, InodeMask = 0x100, Length = 256, InodeAt = 32, DeviceMajorAt = 136, DeviceMinorAt = 140;

    /// <summary>Null where there is no file.</summary>
    public static FileIdentity? Of(string path)
    {
        if (!OperatingSystem.IsLinux()) return System.IO.File.Exists(path) ? new(0, (ulong)System.IO.File.GetCreationTimeUtc(path).Ticks) : null;
        var stat = new byte[Length];
        if (StatX(CurrentFolder, path, 0, InodeMask, stat) != 0) return null;
        var device = ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(stat.AsSpan(DeviceMajorAt)) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(stat.AsSpan(DeviceMinorAt));
        return new(device, BinaryPrimitives.ReadUInt64LittleEndian(stat.AsSpan(InodeAt)));
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatX(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] stat);
}
