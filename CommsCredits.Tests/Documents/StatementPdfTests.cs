using System.Globalization;
using CommsCredits.Domain.Statements;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Documents.Layout;

namespace CommsCredits.Tests.Documents;

public sealed class StatementPdfTests
{
    private static readonly CultureInfo s_english = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo s_chinese = CultureInfo.GetCultureInfo("zh-CN");

    [Fact]
    public void Write_GivesTheSameBytesTwice() =>
        Assert.Equal(Write(StatementSamples.Marlow(), s_chinese), Write(StatementSamples.Marlow(), s_chinese));

    [Fact]
    public void Write_DoesNotDependOnTheCultureOfTheThread()
    {
        var before = CultureInfo.CurrentCulture;
        var expected = Write(StatementSamples.BelowZero());
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
            Assert.Equal(expected, Write(StatementSamples.BelowZero()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Write_CarriesTheTimeOfClosing() =>
        Assert.Contains("<xmp:CreateDate>2026-11-03T18:00:00Z", System.Text.Encoding.UTF8.GetString(Write(StatementSamples.Marlow())), StringComparison.Ordinal);

    [Fact]
    public void Write_PrintsEveryLineOfTheSum()
    {
        var lines = Printed(StatementSamples.Marlow()).Lines;
        foreach (var line in new[] { "Opening balance|2,067.14", "+|Bought|500.00", "−|Used|538.80", "−|Lapsed|143.22", "=|Closing balance|1,887.97" })
            Assert.Contains(lines, l => l.Contains(line, StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("+|Corrections|2.85", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains("Credited back|", StringComparison.Ordinal));
    }

    [Theory, InlineData("USD"), InlineData("JPY"), InlineData("KWD")]
    public void Write_PrintsUsageThatAddsUpAsPrinted(string currency)
    {
        var lines = Printed(StatementSamples.Marlow(currency)).Lines.SkipWhile(l => l != "Used, by kind").ToList();
        var end = lines.FindIndex(l => l.StartsWith("Used|", StringComparison.Ordinal));
        var total = Figure(lines[end].Split('|')[3]);
        var sum = lines[..end].SkipWhile(l => !l.StartsWith("International|", StringComparison.Ordinal)).Select(l => l.Split('|')).Sum(cells => Figure(cells[0].StartsWith("Rounding", StringComparison.Ordinal) ? cells[1] : cells[3]));
        Assert.Equal(total, sum);
        Assert.Equal(currency == "JPY" ? 539 : currency == "KWD" ? 538.798m : 538.80m, total);
    }

    [Theory, InlineData("USD"), InlineData("JPY"), InlineData("KWD")]
    public void Write_PrintsASumThatAddsUpAsPrinted(string currency)
    {
        var printed = Printed(StatementSamples.Marlow(currency)).Pages[0].Lines;
        decimal Line(string name, bool isOptional = false)
        {
            var line = printed.FirstOrDefault(l => l.Split('|').Contains(name) && l.Split('|').Length >= 2);
            return line is null && isOptional ? 0 : Figure(line!.Split('|').SkipWhile(c => c != name).ElementAt(1))
                * (line!.Split('|').TakeWhile(c => c != name).LastOrDefault() == "−" ? -1 : 1);
        }
        var rounding = printed.TakeWhile(l => l != "Used, by kind").Any(l => l.Contains("Rounding of", StringComparison.Ordinal)) ? Line("Rounding of the lines above") : 0;
        Assert.Equal(Line("Closing balance"), Line("Opening balance") + Line("Bought") + Line("Used") + Line("Lapsed") + Line("Corrections") + rounding);
    }

    [Theory, InlineData("USD"), InlineData("JPY"), InlineData("KWD")]
    public void Write_PrintsLotsThatAddUpAcrossAndDown(string currency)
    {
        var lines = Printed(StatementSamples.Everything(currency)).Lines.SkipWhile(l => !l.StartsWith("Lot|Purchased|", StringComparison.Ordinal)).ToList();
        var head = lines[0].Split('|').ToList();
        var end = lines.FindIndex(l => l.StartsWith("All lots", StringComparison.Ordinal));
        decimal[] Row(int line) => [.. lines[line].Split('|').Skip(line == end ? 1 : 2).Take(head.Count - 3).Select(c => c == "–" ? 0 : Figure(c))];
        decimal Sign(int column) => head[column + 2] is "Used" or "Lapsed" or "Paid back" or "Made good" ? -1 : head[column + 2] is "Closing" ? 0 : 1;
        var down = new decimal[head.Count - 3];
        for (var line = 1; line <= end; line++)
        {
            if (line != end && !lines[line].StartsWith("Lot ", StringComparison.Ordinal)) continue;
            var row = Row(line);
            Assert.Equal(row[head.IndexOf("Closing") - 2], row.Select((figure, column) => Sign(column) * figure).Sum());
            for (var column = 0; column < row.Length; column++) down[column] += line == end ? -row[column] : row[column];
        }
        var rounding = lines.Take(end).FirstOrDefault(l => l.StartsWith("Rounding", StringComparison.Ordinal));
        Assert.Equal(-down.Sum(), rounding is null ? 0 : rounding.Split('|').Skip(1).Sum(Figure));
    }

    [Fact]
    public void Write_PrintsAPoolBelowZeroWithATrueMinus()
    {
        var printed = Printed(StatementSamples.BelowZero());
        Assert.Contains(printed.Lines, l => l.Contains("=|Closing balance|−51.51", StringComparison.Ordinal));
        Assert.Contains("Belowzero", printed.Letters, StringComparison.Ordinal);
        Assert.DoesNotContain("-51", printed.Letters, StringComparison.Ordinal);
    }

    [Theory, InlineData("en"), InlineData("zh-Hans")]
    public void Write_TakesTheMinusFromTheLatinFont(string culture)
    {
        var minuses = Printed(StatementSamples.BelowZero(), CultureInfo.GetCultureInfo(culture)).Pages.SelectMany(p => p.Letters).Where(l => l.Value == "−").ToList();
        Assert.NotEmpty(minuses);
        Assert.All(minuses, l => Assert.Contains("IBMPlexSans", l.FontName, StringComparison.Ordinal));
    }

    [Fact]
    public void Write_PrintsAMonthWithoutAnyMovement()
    {
        var printed = Printed(StatementSamples.Idle());
        Assert.Contains(printed.Lines, l => l.Contains("=|Closing balance|0.00", StringComparison.Ordinal));
        Assert.Contains("stillopen:figuresmaygrow", printed.Letters, StringComparison.Ordinal);
        Assert.DoesNotContain("−0.00", printed.Letters, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SaysWhatAwaitsADecision() =>
        Assert.Contains("3 calls, 8.40 USD by their source, await a decision and will be booked late.", Printed(StatementSamples.Marlow()).Lines);

    [Fact]
    public void Write_MarksWhatWasBookedLate() =>
        Assert.Contains(Printed(StatementSamples.Marlow()).Lines, l => l.Contains("29 Sep 2026 L|", StringComparison.Ordinal));

    [Fact]
    public void Write_SaysHowATopUpWasPaidWhereItIsKnown()
    {
        var words = new StatementWords(s_english, line => line.Reference == "topup:0192f0c7" ? "Visa ending 4242" : null);
        var letters = new PrintedPdf(StatementPdf.Write(StatementSamples.Marlow(), words)).Letters;
        Assert.Contains("Lot11.Visaending4242", letters, StringComparison.Ordinal);
        Assert.Contains("correction:C-0004", letters, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_PrintsFingerprintAndPageNumberOnEveryPage()
    {
        var pages = Printed(StatementSamples.ManyLots(50)).Pages;
        Assert.True(pages.Count > 4);
        for (var i = 0; i < pages.Count; i++)
        {
            Assert.Contains(pages[i].Lines, l => l.StartsWith("7D3A 19C4 E05B 42F8 9A61 0CE7 B3D2 58F4", StringComparison.Ordinal));
            Assert.Contains(pages[i].Lines, l => l.EndsWith($"Page {i + 1} of {pages.Count}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Write_PrintsChineseThatCanBeReadBack()
    {
        var letters = Printed(StatementSamples.Marlow(name: "示例科技（上海）有限公司"), s_chinese).Letters;
        foreach (var text in new[] { "通信额度对账单", "示例科技（上海）有限公司", "期末余额", "1,887.97", "2026年10月1日至31日", "−" })
            Assert.Contains(text, letters, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', letters);
    }

    public static TheoryData<string, string> Awkward => new(
        from sample in new[] { "Marlow", "Idle", "BelowZero", "ManyLots", "Everything", "LongName", "LongWord", "JPY", "KWD" }
        from culture in new[] { "en", "zh-Hans" }
        select (sample, culture));

    [Theory, MemberData(nameof(Awkward))]
    public void Write_KeepsEveryTextInsideItsCellAndItsPage(string sample, string culture)
    {
        foreach (var paper in new[] { Paper.A4, Paper.Letter })
        {
            var words = new StatementWords(CultureInfo.GetCultureInfo(culture));
            foreach (var page in new PrintedPdf(StatementPdf.Write(Sample(sample), words, paper)).Pages)
            {
                Assert.Empty(page.Overlaps());
                Assert.All(page.Letters, l => Assert.InRange(l.StartBaseLine.X, Paper.Margin - 0.1, page.Width - Paper.Margin + 0.1));
                Assert.All(page.Letters, l => Assert.InRange(l.EndBaseLine.X, Paper.Margin - 0.1, page.Width - Paper.Margin + 0.1));
                Assert.All(page.Letters, l => Assert.InRange(l.StartBaseLine.Y, 20, page.Height - 20));
            }
        }
    }

    private static Statement Sample(string name) => name switch
    {
        "Marlow" => StatementSamples.Marlow(),
        "Idle" => StatementSamples.Idle(),
        "BelowZero" => StatementSamples.BelowZero(),
        "Everything" => StatementSamples.Everything(),
        "ManyLots" => StatementSamples.ManyLots(50),
        "LongName" => StatementSamples.Marlow(name: string.Concat(Enumerable.Repeat("Gesellschaft für Fernmeldewesen ", 7))[..200]),
        "LongWord" => StatementSamples.Marlow(name: new string('W', 200)),
        _ => StatementSamples.ManyLots(7, name),
    };

    private static byte[] Write(Statement statement, CultureInfo? culture = null) => StatementPdf.Write(statement, new(culture ?? s_english));

    private static PrintedPdf Printed(Statement statement, CultureInfo? culture = null) => new(Write(statement, culture));

    private static decimal Figure(string text) =>
        decimal.Parse(text.Replace('−', '-'), NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
