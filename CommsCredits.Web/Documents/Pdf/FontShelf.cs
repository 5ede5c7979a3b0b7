using System.Text;

namespace CommsCredits.Web.Documents.Pdf;

/// <summary>
/// The fonts that ship with the portal, read once. A machine's own fonts are never asked: the same statement must be the same bytes
/// everywhere. The Latin font comes first, also for the minus U+2212, which the Chinese font lacks.
/// </summary>
internal static class FontShelf
{
    private static readonly Lazy<TrueTypeFont> s_chinese = new(() => Load("NotoSansSC-Regular"));
    private static readonly Lazy<TrueTypeFont>[] s_latin =
    [
        new(() => Load("IBMPlexSans-Regular")), new(() => Load("IBMPlexSans-Medium")), new(() => Load("IBMPlexSans-SemiBold")),
        new(() => Load("IBMPlexMono-Regular")),
    ];

    public static TrueTypeFont Latin(FontFace face) => s_latin[(int)face].Value;

    public static bool Has(FontFace face, Rune character) => Latin(face).TryGlyph(character, out _) || s_chinese.Value.TryGlyph(character, out _);

    /// <summary>The glyph of a character, from the first font that has it; a character that no font has is drawn as U+FFFD.</summary>
    public static FontGlyph Find(FontFace face, Rune character)
    {
        if (Latin(face).TryGlyph(character, out var glyph)) return new(Latin(face), glyph, character);
        if (s_chinese.Value.TryGlyph(character, out glyph)) return new(s_chinese.Value, glyph, character, IsFallback: true);
        return character == Rune.ReplacementChar ? new(Latin(face), 0, character) : Find(face, Rune.ReplacementChar);
    }

    private static TrueTypeFont Load(string name)
    {
        using var stream = typeof(FontShelf).Assembly.GetManifestResourceStream($"Fonts/{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not embedded.");
        var data = new byte[stream.Length];
        stream.ReadExactly(data);
        return new(data, name);
    }
}

/// <summary>One character as it will be drawn. <see cref="IsFallback"/>: not by the face that was asked for, so its weight is drawn on.</summary>
internal readonly record struct FontGlyph(TrueTypeFont Font, ushort Glyph, Rune Character, bool IsFallback = false);
