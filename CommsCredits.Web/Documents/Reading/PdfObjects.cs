using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace CommsCredits.Web.Documents.Reading;

/// <summary>
/// The objects of a PDF as <c>PdfFile</c> writes them: streams with their length in front, all else in object streams. Nothing of another shape is understood, and nothing that stands in
/// the file makes it throw, loop, or take more memory than <see cref="MostInflated"/>. As in any reader the last of two objects with one number counts.
/// </summary>
internal sealed partial class PdfObjects
{
    private const int MostStreams = 5_000, MostObjects = 500_000, MostDictionary = 2_000, MostInflated = 64 << 20;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly Dictionary<int, (string Dictionary, int Start, int Length)> _streams = [];
    private readonly Dictionary<int, string> _bodies = [];
    private int _inflated, _unpacked;

    public PdfObjects(ReadOnlyMemory<byte> file)
    {
        _file = file;
        FindStreams();
        foreach (var (id, stream) in _streams.OrderBy(s => s.Value.Start).ToList())
            if (stream.Dictionary.Contains("/Type/ObjStm", StringComparison.Ordinal)) Unpack(id, stream.Dictionary);
    }

    /// <summary>The objects that are no streams.</summary>
    public IEnumerable<string> Bodies => _bodies.Values;

    public string? Body(int id) => _bodies.GetValueOrDefault(id);

    /// <summary>A stream's content; null where there is none, or it is damaged or too large.</summary>
    public byte[]? Stream(int id)
    {
        if (!_streams.TryGetValue(id, out var stream)) return null;
        var data = _file.Slice(stream.Start, stream.Length);
        if (!stream.Dictionary.Contains("/FlateDecode", StringComparison.Ordinal))
        {
            // Copied as often as it is referred to: it counts like what is unpacked.
            if (data.Length > MostInflated - _inflated) return null;
            _inflated += data.Length;
            return data.ToArray();
        }
        try
        {
            using var zip = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
            using var content = new MemoryStream();
            var buffer = new byte[16_384];
            for (int read; (read = zip.Read(buffer)) > 0;)
            {
                if (read > MostInflated - _inflated) return null;
                _inflated += read;
                content.Write(buffer, 0, read);
            }
            return content.ToArray();
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return null;
        }
    }

    /// <summary>The number that <paramref name="name"/> refers to in a body: <c>/Contents 12 0 R</c> is 12.</summary>
    public static int? Reference(string body, string name)
    {
        var at = body.IndexOf(name + " ", StringComparison.Ordinal);
        return at < 0 ? null : Number(body.AsSpan(at + name.Length + 1));
    }

    public static int? Number(ReadOnlySpan<char> text)
    {
        var digits = 0;
        while (digits < text.Length && digits < 10 && char.IsAsciiDigit(text[digits])) digits++;
        return int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private void FindStreams()
    {
        var file = _file.Span;
        for (var at = 0; at < file.Length && _streams.Count < MostStreams;)
        {
            var found = file[at..].IndexOf(" 0 obj\n<<"u8);
            if (found < 0) return;
            var (id, head) = (NumberBefore(file, at + found), at + found + 9);
            at = head;
            var end = file.Slice(head, Math.Min(MostDictionary, file.Length - head)).IndexOf(">>\nstream\n"u8);
            if (id is null || end < 0) continue;
            var dictionary = Encoding.Latin1.GetString(file.Slice(head, end));
            var start = head + end + 10;
            var length = dictionary.LastIndexOf("/Length ", StringComparison.Ordinal) is >= 0 and var l ? Number(dictionary.AsSpan(l + 8)) : null;
            if (length is not { } bytes || bytes > file.Length - start) continue;
            _streams[id.Value] = (dictionary, start, bytes);
            at = start + bytes;
        }
    }

    private static int? NumberBefore(ReadOnlySpan<byte> file, int end)
    {
        var start = end;
        while (start > 0 && end - start < 9 && char.IsAsciiDigit((char)file[start - 1])) start--;
        return Number(Encoding.Latin1.GetString(file[start..end]));
    }

    private void Unpack(int id, string dictionary)
    {
        if (Stream(id) is not { } content || Reference(dictionary, "/First") is not { } first || first > content.Length) return;
        var text = Encoding.Latin1.GetString(content);
        var pairs = Pair().Matches(text[..first]).Select(m => (Id: Number(m.Groups[1].ValueSpan), Offset: Number(m.Groups[2].ValueSpan))).ToList();
        for (var i = 0; i < pairs.Count && _bodies.Count < MostObjects; i++)
        {
            if (pairs[i] is not ({ } number, { } offset) || offset > text.Length - first) continue;
            var next = i + 1 < pairs.Count && pairs[i + 1].Offset is { } following && following >= offset && following <= text.Length - first ? following : text.Length - first;
            // Objects that lie over each other would make much of little.
            if (next - offset > MostInflated - _unpacked) return;
            _unpacked += next - offset;
            _bodies[number] = text[(first + offset)..(first + next)];
        }
    }

    [GeneratedRegex("([0-9]{1,9}) ([0-9]{1,9})", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();
}
