using System.Text;

namespace CommsCredits.Web.Documents.Layout;

/// <summary>
/// Breaks a text into lines: at spaces, between Chinese characters (but no line begins with a closing mark or ends with an opening one),
/// and inside a word only where the word alone is too wide.
/// </summary>
public static class LineBreaker
{
    private const string NotFirst = "，。、；：！？）》」』】”’…%·";
    private const string NotLast = "（《「『【“‘";

    /// <param name="maxLines">What would follow the last line is cut with an ellipsis.</param>
    public static IReadOnlyList<string> Break(string text, TextStyle style, double width, int maxLines = int.MaxValue)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var piece in Pieces(TextMeasure.OneLine(text)).SelectMany(p => Fitting(p, style, width)))
        {
            if (line.Length > 0 && TextMeasure.Width($"{line}{piece}".TrimEnd(), style) > width)
            {
                lines.Add(line.ToString().TrimEnd());
                line.Clear();
            }
            line.Append(line.Length == 0 ? piece.TrimStart() : piece);
        }
        if (line.Length > 0 || lines.Count == 0) lines.Add(line.ToString().TrimEnd());
        if (lines.Count <= maxLines) return lines;
        return [.. lines.Take(maxLines - 1), TextMeasure.Ellipsized(string.Join(' ', lines.Skip(maxLines - 1)), style, width)];
    }

    /// <summary>The widest piece that cannot be broken: no column should be narrower.</summary>
    public static double WidestPiece(string text, TextStyle style) =>
        Pieces(TextMeasure.OneLine(text)).Select(p => TextMeasure.Width(p.TrimEnd(), style)).DefaultIfEmpty().Max();

    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        var runes = text.EnumerateRunes().ToArray();
        for (var i = 0; i < runes.Length; i++)
        {
            piece.Append(runes[i].ToString());
            if (i + 1 < runes.Length && !MayBreak(runes[i], runes[i + 1])) continue;
            yield return piece.ToString();
            piece.Clear();
        }
    }

    private static bool MayBreak(Rune before, Rune after)
    {
        if (before.Value == ' ') return after.Value != ' ';
        if (after.Value == ' ') return false;
        if (Contains(NotFirst, after) || Contains(NotLast, before)) return false;
        return IsIdeograph(before) || IsIdeograph(after);
    }

    private static IEnumerable<string> Fitting(string piece, TextStyle style, double width)
    {
        if (TextMeasure.Width(piece.TrimEnd(), style) <= width)
        {
            yield return piece;
            yield break;
        }
        var part = new StringBuilder();
        foreach (var character in piece.EnumerateRunes())
        {
            if (part.Length > 0 && TextMeasure.Width($"{part}{character}", style) > width)
            {
                yield return part.ToString();
                part.Clear();
            }
            part.Append(character.ToString());
        }
        yield return part.ToString();
    }

    private static bool Contains(string marks, Rune character) => marks.Contains(character.ToString(), StringComparison.Ordinal);

    private static bool IsIdeograph(Rune character) => character.Value is >= 0x2E80 and < 0xFFE0 and not (>= 0xAC00 and < 0xD7B0) or >= 0x20000;
}
