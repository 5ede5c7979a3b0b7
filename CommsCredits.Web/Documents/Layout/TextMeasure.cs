using System.Globalization;
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
        return kept.ToString().TrimEnd(' ') + "…";
    }

    /// <summary>A figure is never cut: it is set smaller until it fits.</summary>
    public static TextStyle Shrunk(string text, TextStyle style, double width)
    {
        var natural = Width(text, style);
        return natural <= width ? style : style with { Size = style.Size * width / natural };
    }

    /// <summary>
    /// One line of text as it is drawn: line breaks and other control characters become spaces, marks that only steer a writing direction
    /// or a break are left out, and a letter with its accent behind it becomes the one character that fonts have (NFC).
    /// </summary>
    public static string OneLine(string text)
    {
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\0', '\x1F') && !text.Contains('\x7F', StringComparison.Ordinal)) return text;
        var line = new StringBuilder(text.Length);
        // Half a surrogate pair is read as U+FFFD: what is normalized must be well formed
        foreach (var character in text.EnumerateRunes())
        {
            if (Rune.IsControl(character)) line.Append(' ');
            else if (Rune.GetUnicodeCategory(character) != UnicodeCategory.Format) line.Append(character);
        }
        return line.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Whether each character of the text has a glyph of its own.</summary>
    public static bool CanBeDrawn(string text, FontFace face) => OneLine(text).EnumerateRunes().All(c => FontShelf.Has(face, c));

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
