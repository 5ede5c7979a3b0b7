using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CommsCredits.Web.Documents.Tables;

/// <summary>
/// The tables of a statement as an Excel workbook, a sheet each: real numbers and dates, heads that stay in sight, columns as wide as what stands in them. Words are stored as words, so that no cell is
/// a formula whatever a person or a file wrote.
/// </summary>
public static class StatementWorkbook
{
    private const int NarrowestColumn = 10, WidestColumn = 60, LongestName = 31, LongestWords = 32_767;

    /// <param name="decimals">How many decimals an amount shows at the least; more where it has them.</param>
    public static byte[] Write(IReadOnlyList<StatementTable> tables, int decimals)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = WorkbookStyles.Make(decimals);
            var sheets = new Sheets();
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var table in tables)
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = SheetOf(table);
                sheets.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)names.Count + 1, Name = NameOf(table.Name, names) });
            }
            book.Workbook = new Workbook(sheets);
        }
        return bytes.ToArray();
    }

    private static Worksheet SheetOf(StatementTable table)
    {
        var columns = Math.Max(table.Heads.Count, table.Rows.Select(r => r.Count).DefaultIfEmpty(1).Max());
        var rows = new SheetData();
        if (table.Heads.Count > 0) rows.Append(new Row(table.Heads.Select(head => Words(head, WorkbookStyles.Head))));
        foreach (var row in table.Rows) rows.Append(new Row(row.Select(CellOf)));
        var sheet = new Worksheet();
        if (table.Heads.Count > 0)
            sheet.Append(new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }));
        sheet.Append(new Columns(Enumerable.Range(0, columns).Select(i => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = WidthOf(table, i), CustomWidth = true })));
        sheet.Append(rows);
        return sheet;
    }

    private static double WidthOf(StatementTable table, int column)
    {
        var longest = table.Rows.Where(r => r.Count > column).Select(r => LengthOf(r[column])).Append(table.Heads.Count > column ? WidthOf(table.Heads[column]) : 0).Max();
        return Math.Clamp(longest + 2, NarrowestColumn, WidestColumn);
    }

    private static int LengthOf(TableValue value) => value is WordsValue { Words: var words } ? WidthOf(words) : value is AmountValue { Amount: var amount } ? Text(amount.ToDecimal()).Length + 3 : NarrowestColumn;

    /// <summary>A Chinese character takes the room of two.</summary>
    private static int WidthOf(string words) => words.Length + words.Count(c => c >= '\u2E80');

    private static Cell CellOf(TableValue value) => value switch
    {
        WordsValue { Words: var words } => Words(words, WorkbookStyles.Plain),
        AmountValue { Amount: var amount } => Number(Text(amount.ToDecimal()), WorkbookStyles.Amount),
        CountValue { Count: var count } => Number(count.ToString(CultureInfo.InvariantCulture), WorkbookStyles.Count),
        DayValue { Day: var day } => Number(day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture), WorkbookStyles.Day),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, null),
    };

    private static Cell Words(string words, uint style) =>
        new(new InlineString(new Text(Clean(words)) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString, StyleIndex = style };

    private static Cell Number(string text, uint style) => new(new CellValue(text)) { StyleIndex = style };

    private static string Text(decimal amount) => amount.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>Without what XML cannot hold, and no longer than a cell may be.</summary>
    private static string Clean(string words)
    {
        var clean = new string([.. words.Where((c, i) => System.Xml.XmlConvert.IsXmlChar(c) || char.IsHighSurrogate(c) && i + 1 < words.Length && char.IsLowSurrogate(words[i + 1])
            || char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(words[i - 1]))]);
        return clean.Length <= LongestWords ? clean : clean[..LongestWords];
    }

    /// <summary>What a sheet may be called: at most 31 characters, none of <c>[]:*?/\</c>, each once.</summary>
    private static string NameOf(string name, HashSet<string> taken)
    {
        var clean = new string([.. name.Select(c => c is '[' or ']' or ':' or '*' or '?' or '/' or '\\' ? ' ' : c)]).Trim('\'', ' ');
        for (var n = 1; ; n++)
        {
            var end = n == 1 ? "" : $" {n}";
            var tried = clean[..Math.Min(clean.Length, LongestName - end.Length)].TrimEnd() + end;
            if (taken.Add(tried)) return tried;
        }
    }
}
