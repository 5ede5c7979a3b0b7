using System.IO.Compression;
using System.Text;

namespace CommsCredits.Tests.Support;

/// <summary>A file that means harm, or was harmed, and what it tries.</summary>
internal sealed record HostilePaper(string Kind, int Number, byte[] Bytes);

/// <summary>
/// PDFs that ask their reader for too much: made anew from a seed, so that the same seed is the same files. Those that are built from nothing carry true figures of a real statement, so that a reader gets as far as their pages.
/// </summary>
internal sealed class HostilePapers(byte[] genuine, byte[] figures, int seed)
{
    private const int EachKind = 20, Largest = 20 << 20;
    private readonly Random _random = new(seed);

    /// <summary>Two hundred of them, one at a time: together they would fill the memory that is measured.</summary>
    public IEnumerable<HostilePaper> All()
    {
        (string, Func<byte[]>)[] kinds =
        [
            ("changed bytes", ChangedBytes), ("changed streams", ChangedStreams), ("many ends of text", ManyEnds), ("repeated pages", RepeatedPages), ("deep nesting", DeepNesting), ("circles", Circles),
            ("bombs", Bombs), ("huge arrays", HugeArrays), ("long strings", LongStrings), ("many objects", ManyObjects),
        ];
        foreach (var (kind, make) in kinds)
            for (var i = 0; i < EachKind; i++) yield return new(kind, i, make());
    }

    private byte[] ChangedBytes()
    {
        var file = genuine.ToArray();
        for (var i = _random.Next(1, 60); i > 0; i--) file[_random.Next(5, file.Length)] = (byte)_random.Next(256);
        var (from, length) = (_random.Next(file.Length), _random.Next(file.Length / 2));
        return _random.Next(3) switch { 0 => file, 1 => file[..from], _ => [.. file, .. file[..Math.Min(length, file.Length)], .. file] };
    }

    /// <summary>Streams are unpacked, changed and packed again: the change arrives behind the checksum.</summary>
    private byte[] ChangedStreams()
    {
        var text = Encoding.Latin1.GetString(genuine);
        var file = new StringBuilder();
        var at = 0;
        while (text.IndexOf("/FlateDecode/Length ", at, StringComparison.Ordinal) is >= 0 and var found)
        {
            var start = text.IndexOf("\nstream\n", found, StringComparison.Ordinal) + 8;
            var length = int.Parse(text[(found + 20)..text.IndexOf('>', found)], System.Globalization.CultureInfo.InvariantCulture);
            var content = Inflate(genuine[start..(start + length)]);
            if (_random.Next(2) == 0)
                for (var i = _random.Next(1, 40); i > 0 && content.Length > 0; i--) content[_random.Next(content.Length)] = (byte)"0123456789ABCDEF<>/[] BTEjRo\n"[_random.Next(29)];
            var packed = Deflate(content);
            file.Append(text.AsSpan(at, found + 20 - at)).Append(packed.Length).Append(text.AsSpan(text.IndexOf('>', found)..start)).Append(Encoding.Latin1.GetString(packed));
            at = start + length;
        }
        return Encoding.Latin1.GetBytes(file.Append(text.AsSpan(at)).ToString());
    }

    private byte[] ManyEnds()
    {
        var (characters, ends) = (_random.Next(10, 200_000), _random.Next(1_000, 1_000_000));
        return Paper(Page("BT /F1 9 Tf <" + string.Concat(Enumerable.Repeat("0041", characters)) + "> Tj " + string.Concat(Enumerable.Repeat("ET\n", ends))));
    }

    private byte[] RepeatedPages()
    {
        var body = Page("BT /F1 9 Tf <0041> Tj ET\n").Body;
        var padding = new string(' ', _random.Next(1_000, 3_000_000));
        var times = _random.Next(100, 20_000);
        return Paper((body.Replace(">>>>>>", ">>>>>>" + padding, StringComparison.Ordinal), "BT /F1 9 Tf <0041> Tj ET\n"), kids: string.Concat(Enumerable.Repeat("10 0 R ", times)));
    }

    private byte[] DeepNesting()
    {
        var depth = _random.Next(1_000, 3_000_000);
        return _random.Next(3) switch
        {
            0 => Paper(Page("BT\n"), attached: Encoding.ASCII.GetBytes("{\"format\":" + new string('[', depth))),
            1 => Paper(Page(new string('<', depth) + "0041" + new string('>', depth) + " Tj ET\n")),
            _ => Paper(("<</Type/Page/Contents 11 0 R/Resources" + string.Concat(Enumerable.Repeat("<</Font", depth / 100)), "BT\nET\n")),
        };
    }

