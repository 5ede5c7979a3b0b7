using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CommsCredits.Web.Documents.Pdf;

/// <summary>
/// The file under a document: numbered objects, packed into object streams, and the cross-reference stream that finds them. A long table
/// has a structure element for each cell; packed, they cost a few bytes each. The file's id is a digest of its content, so the same
/// content is the same file.
/// </summary>
internal sealed class PdfFile
{
    private const int ObjectsPerStream = 400;

    private readonly MemoryStream _out = new();
    private readonly List<Place> _places = [default];
    private readonly List<(int Id, string Body)> _pending = [];

    public PdfFile()
    {
        Write("%PDF-1.7\n%");
        _out.Write([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    public int NewId()
    {
        _places.Add(default);
        return _places.Count - 1;
    }

    public void Add(int id, string body)
    {
        _pending.Add((id, body));
        if (_pending.Count == ObjectsPerStream) FlushPending();
    }

    public int AddStream(byte[] data, string dictionary = "", bool compress = true)
    {
        var id = NewId();
        AddStream(id, data, dictionary, compress);
        return id;
    }

    public byte[] Finish(int catalog, int information)
    {
        FlushPending();
        var digest = Convert.ToHexString(SHA256.HashData(_out.GetBuffer().AsSpan(0, (int)_out.Length)))[..32];
        var id = NewId();
        var start = _out.Position;
        _places[id] = new(Offset: start);
        AddStream(id, CrossReference(),
            $"/Type/XRef/Size {_places.Count}/W[1 4 2]/Root {PdfSyntax.Reference(catalog)}/Info {PdfSyntax.Reference(information)}/ID[<{digest}><{digest}>]", compress: true);
        Write($"startxref\n{start}\n%%EOF\n");
        return _out.ToArray();
    }

    private void AddStream(int id, byte[] data, string dictionary, bool compress)
    {
        if (compress)
        {
            data = Compress(data);
            dictionary += "/Filter/FlateDecode";
        }
        _places[id] = new(Offset: _out.Position);
        Write($"{id} 0 obj\n<<{dictionary}/Length {data.Length}>>\nstream\n");
        _out.Write(data);
        Write("\nendstream\nendobj\n");
    }

    private void FlushPending()
    {
        if (_pending.Count == 0) return;
        var (index, bodies) = (new StringBuilder(), new StringBuilder());
        var stream = NewId();
        for (var i = 0; i < _pending.Count; i++)
        {
            var (id, body) = _pending[i];
            index.Append(id).Append(' ').Append(bodies.Length).Append(' ');
            bodies.Append(body).Append('\n');
            _places[id] = new(Stream: stream, Index: i);
        }
        var dictionary = $"/Type/ObjStm/N {_pending.Count}/First {index.Length}";
        _pending.Clear();
        AddStream(stream, Encoding.Latin1.GetBytes(index.Append(bodies).ToString()), dictionary, compress: true);
    }

    private byte[] CrossReference()
    {
        var rows = new byte[7 * _places.Count];
        for (var i = 0; i < _places.Count; i++)
        {
            var place = _places[i];
            var row = rows.AsSpan(7 * i, 7);
            row[0] = (byte)(i == 0 ? 0 : place.Stream > 0 ? 2 : 1);
            BinaryPrimitives.WriteUInt32BigEndian(row[1..], (uint)(place.Stream > 0 ? place.Stream : place.Offset));
            BinaryPrimitives.WriteUInt16BigEndian(row[5..], (ushort)(i == 0 ? 0xFFFF : place.Index));
        }
        return rows;
    }

    private static byte[] Compress(byte[] data)
    {
        var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(data);
        return packed.ToArray();
    }

    private void Write(string text) => _out.Write(Encoding.Latin1.GetBytes(text));

    /// <summary>Where an object lies: at an offset of the file, or as the n-th of an object stream.</summary>
    private readonly record struct Place(long Offset = 0, int Stream = 0, int Index = 0);
}
