using System.Globalization;
using System.Text;
using CommsCredits.Web.Documents.Tables;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CommsCredits.Tests.Support;

/// <summary>Tables of a statement read back from the files they were written to, cell by cell, in one notation.</summary>
public static class WrittenTables
{
    public static string Told(TableValue value) => value switch
    {
        WordsValue { Words: var words } => words,
        AmountValue { Amount: var amount } => $"amount {amount.ToDecimal().ToString("0.######", CultureInfo.InvariantCulture)}",
        CountValue { Count: var count } => $"count {count}",
        DayValue { Day: var day } => $"day {day:yyyy-MM-dd}",
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The value of a cell, a total's too: six styles, and the same again for totals.</summary>
    public static string Read(Cell cell) => (cell.DataType?.Value, cell.StyleIndex?.Value % 6) switch
    {
        (not null, _) => cell.InlineString!.InnerText,
        (_, 2 or 5) => $"amount {cell.CellValue!.Text}",
        (_, 3) => $"count {cell.CellValue!.Text}",
        (_, 4) => $"day {DateTime.FromOADate(double.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture)):yyyy-MM-dd}",
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The rows of each sheet, without heads; a total that only workbooks have comes last.</summary>
    public static List<List<List<string>>> OfWorkbook(byte[] bytes, IReadOnlyList<StatementTable> tables)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        var sheets = book.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().ToList();
        return [.. sheets.Select((sheet, t) => ((WorksheetPart)book.WorkbookPart.GetPartById(sheet.Id!)).Worksheet!.Descendants<Row>().Skip(tables[t].Heads.Count > 0 ? 1 : 0).Select(r => r.Elements<Cell>().Select(Read).ToList()).ToList())];
    }

    /// <summary>The rows of each table, without names and heads; quotes are read, an apostrophe in front of a formula is not.</summary>
    public static List<List<List<string>>> OfCsv(byte[] bytes, IReadOnlyList<StatementTable> tables)
    {
        var records = Records(Encoding.UTF8.GetString(bytes.AsSpan(3)));
        var read = new List<List<List<string>>>();
        var at = 0;
        foreach (var table in tables)
        {
            Assert.Equal([table.Name], records[at++]);
            if (table.Heads.Count > 0) Assert.Equal(table.Heads, records[at++]);
            read.Add(records[at..(at + table.Rows.Count)]);
            at += table.Rows.Count;
            Assert.Equal([""], records[at++]);
        }
        return read;
    }

    private static List<List<string>> Records(string text)
    {
        var records = new List<List<string>>();
        var (record, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') { cell.Append('"'); i++; }
            else if (c == '"') quoted = !quoted;
            else if (!quoted && c is ',' or '\n' && !quoted)
            {
                record.Add(cell.ToString());
                cell.Clear();
                if (c != '\n') continue;
                records.Add(record);
                record = [];
            }
            else cell.Append(c);
        }
        return records;
    }
}
