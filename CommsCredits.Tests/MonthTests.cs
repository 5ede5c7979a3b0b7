using CommsCredits.Domain;

namespace CommsCredits.Tests;

public sealed class MonthTests
{
    [Fact]
    public void AMonth_KnowsItsDaysAndNeighbours()
    {
        var month = new Month(2028, 2);
        Assert.Equal((new DateOnly(2028, 2, 1), new DateOnly(2028, 2, 29)), (month.FirstDay, month.LastDay));
        Assert.Equal((new Month(2028, 1), new Month(2028, 3)), (month.Previous, month.Next));
        Assert.Equal(new Month(2027, 12), new Month(2028, 1).Previous);
        Assert.True(new Month(2027, 12) < new Month(2028, 1) && new Month(2028, 1) >= new Month(2028, 1));
        Assert.Equal("2028-02", month.ToString());
    }

    [Theory]
    [InlineData("2026-1"), InlineData("2026-13"), InlineData("2026-00"), InlineData("26-10"), InlineData("2026-10-01"), InlineData(" 2026-10"), InlineData(""), InlineData(null)]
    public void OnlyYearAndMonth_AreRead(string? text)
    {
        Assert.False(Month.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Month.Parse(text ?? ""));
    }

    [Fact]
    public void WhatIsWritten_IsReadAgain() => Assert.Equal(new Month(2026, 10), Month.Parse(new Month(2026, 10).ToString()));

    [Fact]
    public void AMonthThatDoesNotExist_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Month(2026, 13));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Month(0, 1));
    }
}
