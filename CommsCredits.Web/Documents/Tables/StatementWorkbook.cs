using System.Globalization;
using System.Xml;
using CommsCredits.Domain;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CommsCredits.Web.Documents.Tables;

/// <summary>
/// The tables of a statement as an Excel workbook, a sheet each: real numbers and dates, heads that stay in sight with a filter in each, columns as wide as what stands in them, printed across the sheet.
/// Words are stored as words, so that no cell is a formula whatever a person or a file wrote; the only formulas are the sums of totals, and each has its value with it.
/// </summary>
public static class StatementWorkbook
{
    private const int NarrowestColumn = 10, WidestColumn = 60, LongestName = 31, LongestWords = 32_767;

    /// <param name="title">In the file's properties; no person is named there.</param>
    /// <param name="decimals">How many decimals an amount shows at the least; more where it has them.</param>
    public static byte[] Write(IReadOnlyList<StatementTable> tables, string title, int decimals)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            WriteProperties(document, title);
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = WorkbookStyles.Make(decimals);
            var (sheets, printed) = (new Sheets(), new DefinedNames());
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (number, table) in tables.Index())
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = SheetOf(table, decimals);
                var name = NameOf(table.Name, names);
                sheets.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)number + 1, Name = name });
                // Heads again on each printed page
                if (table.Heads.Count > 0) printed.Append(new DefinedName($"'{name.Replace("'", "''", StringComparison.Ordinal)}'!$1:$1") { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)number });
            }
            book.Workbook = printed.HasChildren ? new Workbook(sheets, printed) : new Workbook(sheets);
        }
        return bytes.ToArray();
    }

    private static void WriteProperties(SpreadsheetDocument document, string title)
    {
        using var xml = XmlWriter.Create(document.AddCoreFilePropertiesPart().GetStream(FileMode.Create), new() { CloseOutput = true });
        xml.WriteStartElement("cp", "coreProperties", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
        xml.WriteElementString("dc", "title", "http://purl.org/dc/elements/1.1/", Clean(title));
        xml.WriteElementString("dc", "creator", "http://purl.org/dc/elements/1.1/", "CommsCredits");
        xml.WriteEndElement();
    }

    private static Worksheet SheetOf(StatementTable table, int decimals)
    {
        var lines = table.EndsInTotal ? table.Rows.Count - 1 : table.Rows.Count;
        var total = table.EndsInTotal ? table.Rows[^1] : table.Total;
        var columns = Math.Max(table.Heads.Count, table.Rows.Select(r => r.Count).DefaultIfEmpty(1).Max());
        var rows = new SheetData();
        if (table.Heads.Count > 0) rows.Append(new Row(table.Heads.Select(head => Words(head, WorkbookStyles.Head))));
        foreach (var row in table.Rows.Take(lines)) rows.Append(new Row(row.Select(value => CellOf(value, decimals))));
        if (total is not null && (lines > 0 || table.EndsInTotal)) rows.Append(new Row(total.Select((value, i) => TotalOf(table, value, i, lines, decimals))));
        var sheet = new Worksheet(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        if (table.Heads.Count > 0)
            sheet.Append(new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }));
        sheet.Append(new Columns(Enumerable.Range(0, columns).Select(i => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = WidthOf(table, i), CustomWidth = true })));
        sheet.Append(rows);
        // The total stays outside: it is no line to be sorted or filtered
        if (table.Heads.Count > 0 && lines > 0) sheet.Append(new AutoFilter { Reference = $"A1:{Letter(table.Heads.Count - 1)}{lines + 1}" });
        sheet.Append(new PageSetup { Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
        return sheet;
    }

    /// <summary>A figure of a total: a sum of the cells above with its value, where these come to it exactly; else the value alone.</summary>
    private static Cell TotalOf(StatementTable table, TableValue value, int column, int lines, int decimals)
    {
        var cell = CellOf(value, decimals);
        cell.StyleIndex = (cell.StyleIndex ?? 0) + WorkbookStyles.Total;
        var above = table.Rows.Take(lines).Select(r => r[column]).ToList();
        var isSum = value switch
        {
            AmountValue { Amount: var amount } => above.OfType<AmountValue>().Select(a => a.Amount).Total() == amount,
            CountValue { Count: var count } => above.OfType<CountValue>().Sum(c => c.Count) == count,
            _ => false,
        };
        if (isSum && lines > 0) cell.CellFormula = new CellFormula($"SUM({Letter(column)}2:{Letter(column)}{lines + 1})");
        return cell;
    }

    /// <summary>A, B ... Z, AA: what a spreadsheet calls a column.</summary>
    private static string Letter(int column) => (column >= 26 ? Letter(column / 26 - 1) : "") + (char)('A' + column % 26);

    private static double WidthOf(StatementTable table, int column)
    {
        var longest = (table.Total is null ? table.Rows : table.Rows.Append(table.Total)).Where(r => r.Count > column).Select(r => LengthOf(r[column])).Append(table.Heads.Count > column ? WidthOf(table.Heads[column]) : 0).Max();
        return Math.Clamp(longest + 2, NarrowestColumn, WidestColumn);
    }

    private static int LengthOf(TableValue value) => value is WordsValue { Words: var words } ? WidthOf(words) : value is AmountValue { Amount: var amount } ? Text(amount.ToDecimal()).Length + 3 : NarrowestColumn;

    /// <summary>A Chinese character takes the room of two.</summary>
    private static int WidthOf(string words) => words.Length + words.Count(c => c >= '\u2E80');

    private static Cell CellOf(TableValue value, int decimals) => value switch
    {
        WordsValue { Words: var words } => Words(words, WorkbookStyles.Plain),
        AmountValue { Amount: var amount } => Number(Text(amount.ToDecimal()), WorkbookStyles.Of(amount, decimals)),
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
        var clean = new string([.. words.Where((c, i) => XmlConvert.IsXmlChar(c) || char.IsHighSurrogate(c) && i + 1 < words.Length && char.IsLowSurrogate(words[i + 1])
            || char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(words[i - 1]))]);
        return clean.Length <= LongestWords ? clean : clean[..LongestWords];
    }

    /// <summary>What a sheet may be called: at most 31 characters, none of <c>[]:*?/\</c>, each once; cut between words where it has any.</summary>
    private static string NameOf(string name, HashSet<string> taken)
    {
        var clean = new string([.. name.Select(c => c is '[' or ']' or ':' or '*' or '?' or '/' or '\\' ? ' ' : c)]).Trim('\'', ' ');
        for (var n = 1; ; n++)
        {
            var end = n == 1 ? "" : $" {n}";
            var tried = Cut(clean, LongestName - end.Length) + end;
            if (taken.Add(tried)) return tried;
        }
    }

    private static string Cut(string name, int longest)
    {
        if (name.Length <= longest) return name;
        var cut = name.LastIndexOf(' ', longest);
        if (cut <= 0) cut = char.IsHighSurrogate(name[longest - 1]) ? longest - 1 : longest;
        return name[..cut].TrimEnd();
    }
}
