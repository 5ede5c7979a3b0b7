using CommsCredits.Domain;

namespace CommsCredits.Tests;

public sealed class MonthSpanTests
{
    [Theory]
    [InlineData("2026-10", 2026, 10, 2026, 10)]
    [InlineData("2026-Q1", 2026, 1, 2026, 3)]
    [InlineData("2026-Q4", 2026, 10, 2026, 12)]
    [InlineData("2026", 2026, 1, 2026, 12)]
    [InlineData("2026-03..2026-11", 2026, 3, 2026, 11)]
    [InlineData("2025-07..2026-06", 2025, 7, 2026, 6)]
    public void Text_IsReadAndWrittenAlike(string text, int fromYear, int from, int toYear, int to)
    {
        Assert.True(MonthSpan.TryParse(text, out var span));
        Assert.Equal((new Month(fromYear, from), new Month(toYear, to), text), (span.First, span.Last, span.ToString()));
    }

    [Theory, InlineData(null), InlineData(""), InlineData("2026-13"), InlineData("2026-Q5"), InlineData("2026-Q0"), InlineData("0000"), InlineData("26"), InlineData("2026-11..2026-03"), InlineData("2026-01..x"), InlineData("2026-Q11"), InlineData("2026 ")]
    public void OtherText_IsRefused(string? text) => Assert.False(MonthSpan.TryParse(text, out _));

    /// <summary>A span that has a shorter name is known by it, however it was asked for.</summary>
    [Theory, InlineData("2026-10..2026-10", "2026-10"), InlineData("2026-01..2026-03", "2026-Q1"), InlineData("2026-01..2026-12", "2026"), InlineData("2026-02..2026-04", "2026-02..2026-04")]
    public void ASpan_HasOneName(string asked, string name)
    {
        Assert.True(MonthSpan.TryParse(asked, out var span));
        Assert.Equal(name, span.ToString());
    }

    [Fact]
    public void Days_AreThoseOfAllItsMonths()
    {
        var span = new MonthSpan(new(2024, 1), new(2024, 3));
        Assert.Equal((91, 3, new DateOnly(2024, 4, 1)), (span.Days, span.Count, span.NextDay));
        Assert.True(span.Contains(new(2024, 2)) && !span.Contains(new(2024, 4)) && !span.Contains(new(2023, 12)));
    }
}
