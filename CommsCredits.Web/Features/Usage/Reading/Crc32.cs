namespace CommsCredits.Web.Features.Usage.Reading;

/// <summary>The checksum of zip archives (ISO 3309), which the library does not compare.</summary>
internal sealed class Crc32
{
    private static readonly uint[] s_table = [.. Enumerable.Range(0, 256).Select(Entry)];
    private uint _value = uint.MaxValue;

    public uint Value => ~_value;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes) _value = s_table[(_value ^ b) & byte.MaxValue] ^ (_value >> 8);
    }

    private static uint Entry(int index)
    {
        var value = (uint)index;
        for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
        return value;
    }
}
