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
        Assert.Equal("One purchase and what is left of it", string.Join(' ', lines));
        Assert.All(lines, line => Assert.True(TextMeasure.Width(line, s_style) <= 60));
    }

    [Fact]
    public void Break_BreaksChineseAnywhereButNotBeforeAClosingMark()
    {
        var lines = LineBreaker.Break("届时剩余金额过期，每页页脚的数字。", s_style, 62);
        Assert.Equal("届时剩余金额过期，每页页脚的数字。", string.Concat(lines));
        Assert.True(lines.Count > 2);
        Assert.All(lines, line => Assert.False(line.StartsWith('，') || line.StartsWith('。')));
    }

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
