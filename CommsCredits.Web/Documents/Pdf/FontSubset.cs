using System.Buffers.Binary;

namespace CommsCredits.Web.Documents.Pdf;

/// <summary>
/// The part of a font that a document draws. Glyph numbers stay as they are, so text is written with the font's own numbers; a glyph
/// that nobody draws keeps its place with an empty outline.
/// </summary>
internal static class FontSubset
{
    private const int MoreComponents = 0x20;

    public static byte[] Write(TrueTypeFont font, IEnumerable<ushort> used)
    {
        var kept = WithComponents(font, used);
        var count = kept.Max + 1;
        var outlines = new MemoryStream();
        var (locations, metrics) = (new byte[4 * (count + 1)], new byte[4 * count]);
        for (var glyph = 0; glyph < count; glyph++)
        {
            BinaryPrimitives.WriteInt32BigEndian(locations.AsSpan(4 * glyph), (int)outlines.Position);
            if (!kept.Contains((ushort)glyph)) continue;
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(4 * glyph), (ushort)font.AdvanceUnits(glyph));
            BinaryPrimitives.WriteInt16BigEndian(metrics.AsSpan(4 * glyph + 2), font.LeftBearing(glyph));
            outlines.Write(font.Outline(glyph));
            while (outlines.Position % 4 != 0) outlines.WriteByte(0);
        }
        BinaryPrimitives.WriteInt32BigEndian(locations.AsSpan(4 * count), (int)outlines.Position);

        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["glyf"] = outlines.ToArray(), ["loca"] = locations, ["hmtx"] = metrics,
            ["head"] = Head(font), ["hhea"] = WithCount(font, "hhea", 34, count), ["maxp"] = WithCount(font, "maxp", 4, count),
        };
        return FontFile.Assemble(tables);
    }

    /// <summary>An accented letter is often made of two other glyphs: they come along.</summary>
    private static SortedSet<ushort> WithComponents(TrueTypeFont font, IEnumerable<ushort> used)
    {
        var kept = new SortedSet<ushort>(used) { 0 };
        var open = new Stack<ushort>(kept);
        while (open.TryPop(out var glyph))
        {
            foreach (var component in Components(font.Outline(glyph).ToArray()))
            {
                if (kept.Add(component)) open.Push(component);
            }
        }
        return kept;
    }

    private static IEnumerable<ushort> Components(byte[] outline)
    {
        if (outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0) yield break;
        var at = 10;
        int flags;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            yield return BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at + 2));
            at += 4 + ((flags & 1) != 0 ? 4 : 2);
            at += (flags & 8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0;
        }
        while ((flags & MoreComponents) != 0);
    }

    /// <summary>Long outline offsets; the check sum of the whole file is filled in when it is assembled.</summary>
    private static byte[] Head(TrueTypeFont font)
    {
        var head = font.Table("head")!;
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        head.AsSpan(8, 4).Clear();
        return head;
    }

    private static byte[] WithCount(TrueTypeFont font, string tag, int at, int count)
    {
        var table = font.Table(tag)!;
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(at), (ushort)count);
        return table;
    }
}
