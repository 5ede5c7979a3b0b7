using System.Buffers;
using System.Text;

namespace CommsCredits.Web.Data;

/// <summary>
/// Looks through a whole file for what it is written in. Windows-1252 is taken only where the bytes beyond ASCII are for the most part no UTF-8: in a UTF-8 file that is damaged in one place the other
/// letters stay what they are.
/// </summary>
internal sealed class EncodingScan
{
    private const int BufferBytes = 1 << 17;
    private long _letters, _others;
    private bool _can1252 = true;

    /// <summary>The file is read from where it stands and put back there; one that cannot be put back counts as UTF-8.</summary>
    public static async Task<Encoding> OfAsync(Stream file, CancellationToken cancel)
    {
        if (!file.CanSeek) return FileText.Utf8;
        var begin = file.Position;
        var scan = new EncodingScan();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var kept = 0;
            var isFirst = true;
            for (int read; (read = await file.ReadAsync(buffer.AsMemory(kept, BufferBytes - kept), cancel)) > 0;)
            {
                if (isFirst && FileText.HasMark(buffer.AsSpan(0, read))) return FileText.Utf8;
                isFirst = false;
                kept = scan.Look(buffer.AsSpan(0, kept + read));
            }
            scan._others += kept;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            file.Position = begin;
        }
        return scan._others > scan._letters && scan._can1252 ? FileText.Windows1252 : FileText.Utf8;
    }

    /// <summary>Answers how many bytes at the end are a letter that is not all there; they are moved to the beginning.</summary>
    private int Look(Span<byte> bytes)
    {
        _can1252 = _can1252 && FileText.CanBeWindows1252(bytes);
        var rest = (ReadOnlySpan<byte>)bytes;
        for (var at = rest.IndexOfAnyExceptInRange((byte)0, (byte)127); at >= 0; at = rest.IndexOfAnyExceptInRange((byte)0, (byte)127))
        {
            rest = rest[at..];
            var status = Rune.DecodeFromUtf8(rest, out _, out var length);
            if (status == OperationStatus.NeedMoreData)
            {
                rest.CopyTo(bytes);
                return rest.Length;
            }
            if (status == OperationStatus.Done) _letters++; else _others++;
            rest = rest[length..];
        }
        return 0;
    }
}
