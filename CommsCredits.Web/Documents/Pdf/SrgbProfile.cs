using System.Buffers.Binary;
using System.Text;

namespace CommsCredits.Web.Documents.Pdf;

/// <summary>
/// The sRGB colour profile that PDF/A wants, computed from the standard's figures (IEC 61966-2-1, adapted to D50) so that no foreign file
/// and no licence comes with it.
/// </summary>
internal static class SrgbProfile
{
    private const int CurveSteps = 1024;

    public static byte[] Write()
    {
        var curve = Curve();
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Description("sRGB")), ("cprt", Block("text", Encoding.ASCII.GetBytes("public domain\0"))),
            ("wtpt", Xyz(0.9642, 1, 0.8249)), ("rXYZ", Xyz(0.43607, 0.22249, 0.01392)), ("gXYZ", Xyz(0.38515, 0.71687, 0.09708)),
            ("bXYZ", Xyz(0.14307, 0.06061, 0.71410)), ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ];
        var body = new MemoryStream();
        body.Write(new byte[132 + 12 * tags.Length]);
        var places = new Dictionary<byte[], int>();
        foreach (var (_, data) in tags)
        {
            if (!places.TryAdd(data, (int)body.Position)) continue;
            body.Write(data);
            while (body.Position % 4 != 0) body.WriteByte(0);
        }
        var profile = body.ToArray();
        WriteHeader(profile);
        WriteInt32(profile, 128, tags.Length);
        for (var i = 0; i < tags.Length; i++)
        {
            Encoding.ASCII.GetBytes(tags[i].Tag, profile.AsSpan(132 + 12 * i));
            WriteInt32(profile, 136 + 12 * i, places[tags[i].Data]);
            WriteInt32(profile, 140 + 12 * i, tags[i].Data.Length);
        }
        return profile;
    }

    /// <summary>Version 2.1, a display, RGB to XYZ; the date is the standard's year, not today's.</summary>
    private static void WriteHeader(byte[] profile)
    {
        WriteInt32(profile, 0, profile.Length);
        WriteInt32(profile, 8, 0x02100000);
        Encoding.ASCII.GetBytes("mntrRGB XYZ ", profile.AsSpan(12));
        foreach (var (at, value) in new[] { (24, (short)1999), (26, (short)1), (28, (short)1) })
            BinaryPrimitives.WriteInt16BigEndian(profile.AsSpan(at), value);
        Encoding.ASCII.GetBytes("acsp", profile.AsSpan(36));
        Xyz(0.9642, 1, 0.8249).AsSpan(8).CopyTo(profile.AsSpan(68));
    }

    private static byte[] Xyz(double x, double y, double z)
    {
        var numbers = new byte[12];
        foreach (var (at, value) in new[] { (0, x), (4, y), (8, z) }) WriteInt32(numbers, at, (int)Math.Round(value * 65536));
        return Block("XYZ ", numbers);
    }

    private static byte[] Curve()
    {
        var points = new byte[4 + 2 * CurveSteps];
        WriteInt32(points, 0, CurveSteps);
        for (var i = 0; i < CurveSteps; i++)
        {
            var value = i / (CurveSteps - 1.0);
            var linear = value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(points.AsSpan(4 + 2 * i), (ushort)Math.Round(linear * 65535));
        }
        return Block("curv", points);
    }

    private static byte[] Description(string text)
    {
        var data = new byte[4 + text.Length + 1 + 4 + 4 + 2 + 1 + 67];
        WriteInt32(data, 0, text.Length + 1);
        Encoding.ASCII.GetBytes(text, data.AsSpan(4));
        return Block("desc", data);
    }

    private static byte[] Block(string type, byte[] data) => [.. Encoding.ASCII.GetBytes(type), 0, 0, 0, 0, .. data];

    private static void WriteInt32(byte[] target, int at, int value) => BinaryPrimitives.WriteInt32BigEndian(target.AsSpan(at), value);
}
