using System.Security.Cryptography;
using System.Text;

namespace CommsCredits.Web.Documents.Pdf;

/// <summary>
/// A font as one document uses it: the glyphs drawn so far, and at the end the subset with widths and the way back to characters, so that
/// text can be searched, copied and read aloud.
/// </summary>
internal sealed class EmbeddedFont(TrueTypeFont font, string name, int id)
{
    private readonly SortedDictionary<ushort, Rune> _used = [];

    /// <summary>What a page's content calls it: <c>F1</c>.</summary>
    public string Name { get; } = name;
    public int Id { get; } = id;

    public void Use(FontGlyph glyph) => _used.TryAdd(glyph.Glyph, glyph.Character);

    public void Write(PdfFile file)
    {
        var subset = FontSubset.Write(font, _used.Keys);
        var program = file.AddStream(subset, $"/Length1 {subset.Length}");
        var toUnicode = file.AddStream(Encoding.ASCII.GetBytes(ToUnicode()));
        var (descriptor, descendant) = (file.NewId(), file.NewId());
        var baseFont = $"{Tag()}+{font.PostScriptName}";
        file.Add(descriptor, $"<</Type/FontDescriptor/FontName/{baseFont}/Flags 4/FontBBox[{string.Join(' ', font.Box.Select(N))}]/ItalicAngle 0"
            + $"/Ascent {N(font.Ascent)}/Descent {N(font.Descent)}/CapHeight {N(font.CapHeight)}/StemV 80/FontFile2 {PdfSyntax.Reference(program)}>>");
        file.Add(descendant, $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{baseFont}"
            + $"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {PdfSyntax.Reference(descriptor)}"
            + $"/CIDToGIDMap/Identity/DW 1000/W[{string.Join(' ', _used.Keys.Select(g => $"{g}[{font.Advance(g)}]"))}]>>");
        file.Add(Id, $"<</Type/Font/Subtype/Type0/BaseFont/{baseFont}/Encoding/Identity-H"
            + $"/DescendantFonts[{PdfSyntax.Reference(descendant)}]/ToUnicode {PdfSyntax.Reference(toUnicode)}>>");
    }

    private static string N(int value) => PdfSyntax.Number(value);

    /// <summary>Six capital letters that name the subset: the same glyphs, the same letters.</summary>
    private string Tag()
    {
        var digest = SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(',', _used.Keys)));
        return string.Concat(digest.Take(6).Select(b => (char)('A' + b % 26)));
    }

    private string ToUnicode()
    {
        var map = new StringBuilder("""
            /CIDInit/ProcSet findresource begin 12 dict begin begincmap
            /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
            /CMapName/Adobe-Identity-UCS def/CMapType 2 def
            1 begincodespacerange<0000><FFFF>endcodespacerange

            """.ReplaceLineEndings("\n"));
        foreach (var chunk in _used.Chunk(100))
        {
            map.Append(chunk.Length).Append(" beginbfchar\n");
            foreach (var (glyph, character) in chunk)
                map.Append($"<{glyph:X4}><{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(character.ToString()))}>\n");
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap CMapName currentdict/CMap defineresource pop end end").ToString();
    }
}
