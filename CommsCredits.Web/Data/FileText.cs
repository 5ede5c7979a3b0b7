using System.Buffers;
using System.Text;

namespace CommsCredits.Web.Data;

/// <summary>
/// In which encoding a file from the world is written: UTF-8 or UTF-16 by its mark, UTF-8 where all its bytes are that, else the Windows-1252 that older spreadsheets write. Never guessed beyond: a file
/// that is none of them is no text.
/// </summary>
internal static class FileText
{
    private static readonly SearchValues<byte> s_never =
        SearchValues.Create([.. Enumerable.Range(0, 32).Except([9, 10, 11, 12, 13, 26]).Select(b => (byte)b), 0x81, 0x8D, 0x8F, 0x90, 0x9D]);

    /// <summary>For what is UTF-8 for certain, or for the most part: a byte that is none shows as U+FFFD.</summary>
    public static Encoding Utf8 { get; } = new UTF8Encoding(false);

    /// <summary>What Western Windows calls ANSI.</summary>
    public static Encoding Windows1252 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <param name="isWhole">False where the bytes are a beginning: a letter may be cut at their end.</param>
    public static bool IsUtf8(ReadOnlySpan<byte> bytes, bool isWhole = true)
    {
        // A letter of UTF-8 has four bytes at most: what is cut off begins among the last three.
        for (var cut = 0; cut <= (isWhole ? 0 : Math.Min(3, bytes.Length)); cut++)
            if (System.Text.Unicode.Utf8.IsValid(bytes[..^cut])) return true;
        return false;
    }

    /// <summary>True where the bytes can be Windows-1252: no control characters but blanks and line breaks, and none of the five codes that it leaves empty.</summary>
    public static bool CanBeWindows1252(ReadOnlySpan<byte> bytes) => !bytes.ContainsAny(s_never);

    /// <summary>True where the file says itself what it is.</summary>
    public static bool HasMark(ReadOnlySpan<byte> bytes) => bytes is [0xEF, 0xBB, 0xBF, ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
}
