using System.Text;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.Features.Rates.Reading;

/// <summary>
/// The lines of a deck, which is small: it is read whole, up to <see cref="MostBytes"/>. One line is one rate. Cells are divided by commas, or by semicolons or tabs where the header is.
/// </summary>
internal sealed class DeckText
{
    public const int MostBytes = 8 << 20;
    public const int MostLineChars = 4_000;
    private readonly string[] _lines;

    private DeckText(string[] lines, int header, char separator, bool isWindows1252) => (_lines, Header, Separator, IsWindows1252) = (lines, header, separator, isWindows1252);

    /// <summary>The number of the line with the columns' names: 1, or 2 where a spreadsheet wrote <c>sep=;</c> before it.</summary>
    public int Header { get; }

    /// <summary>The file was no UTF-8: its names were read as older Western spreadsheets write them.</summary>
    public bool IsWindows1252 { get; }

    public char Separator { get; }

    public int Count => _lines.Length;

    /// <summary>The line as written, as an editor counts.</summary>
    public string this[int number] => _lines[number - 1];

    /// <summary>Refused: <c>DeckTooLarge</c> (the limit in MiB), <c>DeckEmpty</c>, <c>DeckNotText</c>.</summary>
    public static async Task<Outcome<DeckText>> ReadAsync(Stream file, CancellationToken cancel)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[65_536];
        while (await file.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            if (memory.Length + read > MostBytes) return new Refused("DeckTooLarge", MostBytes >> 20);
            memory.Write(buffer, 0, read);
        }
        memory.Position = 0;
        var isOther = memory.GetBuffer().AsSpan(0, (int)memory.Length) is var bytes && !FileText.HasMark(bytes) && !FileText.IsUtf8(bytes);
        if (isOther && !FileText.CanBeWindows1252(memory.GetBuffer().AsSpan(0, (int)memory.Length))) return new Refused("DeckNotText");
        using var reader = new StreamReader(memory, isOther ? FileText.Windows1252 : FileText.Utf8, detectEncodingFromByteOrderMarks: true);
        var text = await reader.ReadToEndAsync(cancel);
        if (string.IsNullOrWhiteSpace(text)) return new Refused("DeckEmpty");
        if (text.AsSpan(0, Math.Min(text.Length, MostLineChars)).ContainsAny('\0', '\uFFFD')) return new Refused("DeckNotText");
        string[] lines = text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
        return lines.Length > 1 && lines[0].Length == 5 && lines[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? new DeckText(lines, 2, lines[0][4], isOther) : new DeckText(lines, 1, SeparatorOf(lines[0]), isOther);
    }

    /// <summary>Null where the quotes of the line are not closed, or text follows a closing one.</summary>
    public IReadOnlyList<string>? Cells(int number)
    {
        var cells = new List<string>();
        var line = this[number];
        for (var at = 0; ; at++)
        {
            if (at < line.Length && line[at] == '"')
            {
                if (Quoted(line, ref at) is not { } cell || (at < line.Length && line[at] != Separator)) return null;
                cells.Add(cell);
            }
            else
            {
                var end = line.IndexOf(Separator, at);
                cells.Add(end < 0 ? line[at..] : line[at..end]);
                at = end < 0 ? line.Length : end;
            }
            if (at >= line.Length) return cells;
        }
    }

    /// <summary>The text of a quoted cell; <paramref name="at"/> moves behind its closing quote. Null where there is none.</summary>
    private static string? Quoted(string line, ref int at)
    {
        var cell = new StringBuilder();
        while (true)
        {
            var quote = line.IndexOf('"', at + 1);
            if (quote < 0) return null;
            cell.Append(line, at + 1, quote - at - 1);
            at = quote + 1;
            if (at >= line.Length || line[at] != '"') return cell.ToString();
            cell.Append('"');
        }
    }

    private static char SeparatorOf(string header) => new[] { ',', ';', '\t' }.MaxBy(c => header.Count(h => h == c));
}