    private byte[] Circles() => _random.Next(4) switch
    {
        0 => Paper(Page("BT\nET\n"), kids: "2 0 R 10 0 R 2 0 R 1 0 R 11 0 R "),
        1 => Paper(("<</Type/Page/Contents 10 0 R/Resources<</Font<</F1 10 0 R>>>>>>", "BT /F1 9 Tf <0041> Tj ET\n")),
        2 => Paper(Page("BT\nET\n"), more: string.Concat(Enumerable.Range(0, 3_000).Select(i => $"{20 + i} 0 obj\n<</Type/ObjStm/N 1/First 5/Extends {20 + (i + 1) % 3_000} 0 R/Length 20>>\nstream\n10 0 {20 + i} 0 R         \nendstream\nendobj\n"))),
        // A font's table is the page's own text, and the page's text the font's table
        _ => Paper(("<</Type/Page/Contents 13 0 R/Resources<</Font<</F1 12 0 R>>>>>>", "<0041><0041> Tj BT ET\n")),
    };

    private byte[] Bombs()
    {
        var size = _random.Next(1, 300) << 20;
        return _random.Next(5) switch
        {
            0 => Paper(Page(""), packed: Zeros(size, (byte)' ')),
            1 => Paper(Page("BT\nET\n"), attachedPacked: Zeros(size, (byte)'1')),
            2 => Paper(Page("BT\nET\n"), more: Many(i => $"{20 + i} 0 obj\n<</Type/ObjStm/N 9/First 9/Filter/FlateDecode/Length ", Zeros(size / 8, (byte)'7'), 40)),
            // Another program's attachments, one behind the other
            3 => Encoding.Latin1.GetBytes("%PDF-1.7\n" + Many(i => $"{20 + i} 0 obj\n<< /Type /EmbeddedFile /Filter /FlateDecode /Length ", Zeros(size / 4, (byte)'{'), 30)),
            _ => Paper(Page("BT\nET\n", pages: 1_500), packed: Zeros(3 << 20, (byte)'B'), kids: string.Concat(Enumerable.Range(100, 1_500).Select(i => $"{i} 0 R "))),
        };
    }

    private byte[] HugeArrays() => _random.Next(4) switch
    {
        0 => Paper(Page("BT\n"), attached: Encoding.ASCII.GetBytes("{\"format\":[" + string.Concat(Enumerable.Repeat("[],", _random.Next(10_000, 2_500_000))) + "1]}")),
        1 => Paper(Page("BT\n"), attached: Encoding.ASCII.GetBytes($"{{\"{new string('n', _random.Next(10, 4_000_000))}\":[" + string.Concat(Enumerable.Repeat("1,", _random.Next(10_000, 99_000))) + "1]}")),
        2 => Paper(Page("BT\nET\n"), kids: string.Concat(Enumerable.Range(0, _random.Next(10_000, 500_000)).Select(i => $"{i} 0 R "))),
        _ => Paper(Page("BT\nET\n"), more: Objects(_random.Next(10_000, 900_000), _random.Next(0, 2_000_000))),
    };

    private byte[] LongStrings() => _random.Next(4) switch
    {
        0 => Paper(Page("BT /F1 9 Tf <" + string.Concat(Enumerable.Repeat("0041", _random.Next(100_000, 900_000))) + "> Tj ET\n")),
        1 => Paper(Page(string.Concat(Enumerable.Repeat("BT /F1 9 Tf <00410041> Tj ET\n", _random.Next(10_000, 140_000))))),
        2 => Paper(Page("BT\n"), attached: Encoding.ASCII.GetBytes("{\"format\":\"" + new string('x', _random.Next(100_000, 8_000_000)) + "\"}")),
        _ => Paper(("<</Type/Page/Contents 11 0 R/Resources<</Font<<" + string.Concat(Enumerable.Range(0, 60).Select(i => $"/F{i} {1_000 + i} 0 R")) + ">>>>>>", "BT /F1 9 Tf <0041> Tj ET\n"), more: Fonts(60, _random.Next(1_000, 60_000))),
    };

    private byte[] ManyObjects() => _random.Next(3) switch
    {
        0 => Encoding.ASCII.GetBytes("%PDF-1.7\n" + string.Concat(Enumerable.Repeat(_random.Next(2) == 0 ? " 0 obj\n<<" : "1 0 obj\n<<>>\nstrea", (Largest - 100) / 20))),
        1 => Paper(Page("BT\nET\n"), more: string.Concat(Enumerable.Range(20, 200_000).Select(i => $"{i} 0 obj\n<</Length 1>>\nstream\nx\nendstream\nendobj\n"))),
        _ => Paper(Page("BT\nET\n"), more: Many(i => $"{20 + i} 0 obj\n<</Type/ObjStm/N 9/First 20/Filter/FlateDecode/Length ", Deflate(Encoding.ASCII.GetBytes("10 0 11 1 12 2 13 3 " + new string('9', _random.Next(10, 30_000)))), 4_900)),
    };

