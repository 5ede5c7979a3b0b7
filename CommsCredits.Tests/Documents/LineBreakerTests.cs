using CommsCredits.Web.Documents.Layout;

namespace CommsCredits.Tests.Documents;

public sealed class LineBreakerTests
{
    private static readonly TextStyle s_style = TextStyle.Body;

    [Fact]
    public void Break_BreaksAtSpacesAndLosesNoWord()
    {
        var lines = LineBreaker.Break("One purchase and what is left of it", s_style, 60);
        Assert.True(lines.Count > 2);
        Assert.Equal("One purchase and what is left of it", string.Concat(lines));
        // The space is said, and counts for no width
        Assert.All(lines.SkipLast(1), line => Assert.True(line.EndsWith(' ')));
        Assert.All(lines, line => Assert.True(TextMeasure.Width(line.TrimEnd(' '), s_style) <= 60));
    }

    [Fact]
    public void Break_BreaksChineseAnywhereButNotBeforeAClosingMark()
    {
        var lines = LineBreaker.Break("届时剩余金额过期，每页页脚的数字。", s_style, 62);
        Assert.Equal("届时剩余金额过期，每页页脚的数字。", string.Concat(lines));
        Assert.True(lines.Count > 2);
        Assert.All(lines, line => Assert.False(line.StartsWith('，') || line.StartsWith('。')));
    }

    [Theory, InlineData("免费电话拨入（会议）", 60), InlineData("免费电话拨入（会议）", 40), InlineData("按分钟计费拨入（收费号码）", 62)]
    public void Break_KeepsAShortWordInChineseBracketsWhole(string head, double width)
    {
        var lines = LineBreaker.Break(head, s_style, width);
        Assert.Equal(head, string.Concat(lines));
        Assert.StartsWith("（", lines[^1], StringComparison.Ordinal);
        Assert.EndsWith("）", lines[^1], StringComparison.Ordinal);
    }

    [Theory, InlineData("免费电话拨入（会议）", "免费电话拨入"), InlineData("最后可用日", "最后可用日"), InlineData("Last usable day", "usable")]
    public void WidestPhrase_IsWhatNoHeadIsBrokenIn(string head, string phrase) =>
        Assert.Equal(TextMeasure.Width(phrase, s_style), LineBreaker.WidestPhrase(head, s_style), 3);

    [Fact]
    public void OneLine_ComposesAccents_AndLeavesOutWhatHasNoInk()
    {
        Assert.Equal("Nguyễn Thị Hương", TextMeasure.OneLine("Nguyễn Thị Hương".Normalize(System.Text.NormalizationForm.FormD)));
        Assert.Equal("a b", TextMeasure.OneLine("a\u200E\u00AD\tb"));
        Assert.Equal("\uFFFDx", TextMeasure.OneLine("\uD800x"));
    }

    /// <summary>Names of Viet Nam, Taiwan, Japan, and rare ones of China; a script that needs shaping has no glyphs here.</summary>
    [Theory]
    [InlineData("Nguyễn Thị Hương Đặng Phượng", true), InlineData("陳黃龍 臺灣", true), InlineData("齋藤 髙橋 﨑 渡邉 さくら ケン", true), InlineData("喆玥珺璟芃", true), InlineData("Łukasz Ωmega Привет", true)]
    [InlineData("김민준", false), InlineData("محمد", false), InlineData("Anna 😀", false)]
    public void CanBeDrawn_SaysWhetherEachCharacterHasAGlyph(string name, bool can) => Assert.Equal(can, TextMeasure.CanBeDrawn(name, CommsCredits.Web.Documents.Pdf.FontFace.Regular));

    [Fact]
    public void Break_CutsAWordThatIsWiderThanTheLine()
    {
        var lines = LineBreaker.Break(new string('W', 40), s_style, 50);
        Assert.Equal(new string('W', 40), string.Concat(lines));
        Assert.All(lines, line => Assert.True(TextMeasure.Width(line, s_style) <= 50));
    }

    [Fact]
    public void Break_EndsTheLastAllowedLineWithAnEllipsis()
    {
        var lines = LineBreaker.Break("One purchase and what is left of it", s_style, 60, maxLines: 2);
        Assert.Equal(2, lines.Count);
        Assert.EndsWith("…", lines[1], StringComparison.Ordinal);
        Assert.True(TextMeasure.Width(lines[1], s_style) <= 60);
    }

    [Fact]
    public void Break_GivesOneEmptyLineForNothing() => Assert.Equal([""], LineBreaker.Break("", s_style, 60));

    [Fact]
    public void Break_TakesLineBreaksForSpaces() => Assert.Equal(["a b"], LineBreaker.Break("a\nb", s_style, 60));

    [Fact]
    public void Width_IsTheSameForEveryDigitAndSign()
    {
        foreach (var character in "0123456789+−") Assert.Equal(TextMeasure.Width("0", s_style), TextMeasure.Width(character.ToString(), s_style));
    }
}
