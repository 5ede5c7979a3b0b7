using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Reading;

/// <summary>
/// Reads back a PDF that this program printed: the attached figures first, and the printed texts when they are asked for. Any bytes may be given; what a file may cost is said by <see cref="ReadingBudget"/>, once for
/// all that is read of it. Of a paper that another program has saved again the attached figures are found, and no more.
/// </summary>
public sealed partial class PaperReader
{
    /// <summary>20 MB: a statement of thousands of lots is less than a tenth of it.</summary>
    public const int MostBytes = 20 << 20;

    private const int MostPages = 2_000, MostTexts = 200_000, MostCharacters = 4 << 20, MostGlyphs = 200_000, FontsOfAPage = 64, MostCandidates = 8;
    private const int LongestPage = 4 << 20, LongestBody = 65_536, LongestTree = 262_144, LongestTable = 2 << 20;

    /// <summary>What an entry of a table of characters takes, and a text beside its characters.</summary>
    private const int BytesOfAGlyph = 128, BytesOfAText = 48;

    private static readonly byte[] s_name = Encoding.Latin1.GetBytes($"/Type/Filespec/F{PdfSyntax.Text(StatementJson.FileName)}");

    private readonly PdfObjects _objects;
    private readonly ReadingBudget _budget;
    private char[] _characters = [];

    private PaperReader(ReadOnlyMemory<byte> file, ReadingBudget budget)
    {
        _budget = budget;
        _objects = new(file, budget);
        Attached = Own() ?? Saved(file);
    }

    /// <summary>The bytes of the attached figures; null where there are none or they are damaged.</summary>
    public byte[]? Attached { get; }

    /// <summary>The paper is as another program saved it: its pages cannot be read.</summary>
    public bool IsSavedAgain { get; private set; }

    /// <summary>Null where it is no PDF, too large, or costs more than <see cref="ReadingBudget"/> gives.</summary>
    public static PaperReader? Open(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        if (file.Length > MostBytes || !file.Span.StartsWith("%PDF-"u8)) return null;
        try
        {
            return new(file, new(cancel));
        }
        catch (OverBudgetException)
        {
            return null;
        }
    }

    /// <summary>The texts of each page as they were drawn, one after another, each page once; null where reading them would cost too much.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Pages()
    {
        try
        {
            return IsSavedAgain ? [] : PagesOf();
        }
        catch (OverBudgetException)
        {
            return null;
        }
    }

    private byte[]? Own() =>
        _objects.Find(s_name, atStart: false) is { } spec && PdfObjects.Reference(spec.Span, "/EF<</F "u8) is { } id && _objects.Stream(id, FigureList.MostBytes) is { } content ? Kept(content) : null;

    /// <summary>Other programs lay a file out in their own way; an attachment stays a stream that says what it is. Its length may stand elsewhere: what is packed says itself where it ends.</summary>
    private byte[]? Saved(ReadOnlyMemory<byte> file)
    {
        var rest = file;
        for (var tries = 0; tries < MostCandidates; tries++)
        {
            var at = rest.Span.IndexOf("/EmbeddedFile"u8);
            _budget.Work(at < 0 ? rest.Length : at);
            if (at < 0) return null;
            rest = rest[(at + 13)..];
            var head = rest.Span[..Math.Min(2_000, rest.Length)];
            if (head.IndexOf("stream"u8) is not (>= 0 and var begins)) continue;
            var data = rest[(begins + 6)..];
            data = data[(data.Span.StartsWith("\r\n"u8) ? 2 : data.Span.StartsWith("\n"u8) ? 1 : 0)..];
            // The first byte of what zlib packed; JSON begins otherwise. What the dictionary says of it may stand on either side of the type.
            var content = data.Span.StartsWith("x"u8) ? _objects.Inflate(data, FigureList.MostBytes) : Plain(data);
            if (content is not { } figures || figures.Span.IndexOf(StatementJson.FormatBytes) < 0) continue;
            IsSavedAgain = true;
            return Kept(figures);
        }
        return null;
    }

    private ReadOnlyMemory<byte>? Plain(ReadOnlyMemory<byte> data)
    {
        var end = data.Span[..Math.Min(FigureList.MostBytes, data.Length)].IndexOf("endstream"u8);
        _budget.Work(end < 0 ? Math.Min(FigureList.MostBytes, data.Length) : end);
        return end < 0 ? null : data[..end];
    }

    private byte[] Kept(ReadOnlyMemory<byte> content)
    {
        _budget.Take(content.Length);
        return content.ToArray();
    }

