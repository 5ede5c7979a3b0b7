using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace CommsCredits.Web.Documents.Pdf;

/// <summary>Puts tables into one TrueType file with its directory and check sums.</summary>
internal static class FontFile
{
    private const uint Magic = 0xB1B0AFBA;

    public static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        var start = 12 + 16 * tables.Count;
        var file = new byte[start + tables.Values.Sum(t => Padded(t.Length))];
        WriteHeader(file, tables.Count);
        var (record, offset, head) = (12, start, 0);
        foreach (var (tag, table) in tables)
        {
            Encoding.ASCII.GetBytes(tag, file.AsSpan(record));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(record + 4), CheckSum(table));
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(record + 8), offset);
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(record + 12), table.Length);
            table.CopyTo(file, offset);
            if (tag == "head") head = offset;
            record += 16;
            offset += Padded(table.Length);
        }
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), unchecked(Magic - CheckSum(file)));
        return file;
    }

    private static void WriteHeader(Span<byte> file, int count)
    {
        var power = BitOperations.Log2((uint)count);
        var range = 16 << power;
        BinaryPrimitives.WriteInt32BigEndian(file, 0x10000);
        BinaryPrimitives.WriteUInt16BigEndian(file[4..], (ushort)count);
        BinaryPrimitives.WriteUInt16BigEndian(file[6..], (ushort)range);
        BinaryPrimitives.WriteUInt16BigEndian(file[8..], (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(file[10..], (ushort)(16 * count - range));
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static uint CheckSum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var i = 0; i < bytes.Length; i++) sum = unchecked(sum + ((uint)bytes[i] << (24 - 8 * (i % 4))));
        return sum;
    }
}
