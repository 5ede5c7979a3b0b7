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
        using var book = Open(StatementWorkbook.Write(tables, "A title", Currency.Of(currency).Decimals));
        Assert.Empty(new OpenXmlValidator().Validate(book, TestContext.Current.CancellationToken).Select(f => $"{f.Path?.XPath}: {f.Description}"));
        var sheets = book.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().ToList();
        Assert.Equal(tables.Count, sheets.Count);
        for (var t = 0; t < tables.Count; t++)
        {
            var rows = ((WorksheetPart)book.WorkbookPart.GetPartById(sheets[t].Id!)).Worksheet!.Descendants<Row>().Skip(tables[t].Heads.Count > 0 ? 1 : 0).ToList();
            IReadOnlyList<IReadOnlyList<TableValue>> expected = tables[t].Total is { } total && tables[t].Rows.Count > 0 ? [.. tables[t].Rows, total] : tables[t].Rows;
            Assert.Equal(expected.Count, rows.Count);
            for (var r = 0; r < rows.Count; r++)
                Assert.Equal(expected[r].Select(WrittenTables.Told), rows[r].Elements<Cell>().Select(WrittenTables.Read));
        }
    }

    /// <summary>As many decimals as an amount has, so that shown figures add up; a currency without any shows none where there are none.</summary>
    [Theory]
    [InlineData("USD", "#,##0.00####", "#,##0.00####"), InlineData("KWD", "#,##0.000###", "#,##0.000###"), InlineData("JPY", "#,##0", "#,##0.0#####")]
    public void Workbook_ShowsEachAmountWithTheDecimalsThatItHas(string currency, string whole, string part)
    {
        StatementTable table = new("Amounts", ["Amount"], [[Money.OfUnits(20)], [Money.Of(20.0049m)]]) { Total = [Money.Of(40.0049m)] };
        using var book = Open(StatementWorkbook.Write([table], "A title", Currency.Of(currency).Decimals));
        var styles = book.WorkbookPart!.WorkbookStylesPart!.Stylesheet!;
        var formats = styles.NumberingFormats!.Elements<NumberingFormat>().ToDictionary(f => f.NumberFormatId!.Value, f => f.FormatCode!.Value!);
        var looks = styles.CellFormats!.Elements<CellFormat>().ToList();
        string FormatOf(Cell cell) => formats[looks[(int)cell.StyleIndex!.Value].NumberFormatId!.Value];
        Assert.Equal([whole, part, part], book.WorkbookPart.WorksheetParts.Single().Worksheet!.Descendants<Cell>().Skip(1).Select(FormatOf));
    }

    /// <summary>Each total is a sum of what stands above it, with its value for readers that do not compute.</summary>
    [Theory, InlineData("USD"), InlineData("JPY"), InlineData("KWD")]
    public void Workbook_AddsUpItsTotals(string currency)
    {
        var tables = StatementTables.Of(StatementSamples.Everything(currency), Words("en"));
        using var book = Open(StatementWorkbook.Write(tables, "A title", Currency.Of(currency).Decimals));
        foreach (var (sheet, table) in book.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().Zip(tables))
        {
            var rows = ((WorksheetPart)book.WorkbookPart.GetPartById(sheet.Id!)).Worksheet!.Descendants<Row>().ToList();
            var total = rows[^1].Elements<Cell>().ToList();
            foreach (var (column, cell) in total.Index().Where(c => c.Item.CellFormula is not null))
            {
                var sum = rows.Skip(1).SkipLast(1).Select(r => r.Elements<Cell>().ElementAt(column)).Where(c => c.CellValue is not null).Sum(c => decimal.Parse(c.CellValue!.Text, CultureInfo.InvariantCulture));
                Assert.Equal((sum, $"SUM({(char)('A' + column)}2:{(char)('A' + column)}{rows.Count - 1})"), (decimal.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture), cell.CellFormula!.Text));
            }
            if (table.EndsInTotal || table.Total is not null) Assert.Contains(total, c => c.CellFormula is not null);
        }
        var used = StatementTables.Of(StatementSamples.Marlow(), Words("en"))[2].Rows[^1];
        Assert.Equal([(TableValue)825, 4_133L, Money.Of(538.7975m)], used.Skip(1));
    }

    /// <summary>A total that the lines do not come to is no sum.</summary>
    [Fact]
    public void Workbook_WritesATotalThatIsNoSum_AsItsValue()
    {
        StatementTable table = new("Amounts", ["What", "Amount"], [["a", Money.OfUnits(1)], ["b", Money.OfUnits(2)]]) { Total = ["Total", Money.OfUnits(4)] };
        using var book = Open(StatementWorkbook.Write([table], "A title", 2));
        var total = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>().Last();
        Assert.Equal(("4", null), (total.CellValue!.Text, total.CellFormula));
    }

    [Fact]
    public void Workbook_PrintsAcross_Filters_AndSaysWhatItIs()
    {
        var statement = StatementSamples.Marlow();
        using var book = Open(StatementWorkbook.Write(StatementTables.Of(statement, Words("en")), Words("en").FileTitle(statement), 2));
        Assert.Equal("Statement 2026-10, Marlow Instruments, Inc.", book.PackageProperties.Title);
        Assert.Equal("CommsCredits", book.PackageProperties.Creator);
        foreach (var sheet in book.WorkbookPart!.WorksheetParts.Select(p => p.Worksheet!))
        {
            var setup = sheet.GetFirstChild<PageSetup>()!;
            Assert.Equal((OrientationValues.Landscape, 1u, 0u, true), (setup.Orientation!.Value, setup.FitToWidth!.Value, setup.FitToHeight!.Value, sheet.SheetProperties!.PageSetupProperties!.FitToPage!.Value));
        }
        // Kinds of call: five lines under the heads, the total outside
        var usage = (WorksheetPart)book.WorkbookPart.GetPartById(book.WorkbookPart.Workbook!.Sheets!.Elements<Sheet>().ElementAt(2).Id!);
        Assert.Equal("A1:D6", usage.Worksheet!.GetFirstChild<AutoFilter>()!.Reference!.Value);
    }

    [Theory]
    [InlineData("2026-10", "en", "Month", "Sum of the month"), InlineData("2026-Q3", "en", "Quarter", "Sum of the quarter"), InlineData("2026", "en", "Year", "Sum of the year")]
    [InlineData("2026-03..2026-11", "en", "Months", "Sum of the months"), InlineData("2026-Q3", "zh-Hans", "季度", "本季度汇总"), InlineData("2026", "zh-Hans", "年份", "本年汇总")]
    public void Of_NamesThePeriodAsWhatItIs(string period, string language, string name, string sum)
    {
        Assert.True(MonthSpan.TryParse(period, out var span));
        var tables = StatementTables.Of(StatementSamples.Marlow() with { Period = span, BalanceByDay = [] }, Words(language));
        Assert.Contains(tables[0].Rows, r => r.SequenceEqual([name, period]));
        Assert.Equal(sum, tables[1].Name);
    }

    [Theory, InlineData("en", "Statement of Communications"), InlineData("zh-Hans", "通信额度对账单")]
    public void Workbook_CutsTheNameOfASheetBetweenWords(string language, string name)
    {
        using var book = Open(StatementWorkbook.Write(StatementTables.Of(StatementSamples.Marlow(), Words(language)), "A title", 2));
        Assert.Equal(name, book.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().First().Name!.Value);
    }

    /// <summary>A formula is one of ours, whatever people and files wrote.</summary>
    [Fact]
    public void Workbook_HasNoFormulaButItsSums_AndTakesAnyWords()
    {
        using var book = Open(StatementWorkbook.Write(Hostile(), Formula, 2));
        var cells = book.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<Cell>()).ToList();
        Assert.All(cells.Where(c => c.CellFormula is not null), c => Assert.Matches("^SUM\\([A-Z]{1,2}2:[A-Z]{1,2}[0-9]+\\)$", c.CellFormula!.Text));
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
