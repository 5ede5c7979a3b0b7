using System.Buffers.Binary;
using System.Text;

namespace CommsCredits.Web.Documents.Pdf;

/// <summary>
/// What a PDF needs of a TrueType font: which glyph draws a character, how wide it is, and the metrics of the face. Only fonts with
/// <c>glyf</c> outlines are read; the project ships its own, so a broken font is a broken build and throws.
/// </summary>
public sealed class TrueTypeFont
{
    private readonly byte[] _data;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = [];
    private readonly Dictionary<int, ushort> _glyphs;
    private readonly int[] _outlines;
    private readonly int _metricCount;

    public TrueTypeFont(byte[] data, string postScriptName)
    {
        (_data, PostScriptName) = (data, postScriptName);
        for (var i = 0; i < UInt16(4); i++)
        {
            var record = 12 + 16 * i;
            _tables[Encoding.ASCII.GetString(data, record, 4)] = (Int32(record + 8), Int32(record + 12));
        }
        var (head, hhea) = (OffsetOf("head"), OffsetOf("hhea"));
        UnitsPerEm = UInt16(head + 18);
        Box = [.. Enumerable.Range(0, 4).Select(i => Thousandths(Int16(head + 36 + 2 * i)))];
        Ascent = Thousandths(Int16(hhea + 4));
        Descent = Thousandths(Int16(hhea + 6));
        CapHeight = _tables.TryGetValue("OS/2", out var os2) && UInt16(os2.Offset) >= 2 ? Thousandths(Int16(os2.Offset + 88)) : Ascent;
        GlyphCount = UInt16(OffsetOf("maxp") + 4);
        _metricCount = UInt16(hhea + 34);
        _outlines = ReadOutlineOffsets(isLong: Int16(head + 50) == 1);
        _glyphs = CharacterMap.Read(data, OffsetOf("cmap"));
    }

    public string PostScriptName { get; }
    public int GlyphCount { get; }
    public int UnitsPerEm { get; }

    /// <summary>These four, like <see cref="Advance"/>, are in thousandths of the type size.</summary>
    public IReadOnlyList<int> Box { get; }
    public int Ascent { get; }
    public int Descent { get; }
    public int CapHeight { get; }

    public bool TryGlyph(Rune character, out ushort glyph) => _glyphs.TryGetValue(character.Value, out glyph);

    public int Advance(ushort glyph) => Thousandths(AdvanceUnits(glyph));

    internal int AdvanceUnits(int glyph) => UInt16(OffsetOf("hmtx") + 4 * Math.Min(glyph, _metricCount - 1));

    internal short LeftBearing(int glyph)
    {
        var start = OffsetOf("hmtx");
        return glyph < _metricCount ? Int16(start + 4 * glyph + 2) : Int16(start + 4 * _metricCount + 2 * (glyph - _metricCount));
    }

    internal ReadOnlySpan<byte> Outline(int glyph) =>
        _data.AsSpan(OffsetOf("glyf") + _outlines[glyph], _outlines[glyph + 1] - _outlines[glyph]);

    internal byte[]? Table(string tag) => _tables.TryGetValue(tag, out var table) ? _data.AsSpan(table.Offset, table.Length).ToArray() : null;

    private int Thousandths(int units) => (int)Math.Round(units * 1000.0 / UnitsPerEm, MidpointRounding.AwayFromZero);

    private int[] ReadOutlineOffsets(bool isLong)
    {
        var start = OffsetOf("loca");
        return [.. Enumerable.Range(0, GlyphCount + 1).Select(i => isLong ? Int32(start + 4 * i) : 2 * UInt16(start + 2 * i))];
    }

    private int OffsetOf(string tag) => _tables[tag].Offset;
    private ushort UInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_data.AsSpan(at));
    private short Int16(int at) => BinaryPrimitives.ReadInt16BigEndian(_data.AsSpan(at));
    private int Int32(int at) => BinaryPrimitives.ReadInt32BigEndian(_data.AsSpan(at));
}
