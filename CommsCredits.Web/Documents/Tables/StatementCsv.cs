using System.Globalization;
using System.Text;

namespace CommsCredits.Web.Documents.Tables;

/// <summary>
/// The tables of a statement as one CSV file (UTF-8 with a byte order mark, so that spreadsheets read names right): each table has its name on a line, its heads, its rows, and an empty line behind it.
/// Amounts are exact with a point, days like 2026-10-31.
/// </summary>
public static class StatementCsv
{
    public const string FileName = "statement.csv", MediaType = "text/csv";

    public static byte[] Write(IReadOnlyList<StatementTable> tables)
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        {
            var csv = new CsvWriter(text);
            foreach (var table in tables)
            {
                csv.Row([table.Name]);
                if (table.Heads.Count > 0) csv.Row(table.Heads);
                foreach (var row in table.Rows) csv.Row(row.Select(Text));
                csv.Row([]);
            }
        }
        return bytes.ToArray();
    }

    private static string Text(TableValue value) => value switch
    {
        WordsValue { Words: var words } => words,
        AmountValue { Amount: var amount } => amount.ToDecimal().ToString("0.00####", CultureInfo.InvariantCulture),
        CountValue { Count: var count } => count.ToString(CultureInfo.InvariantCulture),
        DayValue { Day: var day } => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, null),
    };
}
