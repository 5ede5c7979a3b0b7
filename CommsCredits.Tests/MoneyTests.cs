using System.Globalization;
using CommsCredits.Domain;

namespace CommsCredits.Tests;

public sealed class MoneyTests
{
    [Fact]
    public void AnAmount_KeepsSixDecimals_AndRefusesASeventh()
    {
        Assert.Equal(1_601_900_001, Money.Of(1601.900001m).Micros);
        Assert.Throws<ArgumentException>(() => Money.Of(0.0000001m));
        Assert.Equal(0.000001m, new Money(1).ToDecimal());
    }

    [Fact]
    public void Sums_ThatOverflow_Throw()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Throws<OverflowException>(() => new Money(long.MinValue) - new Money(1));
        Assert.Throws<OverflowException>(() => -new Money(long.MinValue));
        Assert.Throws<OverflowException>(() => new Money(long.MinValue).Abs());
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) * 2);
        Assert.Throws<OverflowException>(() => Money.OfUnits(long.MaxValue / 1_000));
        Assert.Throws<OverflowException>(() => Money.Of(10_000_000_000_000m));
        Assert.Throws<OverflowException>(() => new[] { new Money(long.MaxValue), new Money(1) }.Total());
    }

    [Theory]
    [InlineData("0.005", 2, "0.01")]
    [InlineData("-0.005", 2, "-0.01")]
    [InlineData("0.004999", 2, "0.00")]
    [InlineData("2.5", 0, "3")]
    [InlineData("1.0005", 3, "1.001")]
    public void AShownFigure_IsRoundedHalfAwayFromZero(string amount, int decimals, string shown) =>
        Assert.Equal(shown, Money.Of(decimal.Parse(amount, CultureInfo.InvariantCulture)).Shown(decimals).ToString("F" + decimals, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("en-US"), InlineData("de-DE"), InlineData("sv-SE")]
    public void MinusZero_IsNeverShown(string culture) =>
        Assert.DoesNotContain(new Money(-1).Shown(2).ToString("N2", CultureInfo.GetCultureInfo(culture)), c => c is '-' or '\u2212');

    [Fact]
    public void Text_HasNoCulture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
            Assert.Equal("-1601.9", new Money(-1_601_900_000).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("USD", 2, "0.01"), InlineData("JPY", 0, "1"), InlineData("KWD", 3, "0.001")]
    public void ACurrency_HasItsDecimalsAndSmallestUnit(string code, int decimals, string unit)
    {
        var currency = Currency.Of(code);
        Assert.Equal((decimals, unit), (currency.Decimals, currency.SmallestUnit.ToString()));
        Assert.Equal(currency, Currency.Of(code));
    }

    [Theory]
    [InlineData("usd"), InlineData("US"), InlineData("USDT"), InlineData(""), InlineData("U1D"), InlineData("ÄÖÜ")]
    public void ACode_ThatIsNotThreeCapitals_IsRefused(string code) => Assert.Throws<ArgumentException>(() => Currency.Of(code));
}
