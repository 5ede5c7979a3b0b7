using System.Buffers.Binary;

namespace CommsCredits.Web.Documents.Pdf;

/// <summary>Reads a font's <c>cmap</c> table: formats 4 (first plane) and 12 (all planes), the two that fonts of today carry.</summary>
internal static class CharacterMap
{
    public static Dictionary<int, ushort> Read(byte[] data, int start)
    {
        var glyphs = new Dictionary<int, ushort>();
        for (var i = 0; i < UInt16(data, start + 2); i++)
        {
            var table = start + Int32(data, start + 8 + 8 * i);
            if (UInt16(data, table) == 12) ReadGroups(data, table, glyphs);
            else if (UInt16(data, table) == 4) ReadSegments(data, table, glyphs);
        }
        return glyphs;
    }

    private static void ReadGroups(byte[] data, int table, Dictionary<int, ushort> glyphs)
    {
        for (var i = 0; i < Int32(data, table + 12); i++)
        {
            var group = table + 16 + 12 * i;
            var (first, last, glyph) = (Int32(data, group), Int32(data, group + 4), Int32(data, group + 8));
            for (var character = first; character <= last; character++)
                glyphs.TryAdd(character, (ushort)(glyph + character - first));
        }
    }

    private static void ReadSegments(byte[] data, int table, Dictionary<int, ushort> glyphs)
    {
        var doubled = UInt16(data, table + 6);
        for (var i = 0; i < doubled; i += 2)
        {
            var end = UInt16(data, table + 14 + i);
            var first = UInt16(data, table + 16 + doubled + i);
            var delta = UInt16(data, table + 16 + 2 * doubled + i);
            var rangeAt = table + 16 + 3 * doubled + i;
            var range = UInt16(data, rangeAt);
            for (int character = first; character <= end && character != 0xFFFF; character++)
            {
                var glyph = range == 0 ? character : UInt16(data, rangeAt + range + 2 * (character - first));
                if (range == 0 || glyph != 0) glyph = (glyph + delta) & 0xFFFF;
                if (glyph != 0) glyphs.TryAdd(character, (ushort)glyph);
            }
        }
    }

    private static ushort UInt16(byte[] data, int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));
    private static int Int32(byte[] data, int at) => BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(at));
}
