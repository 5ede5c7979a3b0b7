using System.Text;
using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Layout;

/// <summary>How wide a text is, and how it is made to fit.</summary>
public static class TextMeasure
{
    /// <summary>In points. No kerning: each glyph is drawn at its own advance, so the sum is exact.</summary>
    public static double Width(string text, TextStyle style) => Thousandths(text, style.Face) * style.Size / 1000;

    /// <summary>The text, or its beginning and an ellipsis, so that it is not wider than given.</summary>
    public static string Ellipsized(string text, TextStyle style, double width)
    {
        if (Width(text, style) <= width) return text;
        var kept = new StringBuilder();
        foreach (var character in text.EnumerateRunes())
        {
            if (Width($"{kept}{character}…", style) > width) break;
            kept.Append(character);
        }
        return kept.ToString().TrimEnd() + "…";
    }

    /// <summary>A figure is never cut: it is set smaller until it fits.</summary>
    public static TextStyle Shrunk(string text, TextStyle style, double width)
    {
        var natural = Width(text, style);
        return natural <= width ? style : style with { Size = style.Size * width / natural };
    }

    /// <summary>One line of text: line breaks and other control characters become spaces.</summary>
    public static string OneLine(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++) target[i] = char.IsControl(source[i]) ? ' ' : source[i];
    });

    private static long Thousandths(string text, FontFace face)
    {
        var sum = 0L;
        foreach (var character in text.EnumerateRunes())
        {
            var glyph = FontShelf.Find(face, character);
            sum += glyph.Font.Advance(glyph.Glyph);
        }
        return sum;
    }
}
