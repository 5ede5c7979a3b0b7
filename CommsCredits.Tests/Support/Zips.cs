using System.IO.Compression;

namespace CommsCredits.Tests.Support;

/// <summary>Archives as the admin centre makes them, and as somebody with bad intentions does.</summary>
internal static class Zips
{
    public static byte[] Of(params IEnumerable<(string Name, byte[] Content)> files)
    {
        var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        return memory.ToArray();
    }

    /// <summary>Changes bytes at a distance from the first directory record.</summary>
    public static byte[] Patched(byte[] zip, int at, params ReadOnlySpan<byte> bytes)
    {
        var patched = zip.ToArray();
        bytes.CopyTo(patched.AsSpan(patched.AsSpan().IndexOf("PK\u0001\u0002"u8) + at));
        return patched;
    }
}
