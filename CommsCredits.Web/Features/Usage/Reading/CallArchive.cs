using System.IO.Compression;
using CommsCredits.Domain;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.Features.Usage.Reading;

/// <summary>
/// A <c>Calls.Export.*.zip</c> as the admin centre gives it: the <c>PSTN.calls*.csv</c> in it are taken out, all else is left and named. An archive is hostile until it is read: its directory's
/// size, its entries, their bytes as they come and how much they were pressed together are limited, and no name in it ever becomes a path.
/// </summary>
internal static class CallArchive
{
    public const int MostEntries = 200;

    /// <summary>Times that content may be larger than it was in the archive. Calls come to 5 to 15.</summary>
    public const int MostRatio = 100;
    private const int DirectoryBytes = 1 << 20, EndBytes = 22, CommentBytes = ushort.MaxValue, RatioFromBytes = 1 << 20;

    /// <summary>Tells by the content. The position is back at the beginning afterwards.</summary>
    public static bool Is(Stream file)
    {
        Span<byte> first = stackalloc byte[4];
        var read = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return IsSigned(first[..read]);
    }

    /// <summary>
    /// Writes each file of calls to a path that <paramref name="makePath"/> gives; a refusal may leave files there. Refused: <c>ArchiveDamaged</c>, <c>ArchiveEncrypted</c>, <c>ArchiveNoCalls</c>,
    /// <c>ArchiveNested</c>, <c>ArchiveTooMany</c> (the limit in entries), <c>ArchiveTooLarge</c> (the limit in MiB), <c>ArchiveTooDense</c> (the limit as a ratio).
    /// </summary>
    public static async Task<Outcome<ArchiveContent>> ExtractAsync(Stream file, long mostBytes, Func<string> makePath, CancellationToken cancel)
    {
        try
        {
            if (DirectoryFault(file) is { } fault) return fault;
            await using var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancel);
            if (archive.Entries.Count > MostEntries) return new Refused("ArchiveTooMany", MostEntries);
            var entries = archive.Entries.Where(e => !e.FullName.EndsWith('/')).OrderBy(e => e.Name, StringComparer.Ordinal).ToList();
            var calls = entries.Where(e => IsCalls(UploadName.Of(e.FullName))).ToList();
            if (calls.Count == 0) return new Refused("ArchiveNoCalls");
            if (calls.Exists(e => e.IsEncrypted)) return new Refused("ArchiveEncrypted");
            var found = new List<ArchiveFile>();
            var left = mostBytes;
            foreach (var entry in calls)
            {
                var outcome = await ExtractAsync(entry, left, makePath(), cancel);
                if (outcome.Value is not { } one) return outcome.Refused is { Code: "ArchiveTooLarge" } ? new Refused("ArchiveTooLarge", mostBytes >> 20) : outcome.Refused!;
                left -= one.Bytes;
                found.Add(one);
            }
            return new ArchiveContent(found, [.. entries.Except(calls).Select(e => UploadName.Of(e.FullName))]);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            return new Refused("ArchiveDamaged");
        }
    }

    private static bool IsCalls(string name) => name.StartsWith("PSTN.calls", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private static bool IsSigned(ReadOnlySpan<byte> first) => first.StartsWith("PK\u0003\u0004"u8) || first.StartsWith("PK\u0005\u0006"u8);

    private static async Task<Outcome<ArchiveFile>> ExtractAsync(ZipArchiveEntry entry, long most, string path, CancellationToken cancel)
    {
        await using var content = await entry.OpenAsync(cancel);
        await using var file = File.Create(path);
        var buffer = new byte[81_920];
        var sum = new Crc32();
        var bytes = 0L;
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            if (bytes == 0 && IsSigned(buffer.AsSpan(0, read))) return new Refused("ArchiveNested");
            bytes += read;
            if (bytes > most) return new Refused("ArchiveTooLarge");
            if (bytes > RatioFromBytes && bytes / MostRatio > entry.CompressedLength) return new Refused("ArchiveTooDense", MostRatio);
            sum.Add(buffer.AsSpan(0, read));
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        if (bytes != entry.Length || sum.Value != entry.Crc32) return new Refused("ArchiveDamaged");
        return new ArchiveFile(UploadName.Of(entry.FullName), path, bytes);
    }

    /// <summary>Looks at the end record before the library reads the whole directory into memory, however long somebody made it. An archive that needs the 64-bit form is beyond the limits anyway.</summary>
    private static Refused? DirectoryFault(Stream file)
    {
        var tail = new byte[Math.Min(file.Length, EndBytes + CommentBytes)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        file.Position = 0;
        var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || at + EndBytes > tail.Length) return new("ArchiveDamaged");
        var end = tail.AsSpan(at);
        var (entries, begin) = (BitConverter.ToUInt16(end[10..]), BitConverter.ToUInt32(end[16..]));
        if (entries > MostEntries || BitConverter.ToUInt16(end[6..]) != 0) return new("ArchiveTooMany", MostEntries);
        return file.Length - begin > DirectoryBytes + EndBytes + CommentBytes || begin > file.Length ? new("ArchiveDamaged") : null;
    }
}

/// <param name="Name">The file's name in the archive, without any folder.</param>
/// <param name="Path">Where it was written.</param>
internal sealed record ArchiveFile(string Name, string Path, long Bytes);

/// <param name="Skipped">Names of what was left in the archive.</param>
internal sealed record ArchiveContent(IReadOnlyList<ArchiveFile> Files, IReadOnlyList<string> Skipped);
