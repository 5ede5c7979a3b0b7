using CommsCredits.Domain;
using CommsCredits.Domain.Calls;

namespace CommsCredits.Tests.Calls;

/// <summary>What a call may plausibly cost (R9.11).</summary>
public sealed class ChargeLimitsTests
{
    [Theory]
    [InlineData("1000", 1_200, true)]
    [InlineData("1000.000001", 1_200, false)]
    [InlineData("1000.000001", int.MaxValue, false)]
    [InlineData("50", 60, true)]
    [InlineData("50.01", 60, false)]
    [InlineData("100", 61, true)]
    [InlineData("100.01", 61, false)]
    [InlineData("50", 1, true)]
    [InlineData("50", 0, true)]
    [InlineData("50.01", 0, false)]
    [InlineData("999999999", 60, false)]
    public void Default_IsAThousandACall_AndFiftyAMinuteBegun(string charge, int seconds, bool isPlausible) =>
        Assert.Equal(isPlausible, ChargeLimits.DefaultFor(Currency.Of("USD")).Allow(Money.Of(decimal.Parse(charge, System.Globalization.CultureInfo.InvariantCulture)), seconds));

    [Fact]
    public void CurrencyWithoutDecimals_HasAHundredTimesAsManyUnits()
    {
        Assert.Equal(new(Money.OfUnits(100_000), Money.OfUnits(5_000)), ChargeLimits.DefaultFor(Currency.Of("JPY")));
        Assert.Equal(Money.OfUnits(1_000_000), ChargeLimits.DefaultImportsFor(Currency.Of("JPY")));
        Assert.Equal(Money.OfUnits(10_000), ChargeLimits.DefaultImportsFor(Currency.Of("KWD")));
    }

    [Fact]
    public void NoLimit_AllowsAnything_AndEachLimitCountsByItself()
    {
        var most = new Money(long.MaxValue);
        Assert.True(ChargeLimits.None.Allow(most, 0));
        Assert.False(new ChargeLimits(Money.OfUnits(5), null).Allow(Money.Of(5.01m), 6_000));
        Assert.False(new ChargeLimits(null, Money.OfUnits(5)).Allow(Money.Of(5.01m), 60));
        Assert.True(new ChargeLimits(null, most).Allow(most, int.MaxValue));
    }
}
