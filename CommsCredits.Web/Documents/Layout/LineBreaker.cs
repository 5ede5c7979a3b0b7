using System.Text;

namespace CommsCredits.Web.Documents.Layout;

/// <summary>
/// Breaks a text into lines: at spaces, between Chinese characters (but no line begins with a closing mark or ends with an opening one,
/// and a short word in brackets stays whole), and inside a word only where the word alone is too wide. The lines put together are the
/// text again: a line broken at a space ends with that space, which counts for no width.
/// </summary>
public static class LineBreaker
{
    private const string NotFirst = "，。、；：！？）》」』】”’…%·";
    private const string NotLast = "（《「『【“‘";

    /// <summary>What stands in Chinese brackets is kept on one line up to this many characters, brackets included.</summary>
    private const int LongestBracket = 8;

    /// <param name="maxLines">What would follow the last line is cut with an ellipsis.</param>
    public static IReadOnlyList<string> Break(string text, TextStyle style, double width, int maxLines = int.MaxValue)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var piece in Pieces(TextMeasure.OneLine(text).Trim(' ')).SelectMany(p => Fitting(p, style, width)))
        {
            if (line.Length > 0 && TextMeasure.Width($"{line}{piece}".TrimEnd(' '), style) > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }
            line.Append(piece);
        }
        if (line.Length > 0 || lines.Count == 0) lines.Add(line.ToString());
        if (lines.Count <= maxLines) return lines;
        return [.. lines.Take(maxLines - 1), TextMeasure.Ellipsized(string.Concat(lines.Skip(maxLines - 1)), style, width)];
    }

    /// <summary>The widest piece that cannot be broken: no column should be narrower.</summary>
    public static double WidestPiece(string text, TextStyle style) => Widest(Pieces(TextMeasure.OneLine(text)), style);

    /// <summary>The widest part that should not be broken: in Chinese, where a break may stand inside a word, what stands before, in or
    /// behind brackets; else as <see cref="WidestPiece"/>.</summary>
    public static double WidestPhrase(string text, TextStyle style) => Widest(Phrases(TextMeasure.OneLine(text)), style);

    private static double Widest(IEnumerable<string> pieces, TextStyle style) =>
        pieces.Select(p => TextMeasure.Width(p.TrimEnd(' '), style)).DefaultIfEmpty().Max();

    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        var runes = text.EnumerateRunes().ToArray();
        var kept = 0;
        for (var i = 0; i < runes.Length; i++)
        {
            piece.Append(runes[i].ToString());
            kept = Math.Max(kept, EndOfBracket(runes, i));
            if (i + 1 < runes.Length && (i + 1 < kept || !MayBreak(runes[i], runes[i + 1]))) continue;
            yield return piece.ToString();
            piece.Clear();
        }
    }

    private static IEnumerable<string> Phrases(string text)
    {
        var phrase = new StringBuilder();
        foreach (var piece in Pieces(text))
        {
            if (phrase.Length > 0 && (phrase[^1] == ' ' || NotLast.Contains(piece[0], StringComparison.Ordinal) || phrase[^1] == '）'))
            {
                yield return phrase.ToString();
                phrase.Clear();
            }
            phrase.Append(piece);
        }
        yield return phrase.ToString();
    }

    /// <summary>Behind the closing bracket of a short word in brackets that opens here; zero where none does.</summary>
    private static int EndOfBracket(Rune[] runes, int start)
    {
        if (runes[start].Value != '（') return 0;
        var end = Array.FindIndex(runes, start, Math.Min(LongestBracket, runes.Length - start), r => r.Value == '）');
        return end + 1;
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
        if (TextMeasure.Width(piece.TrimEnd(' '), style) <= width)
        {
            yield return piece;
            yield break;
        }
        var part = new StringBuilder();
        foreach (var character in piece.EnumerateRunes())
        {
            if (part.Length > 0 && character.Value != ' ' && TextMeasure.Width($"{part}{character}", style) > width)
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
