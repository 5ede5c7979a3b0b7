using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Reading;

/// <summary>What stands on a paper: the attached figures and the printed texts.</summary>
/// <param name="Attached">The bytes of the attached file; null where there is none or it is damaged.</param>
/// <param name="Pages">The texts of each page as they were drawn, one after another.</param>
public sealed record PrintedPaper(byte[]? Attached, IReadOnlyList<IReadOnlyList<string>> Pages);

/// <summary>Reads back a PDF that this program printed, and only such a one. Any bytes may be given.</summary>
public static partial class PaperReader
{
    /// <summary>20 MB: a statement of thousands of lots is less than a tenth of it.</summary>
    public const int MostBytes = 20 << 20;

    private const int MostPages = 2_000, MostTexts = 500_000, MostGlyphs = 70_000;

    /// <summary>Null where it is no PDF, or too large.</summary>
    public static PrintedPaper? Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > MostBytes || !file.Span.StartsWith("%PDF-"u8)) return null;
        var objects = new PdfObjects(file);
        var name = $"/Type/Filespec/F{PdfSyntax.Text(StatementJson.FileName)}";
        var attached = objects.Bodies.FirstOrDefault(b => b.Contains(name, StringComparison.Ordinal)) is { } spec && PdfObjects.Reference(spec, "/EF<</F") is { } id ? objects.Stream(id) : null;
        return new(attached, PagesOf(objects));
    }

    private static List<IReadOnlyList<string>> PagesOf(PdfObjects objects)
    {
        var pages = new List<IReadOnlyList<string>>();
        var fonts = new Dictionary<int, Dictionary<int, string>>();
        var left = MostTexts;
        if (objects.Bodies.FirstOrDefault(b => b.StartsWith("<</Type/Pages/", StringComparison.Ordinal)) is not { } tree) return pages;
        foreach (var kid in Referred().Matches(tree).Take(MostPages).Select(m => PdfObjects.Number(m.Groups[1].ValueSpan)))
        {
            if (kid is not { } page || objects.Body(page) is not { } body || PdfObjects.Reference(body, "/Contents") is not { } content || objects.Stream(content) is not { } drawn) continue;
            var maps = new Dictionary<string, Dictionary<int, string>>(StringComparer.Ordinal);
            foreach (var font in Font().Matches(body).Take(64))
                if (PdfObjects.Number(font.Groups[2].ValueSpan) is { } id) maps[font.Groups[1].Value] = fonts.TryGetValue(id, out var map) ? map : fonts[id] = Characters(objects, id);
            var texts = Texts(Encoding.Latin1.GetString(drawn), maps, left);
            left -= texts.Count;
            pages.Add(texts);
        }
        return pages;
    }

    private static List<string> Texts(string content, Dictionary<string, Dictionary<int, string>> fonts, int most)
    {
        var texts = new List<string>();
        var text = new StringBuilder();
        Dictionary<int, string>? map = null;
        foreach (var token in Token().EnumerateMatches(content))
        {
            var span = content.AsSpan(token.Index, token.Length);
            if (span is "BT\n" or "BT ") text.Clear();
            else if (span is "ET\n")
            {
                if (texts.Count >= most) break;
                texts.Add(text.ToString());
            }
            else if (span[0] == '/') map = fonts.GetValueOrDefault(span[1..^1].ToString());
            else
                for (var i = 1; i + 4 <= span.Length - 4 && map is not null; i += 4)
                    text.Append(int.TryParse(span.Slice(i, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var glyph) && map.TryGetValue(glyph, out var character) ? character : "\uFFFD");
        }
        return texts;
    }

    /// <summary>What each glyph of a font stands for, as its own table says.</summary>
    private static Dictionary<int, string> Characters(PdfObjects objects, int font)
    {
        var map = new Dictionary<int, string>();
        if (objects.Body(font) is not { } body || PdfObjects.Reference(body, "/ToUnicode") is not { } id || objects.Stream(id) is not { } table) return map;
        foreach (var pair in Mapped().Matches(Encoding.Latin1.GetString(table)).Take(MostGlyphs))
            map[int.Parse(pair.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)] = Encoding.BigEndianUnicode.GetString(Convert.FromHexString(pair.Groups[2].ValueSpan));
        return map;
    }

    [GeneratedRegex("([0-9]{1,9}) 0 R", RegexOptions.CultureInvariant)]
    private static partial Regex Referred();

    [GeneratedRegex("/(F[0-9]{1,4}) ([0-9]{1,9}) 0 R", RegexOptions.CultureInvariant)]
    private static partial Regex Font();

    [GeneratedRegex("BT[ \n]|ET\n|/F[0-9]{1,4} |<[0-9A-F]*> Tj", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex("<([0-9A-F]{4})><([0-9A-F]{4}|[0-9A-F]{8})>", RegexOptions.CultureInvariant)]
    private static partial Regex Mapped();
}