    private List<IReadOnlyList<string>> PagesOf()
    {
        var pages = new List<IReadOnlyList<string>>();
        if (_objects.Find("<</Type/Pages/"u8, atStart: true) is not { } tree || tree.Length > LongestTree) return pages;
        var (fonts, seen, room) = (new Dictionary<int, Dictionary<int, string>>(), new HashSet<int>(), new Room());
        var kids = Characters(tree.Span).ToString();
        _budget.Take(2 * kids.Length);
        foreach (var kid in Referred().EnumerateMatches(kids))
        {
            if (seen.Count == MostPages) break;
            // A page that is named twice is read once
            if (NumberOf(kids.AsSpan(kid.Index, kid.Length - 4)) is not { } page || !seen.Add(page) || _objects.Body(page) is not { } body || body.Length > LongestBody) continue;
            if (PdfObjects.Reference(body.Span, "/Contents "u8) is not { } content) continue;
            var maps = FontsOf(body.Span, fonts, room);
            if (_objects.Stream(content, LongestPage) is { } drawn) pages.Add(Texts(Characters(drawn.Span), maps, room));
        }
        return pages;
    }

    private Dictionary<string, Dictionary<int, string>> FontsOf(ReadOnlySpan<byte> page, Dictionary<int, Dictionary<int, string>> known, Room room)
    {
        var maps = new Dictionary<string, Dictionary<int, string>>(StringComparer.Ordinal);
        var body = Characters(page).ToString();
        _budget.Take(2 * body.Length);
        foreach (var font in Font().EnumerateMatches(body))
        {
            if (maps.Count == FontsOfAPage) break;
            var named = body.AsSpan(font.Index + 1, font.Length - 5);
            var blank = named.IndexOf(' ');
            if (NumberOf(named[(blank + 1)..]) is not { } id) continue;
            if (!known.TryGetValue(id, out var map))
            {
                _budget.Take(BytesOfAGlyph);
                known[id] = map = CharactersOf(id, room);
            }
            _budget.Take(BytesOfAGlyph);
            maps[named[..blank].ToString()] = map;
        }
        return maps;
    }

    private List<string> Texts(ReadOnlySpan<char> content, Dictionary<string, Dictionary<int, string>> fonts, Room room)
    {
        var texts = new List<string>();
        var text = new StringBuilder();
        var named = fonts.GetAlternateLookup<ReadOnlySpan<char>>();
        Dictionary<int, string>? map = null;
        foreach (var token in Token().EnumerateMatches(content))
        {
            var span = content.Slice(token.Index, token.Length);
            if (span is "BT\n" or "BT ") text.Clear();
            else if (span is "ET\n")
            {
                if (++room.Texts > MostTexts) throw new OverBudgetException();
                _budget.Take(BytesOfAText + 2 * text.Length);
                texts.Add(text.ToString());
                // The next end without a beginning ends nothing
                text.Clear();
            }
            else if (span[0] == '/') map = named.TryGetValue(span[1..^1], out var found) ? found : null;
            else
                for (var i = 1; i + 4 <= span.Length - 4 && map is not null; i += 4)
                {
                    if (++room.Characters > MostCharacters) throw new OverBudgetException();
                    text.Append(int.TryParse(span.Slice(i, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var glyph) && map.TryGetValue(glyph, out var character) ? character : "\uFFFD");
                }
        }
        return texts;
    }

    /// <summary>What each glyph of a font stands for, as its own table says.</summary>
    private Dictionary<int, string> CharactersOf(int font, Room room)
    {
        var map = new Dictionary<int, string>();
        if (_objects.Body(font) is not { } body || PdfObjects.Reference(body.Span, "/ToUnicode "u8) is not { } id || _objects.Stream(id, LongestTable) is not { } table) return map;
        var text = Characters(table.Span);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var pair in Mapped().EnumerateMatches(text))
        {
            if (++room.Glyphs > MostGlyphs) throw new OverBudgetException();
            _budget.Take(BytesOfAGlyph);
            var span = text.Slice(pair.Index, pair.Length);
            Convert.FromHexString(span[7..^1], bytes, out _, out var written);
            map[int.Parse(span[1..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)] = Encoding.BigEndianUnicode.GetString(bytes[..written]);
        }
        return map;
    }

    /// <summary>The bytes as characters, good until the next are asked for.</summary>
    private ReadOnlySpan<char> Characters(ReadOnlySpan<byte> bytes)
    {
        if (_characters.Length < bytes.Length)
        {
            var size = Math.Max(65_536, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)bytes.Length));
            _budget.Take(2 * size);
            _characters = new char[size];
        }
        _budget.Work(bytes.Length);
        return _characters.AsSpan(0, Encoding.Latin1.GetChars(bytes, _characters));
    }

    private static int? NumberOf(ReadOnlySpan<char> digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What all pages together have used up.</summary>
    private sealed class Room
    {
        public int Texts, Characters, Glyphs;
    }

    [GeneratedRegex("[0-9]{1,9} 0 R", RegexOptions.CultureInvariant)]
    private static partial Regex Referred();

    [GeneratedRegex("/F[0-9]{1,4} [0-9]{1,9} 0 R", RegexOptions.CultureInvariant)]
    private static partial Regex Font();

    [GeneratedRegex("BT[ \n]|ET\n|/F[0-9]{1,4} |<[0-9A-F]*> Tj", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex("<[0-9A-F]{4}><(?:[0-9A-F]{4}|[0-9A-F]{8})>", RegexOptions.CultureInvariant)]
    private static partial Regex Mapped();
}
