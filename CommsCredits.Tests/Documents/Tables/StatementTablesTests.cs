using System.Collections;
using System.Globalization;
using System.Text;
using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Documents.Tables;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace CommsCredits.Tests.Documents.Tables;

public sealed class StatementTablesTests
{
    private const string Formula = "=HYPERLINK(\"http://example.org\")";
    private static readonly CultureInfo s_english = CultureInfo.GetCultureInfo("en");

    /// <summary>A property that is new in a statement and in no table fails here.</summary>
    [Theory, InlineData("en"), InlineData("zh-Hans")]
    public void Of_HasEveryFigureOfTheStatement(string language)
    {
        var statement = StatementSamples.Everything("USD");
        var cells = StatementTables.Of(statement, Words(language)).SelectMany(t => t.Rows).SelectMany(r => r).ToList();
        var amounts = cells.OfType<AmountValue>().Select(a => a.Amount.Abs()).ToHashSet();
        foreach (var (path, figure) in Figures(statement, "Statement"))
            Assert.True(amounts.Contains(figure.Abs()), $"{path} of {figure} stands in no table.");
        Assert.Contains(cells, c => c == (TableValue)statement.Fingerprint);
        Assert.All(StatementTables.Of(statement, Words(language)), t => Assert.All(t.Rows, r => Assert.Equal(t.Heads.Count == 0 ? 2 : t.Heads.Count, r.Count)));
    }

    [Fact]
    public void Sum_AddsUpToTheClosing()
    {
        var statement = StatementSamples.Marlow();
        var sum = StatementTables.Of(statement, Words("en"))[1].Rows.Select(r => (r[1] as AmountValue)?.Amount ?? Money.Zero).ToList();
        Assert.Equal(statement.Closing, sum.Take(8).Total());
        Assert.Equal(statement.Closing, sum[8]);
    }

    [Theory, InlineData("USD"), InlineData("JPY"), InlineData("KWD")]
    public void Csv_HasTheTables_AndEachNumberAsItIs(string currency)
    {
        var tables = StatementTables.Of(StatementSamples.Everything(currency), Words("en"));
        var bytes = StatementCsv.Write(tables);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split('\n');
        foreach (var table in tables)
        {
            var at = Array.FindIndex(lines, l => l.Trim('"') == table.Name);
            Assert.True(at >= 0, $"'{table.Name}' is missing.");
            for (var i = 0; i < table.Rows.Count; i++)
            {
                var cells = lines[at + i + (table.Heads.Count > 0 ? 2 : 1)];
                foreach (var amount in table.Rows[i].OfType<AmountValue>())
                    Assert.Contains(cells.Split(','), c => decimal.TryParse(c, CultureInfo.InvariantCulture, out var read) && read == amount.Amount.ToDecimal());
            }
        }
    }

    [Fact]
    public void Csv_HasNoFormula()
    {
        var text = Encoding.UTF8.GetString(StatementCsv.Write(Hostile()));
        Assert.Contains("'=HYPERLINK", text);
        Assert.DoesNotContain(text.Split('\n').SelectMany(l => l.Split(',')), c => c.StartsWith('=') || c.StartsWith("\"=", StringComparison.Ordinal));
        Assert.Contains(",-4.20\n", text);
    }

    [Theory, InlineData("USD", "en"), InlineData("JPY", "zh-Hans"), InlineData("KWD", "en")]
    public void Workbook_HasTheTables_AsRealNumbersAndDates(string currency, string language)
    {
        var tables = StatementTables.Of(StatementSamples.Everything(currency), Words(language));
        using var book = Open(StatementWorkbook.Write(tables, Currency.Of(currency).Decimals));
        Assert.Empty(new OpenXmlValidator().Validate(book, TestContext.Current.CancellationToken).Select(f => $"{f.Path?.XPath}: {f.Description}"));
        var sheets = book.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().ToList();
        Assert.Equal(tables.Count, sheets.Count);
        for (var t = 0; t < tables.Count; t++)
        {
            var rows = ((WorksheetPart)book.WorkbookPart.GetPartById(sheets[t].Id!)).Worksheet!.Descendants<Row>().Skip(tables[t].Heads.Count > 0 ? 1 : 0).ToList();
            Assert.Equal(tables[t].Rows.Count, rows.Count);
            for (var r = 0; r < rows.Count; r++)
                Assert.Equal(tables[t].Rows[r].Select(WrittenTables.Told), rows[r].Elements<Cell>().Select(WrittenTables.Read));
        }
    }

    [Fact]
    public void Workbook_HasNoFormula_AndTakesAnyWords()
    {
        using var book = Open(StatementWorkbook.Write(Hostile(), 2));
        var cells = book.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<Cell>()).ToList();
        Assert.DoesNotContain(cells, c => c.CellFormula is not null);
        Assert.Contains(cells, c => c.InlineString?.InnerText == Formula);
        var names = book.WorkbookPart.Workbook!.Sheets!.Elements<Sheet>().Select(s => s.Name!.Value!).ToList();
        Assert.All(names, n => Assert.InRange(n.Length, 1, 31));
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Empty(new OpenXmlValidator().Validate(book, TestContext.Current.CancellationToken));
    }

    /// <summary>What the tables have is on paper as well, rounded to what the currency shows; the balance of each day is the chart there.</summary>
    [Theory, InlineData("USD"), InlineData("JPY"), InlineData("KWD")]
    public void Paper_HasTheSameFigures(string currency)
    {
        var statement = StatementSamples.Everything(currency);
        var printed = new PrintedPdf(StatementPdf.Write(statement, Words("en"))).Lines.SelectMany(l => l.Split('|', ' ')).Select(c => c.TrimStart('+', '\u2212')).ToHashSet();
        foreach (var table in StatementTables.Of(statement, Words("en")).SkipLast(1))
            foreach (var amount in table.Rows.SelectMany(r => r).OfType<AmountValue>().Where(a => !a.Amount.IsZero))
                Assert.Contains(amount.Amount.Abs().Shown(statement.Organization.Currency.Decimals).ToString($"N{statement.Organization.Currency.Decimals}", s_english), printed);
    }

    private static IReadOnlyList<StatementTable> Hostile() =>
        [.. StatementTables.Of(StatementSamples.Marlow(name: Formula), new(s_english, _ => Formula)), new("[a]/b*c?:\\ a name much longer than a sheet may have", ["x"], [["\u0001\uD800bad"]]), new("[a]/b*c?:\\ a name much longer than a sheet may have", ["x"], [["y"]])];

    private static IEnumerable<(string Path, Money Figure)> Figures(object? value, string path) => value switch
    {
        null or string or Organization => [],
        Money money => money.IsZero ? [] : [(path, money)],
        IDictionary map => map.Values.Cast<object>().SelectMany(v => Figures(v, path)),
        IEnumerable many => many.Cast<object>().SelectMany((v, i) => Figures(v, $"{path}[{i}]")),
        _ when value.GetType().Namespace == typeof(Statement).Namespace => value.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0).SelectMany(p => Figures(p.GetValue(value), $"{path}.{p.Name}")),
        _ => [],
    };

    private static SpreadsheetDocument Open(byte[] bytes) => SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);

    private static StatementWords Words(string language) => new(CultureInfo.GetCultureInfo(language));
}
