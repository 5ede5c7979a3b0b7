using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Tables;

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
                Assert.All(page.Inked, l => Assert.InRange(l.StartBaseLine.X, Paper.Margin - 0.1, page.Width - Paper.Margin + 0.1));
                Assert.All(page.Inked, l => Assert.InRange(l.EndBaseLine.X, Paper.Margin - 0.1, page.Width - Paper.Margin + 0.1));
                Assert.All(page.Letters, l => Assert.InRange(l.StartBaseLine.Y, 20, page.Height - 20));
            }
        }
    }

    /// <summary>A word break is in the text (ISO 32000, 14.8.2.5), not only in where the next line stands: a screen reader hears what a person reads.</summary>
    [Fact]
    public void Write_TagsAWrappedTextWithItsSpaces()
    {
        const string how = "Visa ending 4242, bought by the rule of the organization that holds this pool, by auto-recharge";
        var tagged = new PrintedPdf(StatementPdf.Write(StatementSamples.Marlow(), new(s_english, line => line.Reference == "topup:0192f0c7" ? how : null))).Tagged;
        Assert.Contains($"Lot 11. {how}", tagged);
        Assert.Contains(tagged, t => t.Contains("What is left then lapses.", StringComparison.Ordinal) && t.StartsWith("Last usable day. The day 12 months after", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_TagsChineseWithoutSpaces()
    {
        const string how = "尾号四二四二的维萨卡由本组织的自动充值规则支付并且记入本月额度池";
        var tagged = new PrintedPdf(StatementPdf.Write(StatementSamples.Marlow(), new(s_chinese, line => line.Reference == "topup:0192f0c7" ? how : null))).Tagged;
        Assert.Contains($"批次 11。{how}", tagged);
        Assert.Contains("指纹。每页页脚的数字是本对账单数字指纹的开头。再次打印时，相同的数字得出相同的指纹。", tagged);
    }

    /// <summary>What follows begins on page 1 where that has room: with less than an eighth of its column empty.</summary>
    [Theory, InlineData("Marlow", "A4"), InlineData("Marlow", "Letter"), InlineData("Everything", "A4"), InlineData("BelowZero", "Letter"), InlineData("ManyLots", "Letter")]
    public void Write_FillsPageOne(string sample, string paper)
    {
        foreach (var culture in new[] { s_english, s_chinese })
        {
            var pages = new PrintedPdf(StatementPdf.Write(Sample(sample), new(culture), Paper.Named(paper))).Pages;
            if (pages.Count == 1) continue;
            // Below the head, above the foot: as the layout sees the column
            var lowest = pages[0].Inked.Select(l => l.StartBaseLine.Y).Where(y => y > 50).Min();
            Assert.InRange((lowest - 52) / (pages[0].Height - 64 - 52), 0, 0.135);
        }
    }

    [Theory, InlineData("en"), InlineData("zh-Hans")]
    public void Write_LeavesNoLastPageWithAFewLinesAlone(string culture)
    {
        var words = new StatementWords(CultureInfo.GetCultureInfo(culture));
        var statement = StatementSamples.Marlow();
        var (met, fewest) = (0, int.MaxValue);
        // One correction more on each paper: at some numbers the end just runs over
        for (var more = 0; more < 40; more++)
        {
            var longer = statement with { CorrectionsAndLate = [.. Enumerable.Repeat(statement.CorrectionsAndLate[0], more)] };
            var pages = new PrintedPdf(StatementPdf.Write(longer, words)).Pages;
            if (pages.Count > 1 && !pages[^1].Lines.Contains(words["WordsTitle"])) met++;
            fewest = Math.Min(fewest, pages[^1].Lines.Count);
        }
        // Tighter spacing saves most of them, not one that runs over by more than it gives
        Assert.True(met <= 1, $"{met} of 40 papers end with a page of hashes alone; the shortest has {fewest} lines.");
    }

    /// <summary>A screen reader says the name of a row before each of its figures; a day in a list is no name, and a column of bars has no head.</summary>
    [Fact]
    public void Write_TagsRowNamesAsHeads()
    {
        var marks = Printed(StatementSamples.Marlow()).Pages.SelectMany(p => p.Marks).ToList();
        foreach (var name in new[] { "International", "Lot 7", "All lots", "Opening balance", "Kind of call", "Brazil" }) Assert.Contains(("TH", name), marks);
        foreach (var cell in new[] { "401.20", "25 Oct 2026", "29 Sep 2026 L" }) Assert.Contains(("TD", cell), marks);
        Assert.DoesNotContain(("TH", ""), marks);
    }

    [Fact]
    public void Write_KeepsAHeadOnOneLine_WhereThereIsRoom() =>
        Assert.Contains(Printed(StatementSamples.Marlow()).Lines, l => l == "Kind of call|Calls|Minutes charged|Amount|Share");

    [Fact]
    public void Write_HasATitleForFileManagers_AndBookmarksWhereItIsLong()
    {
        var (paper, longer) = (Printed(StatementSamples.Marlow()), Printed(StatementSamples.ManyLots(50)));
        Assert.Equal("Statement 2026-10, Marlow Instruments, Inc.", paper.Title);
        Assert.Empty(paper.Bookmarks);
        Assert.True(longer.Pages.Count >= 4);
        Assert.Equal(1, longer.Bookmarks.Single(b => b.Title == "Used, by kind").Page);
        foreach (var (title, page) in longer.Bookmarks) Assert.Contains(longer.Pages[page - 1].Lines, l => l.Contains(title, StringComparison.Ordinal));
        Assert.Equal(longer.Pages.Count, longer.Bookmarks.Single(b => b.Title == "To check this statement").Page);
    }

    [Fact]
    public void Write_PrintsTheTotalOfCorrections_InTheOrderOfTheirDays()
    {
        MovementLine Line(int entry, int booked, int happened, decimal amount) =>
            new(entry, new(2026, 9, happened), new(2026, 10, booked), 7, EntryKind.Correction, null, Money.Of(amount), true, $"reason {entry}");
        var lines = Printed(StatementSamples.Marlow() with { CorrectionsAndLate = [Line(1, 6, 9, 2.85m), Line(2, 2, 8, -1), Line(3, 6, 3, 4)] }).Lines
            .SkipWhile(l => l != "Corrections and late bookings").Skip(2).Take(4).ToList();
        Assert.Equal(["2 Oct 2026|8 Sep 2026 L|", "6 Oct 2026|3 Sep 2026 L|", "6 Oct 2026|9 Sep 2026 L|", "Total|"], lines.Select(l => string.Concat(l.Split('|')[..^1].Take(2).Where(c => !c.StartsWith("Correction", StringComparison.Ordinal)).Select(c => c + "|"))));
        Assert.EndsWith("|+5.85", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SaysHowManyTopUpsOneStepOfTheChartIs()
    {
        var marlow = StatementSamples.Marlow();
        var three = marlow with { TopUps = [.. Enumerable.Range(11, 3).Select(lot => marlow.TopUps[0] with { Lot = lot })] };
        Assert.Contains("3top-ups+1,500.00", Printed(three).Letters, StringComparison.Ordinal);
        Assert.Contains("Bought+500.00", Printed(marlow).Letters, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_DrawsNoScaleWhereNothingMoved() => Assert.DoesNotContain(Printed(StatementSamples.Idle()).Lines, l => l.Contains("0.2", StringComparison.Ordinal) || l.Contains("1.0", StringComparison.Ordinal));

    /// <summary>Paper shows the login where no font has the letters of a name; files keep the name.</summary>
    [Fact]
    public void Write_PrintsTheLoginForANameThatCannotBeDrawn()
    {
        var statement = StatementSamples.Marlow();
        string? Name(string id) => id.EndsWith('1') ? "김민준" : "Nguyễn Thị Hương".Normalize(System.Text.NormalizationForm.FormD);
        var words = new StatementWords(s_english, nameOf: Name, loginOf: id => id.EndsWith('1') ? "minjun.kim@marlow.example" : "huong@marlow.example");
        var letters = new PrintedPdf(StatementPdf.Write(statement, words)).Letters;
        Assert.Contains("minjun.kim@marlow.example", letters, StringComparison.Ordinal);
        Assert.Contains("NguyễnThịHương", letters, StringComparison.Ordinal);
        Assert.DoesNotContain("\uFFFD", letters, StringComparison.Ordinal);
        Assert.Contains("김민준", System.Text.Encoding.UTF8.GetString(StatementCsv.Write(StatementTables.Of(statement, words))), StringComparison.Ordinal);
    }

    [Fact]
    public void MadeGood_SpeaksOfWhatABankTookBackToo()
    {
        Assert.Contains("bank took back", new StatementWords(s_english)["WordMadeGoodMeans"], StringComparison.Ordinal);
        Assert.Contains("银行撤回", new StatementWords(s_chinese)["WordMadeGoodMeans"], StringComparison.Ordinal);
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
