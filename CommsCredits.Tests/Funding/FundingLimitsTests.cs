using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CsCheck;

namespace CommsCredits.Tests.Funding;

public sealed class FundingLimitsTests
{
    private static readonly FundingLimits s_limits = FundingLimits.Default;

    [Theory]
    [InlineData("50", null, 50)]
    [InlineData(" 5,000 ", null, 5000)]
    [InlineData("50.00", null, 50)]
    [InlineData("49", "BelowMinimum", 0)]
    [InlineData("-50", "BelowMinimum", 0)]
    [InlineData("0", "BelowMinimum", 0)]
    [InlineData("5001", "AboveMaximum", 0)]
    [InlineData("79228162514264337593543950335", "AboveMaximum", 0)]
    [InlineData("99999999999999999999999999999999999", "NotANumber", 0)]
    [InlineData("50.5", "NotWhole", 0)]
    [InlineData("60.0000001", "NotWhole", 0)]
    [InlineData("50,5", "NotANumber", 0)]
    [InlineData("1,00,0", "NotANumber", 0)]
    [InlineData("1,0000", "NotANumber", 0)]
    [InlineData("1e3", "NotANumber", 0)]
    [InlineData("fifty", "NotANumber", 0)]
    [InlineData("", "NotANumber", 0)]
    [InlineData(null, "NotANumber", 0)]
    public void Read_TakesWholeUnitsWithinTheLimitsAndNamesEveryOtherFault(string? text, string? code, int units)
    {
        var refused = s_limits.Read(text, CultureInfo.InvariantCulture, out var amount);
        Assert.Equal(code, refused?.Code);
        Assert.Equal(Money.OfUnits(units), amount);
    }

    [Theory]
    [InlineData("de-DE", "1.500", 1500)]
    [InlineData("de-DE", "1.500,00", 1500)]
    [InlineData("fr-FR", "1 500", 1500)]
    [InlineData("fr-FR", "1\u00A0500,0", 1500)]
    [InlineData("de-CH", "1500", 1500)]
    public void Read_FollowsTheCultureItIsGiven(string culture, string text, int units)
    {
        Assert.Null(s_limits.Read(text, CultureInfo.GetCultureInfo(culture), out var amount));
        Assert.Equal(Money.OfUnits(units), amount);
    }

    [Fact]
    public void Refuse_TakesBothLimitsAndNothingBeyond()
    {
        Assert.Null(s_limits.Refuse(Money.OfUnits(50)));
        Assert.Null(s_limits.Refuse(Money.OfUnits(5_000)));
        var below = s_limits.Refuse(Money.OfUnits(49))!;
        Assert.Equal(("BelowMinimum", (object)Money.OfUnits(50)), (below.Code, below.Figures[0]));
        var above = s_limits.Refuse(Money.OfUnits(5_001))!;
        Assert.Equal(("AboveMaximum", (object)Money.OfUnits(5_000)), (above.Code, above.Figures[0]));
        Assert.Equal("NotWhole", s_limits.Refuse(Money.Of(50.000001m))!.Code);
    }

    [Fact]
    public void Limits_ThatContradictThemselvesAreABrokenContract()
    {
        Assert.Throws<ArgumentException>(() => new FundingLimits(Money.OfUnits(50), Money.OfUnits(49)));
        Assert.Throws<ArgumentException>(() => new FundingLimits(Money.Zero, Money.OfUnits(49)));
        Assert.Throws<ArgumentException>(() => new FundingLimits(Money.Of(0.5m), Money.OfUnits(49)));
    }

    [Fact]
    public void Read_AgreesWithRefuse_ForEveryAmountInMicros() =>
        Gen.Long[-100_000_000, 6_000_000_000].Select(Gen.Bool, (micros, whole) => new Money(whole ? micros / 1_000_000 * 1_000_000 : micros)).Sample(amount =>
            s_limits.Read(amount.ToString(), CultureInfo.InvariantCulture, out var read)?.Code == s_limits.Refuse(amount)?.Code
            && (read == amount || s_limits.Refuse(amount) is not null));
}