    private static (string Body, string Content) Page(string content, int pages = 1) =>
        ("<</Type/Page/Contents 11 0 R/Resources<</Font<</F1 12 0 R>>>>>>" + string.Concat(Enumerable.Range(100, pages == 1 ? 0 : pages).Select(i => $"\u0001{i} <</Type/Page/Contents 11 0 R/Resources<</Font<</F1 12 0 R>>>>>>")), content);

    /// <summary>A paper of our own shape: an attachment, a tree with one page at number 10, its content at 11, a font at 12 whose table is at 13.</summary>
    private byte[] Paper((string Body, string Content) page, string kids = "10 0 R ", byte[]? attached = null, string more = "", byte[]? packed = null, byte[]? attachedPacked = null)
    {
        var bodies = new List<(int, string)>
        {
            (1, "<</Type/Filespec/F(statement.json)/UF(statement.json)/EF<</F 3 0 R/UF 3 0 R>>>>"), (2, $"<</Type/Pages/Kids[{kids}]/Count 1>>"), (12, "<</Type/Font/ToUnicode 13 0 R>>"),
        };
        foreach (var (one, i) in page.Body.Split('\u0001').Select((one, i) => (one, i))) bodies.Add(i == 0 ? (10, one) : (int.Parse(one.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), one[(one.IndexOf(' ') + 1)..]));
        var (index, content) = (new StringBuilder(), new StringBuilder());
        foreach (var (id, body) in bodies)
        {
            index.Append(id).Append(' ').Append(content.Length).Append(' ');
            content.Append(body).Append('\n');
        }
        var file = new StringBuilder("%PDF-1.7\n");
        Add(3, "/Type/EmbeddedFile/Filter/FlateDecode", attachedPacked ?? Deflate(attached ?? figures));
        Add(4, $"/Type/ObjStm/N {bodies.Count}/First {index.Length}/Filter/FlateDecode", Deflate(Encoding.Latin1.GetBytes(index.Append(content).ToString())));
        Add(11, "/Filter/FlateDecode", packed ?? Deflate(Encoding.Latin1.GetBytes(page.Content)));
        Add(13, "/Filter/FlateDecode", Deflate("<0041><0041>\n<0042><D83DDE00>\n"u8.ToArray()));
        return Encoding.Latin1.GetBytes(file.Append(more).Append("%%EOF\n").ToString());

        void Add(int id, string dictionary, byte[] data) => file.Append($"{id} 0 obj\n<<{dictionary}/Length {data.Length}>>\nstream\n").Append(Encoding.Latin1.GetString(data)).Append("\nendstream\nendobj\n");
    }

    private static string Many(Func<int, string> head, byte[] data, int times)
    {
        var text = Encoding.Latin1.GetString(data);
        return string.Concat(Enumerable.Range(0, Math.Min(times, Largest * 9 / 10 / (text.Length + 100))).Select(i => $"{head(i)}{text.Length}>>\nstream\n{text}\nendstream\nendobj\n"));
    }

    /// <summary>Objects that lie over each other: each is the whole of the stream.</summary>
    private static string Objects(int count, int length)
    {
        var index = string.Concat(Enumerable.Range(100, count).Select(i => $"{i} {(i % 2 == 0 ? 0 : length)} "));
        var packed = Deflate(Encoding.ASCII.GetBytes(index + new string('0', length)));
        return $"20 0 obj\n<</Type/ObjStm/N {count}/First {index.Length}/Filter/FlateDecode/Length {packed.Length}>>\nstream\n{Encoding.Latin1.GetString(packed)}\nendstream\nendobj\n";
    }

    private static string Fonts(int count, int glyphs)
    {
        var table = Deflate(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, glyphs).Select(i => $"<{i % 65_536:X4}><D83DDE00>\n"))));
        var bodies = Enumerable.Range(0, count).Select(i => (Id: 1_000 + i, Body: $"<</Type/Font/ToUnicode {2_000 + i} 0 R>>")).ToList();
        var (index, content) = (new StringBuilder(), new StringBuilder());
        foreach (var (id, body) in bodies)
        {
            index.Append(id).Append(' ').Append(content.Length).Append(' ');
            content.Append(body);
        }
        return $"21 0 obj\n<</Type/ObjStm/N {count}/First {index.Length}/Length {index.Length + content.Length}>>\nstream\n{index}{content}\nendstream\nendobj\n" + Many(i => $"{2_000 + i} 0 obj\n<</Filter/FlateDecode/Length ", table, count);
    }

    private static byte[] Deflate(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(data);
        return packed.ToArray();
    }

    private static byte[] Inflate(byte[] data)
    {
        using var content = new MemoryStream();
        using (var zip = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress)) zip.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>So many bytes of one kind, packed without ever being there.</summary>
    private static byte[] Zeros(int size, byte of)
    {
        var block = new byte[65_536];
        block.AsSpan().Fill(of);
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var i = 0; i < size; i += block.Length) zip.Write(block);
        return packed.ToArray();
    }
}
