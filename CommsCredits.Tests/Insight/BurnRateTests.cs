using CommsCredits.Domain;
using CommsCredits.Domain.Insight;

namespace CommsCredits.Tests.Insight;

[Trait("Rule", "R2.2")]
public sealed class BurnRateTests
{
    private static readonly DateOnly s_yesterday = new(2026, 11, 18);

    [Fact]
    public void Pace_IsTheMiddleOfTheWeeksThatTheDaysHave()
    {
        var burn = BurnRate.Of(Days(28, day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1 : 10));
        Assert.Equal((BurnKnowledge.Known, 28, 52m, 52m, 52m), (burn.Knowledge, burn.Days, burn.LowWeek.ToDecimal(), burn.MiddleWeek.ToDecimal(), burn.HighWeek.ToDecimal()));
        Assert.Equal(new Money(52_000_000 / 7), burn.ADay);
    }

    [Fact]
    public void Pace_IsNotBentByOneLoudDay()
    {
        var burn = BurnRate.Of(Days(56, day => day == s_yesterday.AddDays(-20) ? 5_000 : 10));
        Assert.Equal((70m, 70m), (burn.LowWeek.ToDecimal(), burn.MiddleWeek.ToDecimal()));
        Assert.Equal(70m, burn.HighWeek.ToDecimal());
    }

    [Fact]
    public void LowAndHigh_HaveAFifthOfTheWeeksBelowAndAbove()
    {
        // 16 days, each a unit more than the one before: ten weeks, each seven units more than the one before.
        var burn = BurnRate.Of([.. Enumerable.Range(1, 16).Select(i => new DayUse(s_yesterday.AddDays(i - 16), Money.OfUnits(i)))]);
        var weeks = Enumerable.Range(0, 10).Select(first => Enumerable.Range(first + 1, 7).Sum()).ToArray();
        Assert.Equal([weeks[1], weeks[4], weeks[7]], new[] { burn.LowWeek, burn.MiddleWeek, burn.HighWeek }.Select(w => (int)w.ToDecimal()));
    }

    [Fact]
    public void Days_BeyondTheLast56_AreNotCounted()
    {
        var burn = BurnRate.Of(Days(90, day => day < s_yesterday.AddDays(-55) ? 1_000 : 10));
        Assert.Equal((56, 70m), (burn.Days, burn.HighWeek.ToDecimal()));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(10, 10)]
    [InlineData(11, 0)]
    public void QuietDaysAtTheEnd_AreNotReportedYet_UnlessTheyAreMany(int quiet, int leftOut)
    {
        var days = Days(40, day => day > s_yesterday.AddDays(-quiet) ? 0 : 10);
        Assert.Equal(s_yesterday.AddDays(-leftOut), BurnRate.Of(days).To);
        Assert.Equal(s_yesterday, BurnRate.Of(days, usedToday: Money.OfUnits(1)).To);
    }

    [Theory]
    [InlineData(1, 5, BurnKnowledge.TooFewDays)]
    [InlineData(13, 5, BurnKnowledge.TooFewDays)]
    [InlineData(14, 5, BurnKnowledge.Known)]
    [InlineData(13, 0, BurnKnowledge.TooFewDays)]
    [InlineData(40, 0, BurnKnowledge.NoUse)]
    public void Knowledge_NeedsFourteenDays_AndUse(int count, int used, BurnKnowledge expected) =>
        Assert.Equal(expected, BurnRate.Of(Days(count, _ => used)).Knowledge);

    private static List<DayUse> Days(int count, Func<DateOnly, int> used) =>
        [.. Enumerable.Range(0, count).Select(i => s_yesterday.AddDays(1 + i - count)).Select(day => new DayUse(day, Money.OfUnits(used(day))))];
}
