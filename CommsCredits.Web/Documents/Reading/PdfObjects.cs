using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace CommsCredits.Web.Documents.Reading;

/// <summary>
/// The objects of a PDF as <c>PdfFile</c> writes them: streams with their length in front, all else in object streams. Nothing of another shape is understood, and nothing that stands in
/// the file makes it throw anything but <see cref="OverBudgetException"/>, loop, or cost more than its <see cref="ReadingBudget"/>. As in any reader the last of two objects with one number counts.
/// </summary>
internal sealed class PdfObjects
{
    private const int MostStreams = 5_000, MostObjects = 200_000, MostDictionary = 2_000, MostUnpacked = 64 << 20, LongestObjectStream = 16 << 20;

    /// <summary>What a dictionary takes for one of its entries, as it grows.</summary>
    private const int BytesOfAnEntry = 96;

    /// <summary>What inflating takes besides the content.</summary>
    private const int BytesOfInflating = 16_384;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly ReadingBudget _budget;
    private readonly Dictionary<int, (ReadOnlyMemory<byte> Dictionary, int Start, int Length)> _streams = [];
    private readonly Dictionary<int, ReadOnlyMemory<byte>> _bodies = [];
    private byte[] _scratch = [];
    private long _unpacked;

    public PdfObjects(ReadOnlyMemory<byte> file, ReadingBudget budget)
    {
        (_file, _budget) = (file, budget);
        FindStreams();
        foreach (var (id, stream) in _streams.OrderBy(s => s.Value.Start).ToList())
            if (stream.Dictionary.Span.IndexOf("/Type/ObjStm"u8) >= 0) Unpack(id, stream.Dictionary.Span);
    }

    /// <summary>The first object, streams left out, in which <paramref name="text"/> stands, or with which it begins.</summary>
    public ReadOnlyMemory<byte>? Find(ReadOnlySpan<byte> text, bool atStart)
    {
        foreach (var body in _bodies.Values)
        {
            _budget.Work(atStart ? text.Length : body.Length);
            if (atStart ? body.Span.StartsWith(text) : body.Span.IndexOf(text) >= 0) return body;
        }
        return null;
    }

    public ReadOnlyMemory<byte>? Body(int id) => _bodies.TryGetValue(id, out var body) ? body : null;

    /// <summary>A stream's content, good until the next is asked for; null where there is none, or it is damaged or longer than <paramref name="most"/> bytes.</summary>
    public ReadOnlyMemory<byte>? Stream(int id, int most)
    {
        if (!_streams.TryGetValue(id, out var stream)) return null;
        var data = _file.Slice(stream.Start, stream.Length);
        if (stream.Dictionary.Span.IndexOf("/FlateDecode"u8) < 0) return data.Length <= most ? data : null;
        return Inflate(data, most);
    }

    /// <summary>What zlib packed at the beginning of <paramref name="data"/>, good until the next is asked for; null where it is damaged or longer than <paramref name="most"/> bytes.</summary>
    public ReadOnlyMemory<byte>? Inflate(ReadOnlyMemory<byte> data, int most)
    {
        if (!MemoryMarshal.TryGetArray(data, out var array)) return null;
        _budget.Take(BytesOfInflating);
        using var packed = new MemoryStream(array.Array!, array.Offset, array.Count, writable: false);
        using var zip = new ZLibStream(packed, CompressionMode.Decompress);
        var length = 0;
        try
        {
            while (true)
            {
                if (length == _scratch.Length) Grow();
                var read = zip.Read(_scratch.AsSpan(length, Math.Min(65_536, _scratch.Length - length)));
                if (read == 0) return _scratch.AsMemory(0, length);
                if ((length += read) > most) return null;
                _budget.Work(read);
            }
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return null;
        }
    }

    /// <summary>The number that <paramref name="name"/> refers to in a body: <c>/Contents 12 0 R</c> is 12. The name ends with the blank.</summary>
    public static int? Reference(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        var at = body.IndexOf(name);
        return at < 0 ? null : Number(body[(at + name.Length)..]);
    }

    /// <summary>The digits that a text begins with as a number; null for none, or for ten and more of them that are none of ours.</summary>
    public static int? Number(ReadOnlySpan<byte> text)
    {
        var digits = 0;
        while (digits < text.Length && digits < 10 && char.IsAsciiDigit((char)text[digits])) digits++;
        return int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private void Grow()
    {
        var size = Math.Max(65_536, _scratch.Length * 2);
        _budget.Take(size);
        Array.Resize(ref _scratch, size);
    }

    private void FindStreams()
    {
        var file = _file.Span;
        _budget.Work(file.Length);
        for (var at = 0; at < file.Length && _streams.Count < MostStreams;)
        {
            var found = file[at..].IndexOf(" 0 obj\n<<"u8);
            if (found < 0) return;
            var (id, head) = (NumberBefore(file, at + found), at + found + 9);
            at = head;
            var within = file.Slice(head, Math.Min(MostDictionary, file.Length - head));
            var end = within.IndexOf(">>\nstream\n"u8);
            _budget.Work(end < 0 ? within.Length : end);
            if (id is null || end < 0) continue;
            var dictionary = _file.Slice(head, end);
            var start = head + end + 10;
            var length = dictionary.Span.LastIndexOf("/Length "u8) is >= 0 and var l ? Number(dictionary.Span[(l + 8)..]) : null;
            if (length is not { } bytes || bytes > file.Length - start) continue;
            _budget.Take(BytesOfAnEntry);
            _streams[id.Value] = (dictionary, start, bytes);
            at = start + bytes;
        }
    }

    private static int? NumberBefore(ReadOnlySpan<byte> file, int end)
    {
        var start = end;
        while (start > 0 && end - start < 9 && char.IsAsciiDigit((char)file[start - 1])) start--;
        return Number(file[start..end]);
    }

    private void Unpack(int id, ReadOnlySpan<byte> dictionary)
    {
        if (Stream(id, LongestObjectStream) is not { } scratch || Reference(dictionary, "/First "u8) is not { } first || first > scratch.Length) return;
        _budget.Take(scratch.Length);
        ReadOnlyMemory<byte> content = scratch.ToArray();
        var index = content.Span[..first];
        _budget.Work(first);
        // Pairs of an object's number and its offset, in which the next one's offset is this one's end
        int? number = null, offset = null;
        while (_bodies.Count < MostObjects)
        {
            var (nextNumber, nextOffset) = (Next(ref index), Next(ref index));
            if (number is { } known && offset is { } from && from <= content.Length - first)
            {
                var to = nextOffset is { } following && following >= from && following <= content.Length - first ? following : content.Length - first;
                // Objects that lie over each other would make much of little
                if ((_unpacked += to - from) > MostUnpacked) return;
                _budget.Take(BytesOfAnEntry);
                _bodies[known] = content.Slice(first + from, to - from);
            }
            if (nextOffset is null) return;
            (number, offset) = (nextNumber, nextOffset);
        }
    }

    /// <summary>The next number of a list, taken off its front; null at the end and where something else stands.</summary>
    private static int? Next(ref ReadOnlySpan<byte> list)
    {
        list = list.TrimStart((byte)' ');
        var digits = list.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0) digits = list.Length;
        if (digits is 0 or > 9) return null;
        var number = Number(list[..digits]);
        list = list[digits..];
        return number;
    }
}
