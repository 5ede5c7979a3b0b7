using System.Buffers;
using System.Globalization;

namespace CommsCredits.Web.Documents;

/// <summary>
/// Writes rows of comma-separated values (RFC 4180, lines end in LF). No cell becomes a formula in a spreadsheet: one that begins like a formula gets an apostrophe in front of it.
/// </summary>
public sealed class CsvWriter(TextWriter to)
{
    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n");

    public async Task RowAsync(IEnumerable<string> cells, CancellationToken cancel) => await to.WriteAsync(Line(cells).AsMemory(), cancel);

    public void Row(IEnumerable<string> cells) => to.Write(Line(cells));

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\n";

    private static string Cell(string cell)
    {
        var safe = IsFormula(cell) ? "'" + cell : cell;
        return safe.AsSpan().ContainsAny(s_quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>Spreadsheets pass over blanks and line breaks before they look, and read full-width signs as signs. A number below zero is a number.</summary>
    public static bool IsFormula(string cell) =>
        cell.Length > 0 && !IsNumber(cell) && (cell[0] is '\t' or '\r' or '\n' || cell.TrimStart() is [('=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠'), ..]);

    private static bool IsNumber(string cell) => cell is ['-', >= '0' and <= '9', ..] && decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
