using CommsCredits.Domain;
using CommsCredits.Domain.Rating;

namespace CommsCredits.Tests.Rating;

public sealed class RoundingTests
{
    [Theory, Trait("Case", "F22")]
    [InlineData(12.49, 1, RoundingMode.Up, 12.5)]
    [InlineData(12.21, 1, RoundingMode.Up, 12.3)]
    [InlineData(12.49, 1, RoundingMode.Down, 12.4)]
    [InlineData(12.21, 1, RoundingMode.Down, 12.2)]
    [InlineData(0.0701, 2, RoundingMode.Up, 0.08)]
    [InlineData(0.07, 2, RoundingMode.Up, 0.07)]
    [InlineData(0.005, 2, RoundingMode.HalfAwayFromZero, 0.01)]
    [InlineData(0.015, 2, RoundingMode.HalfAwayFromZero, 0.02)]
    [InlineData(0.004999, 2, RoundingMode.HalfAwayFromZero, 0)]
    [InlineData(0.5, 0, RoundingMode.HalfAwayFromZero, 1)]
    [InlineData(1.234567, 6, RoundingMode.Down, 1.234567)]
    public void Round_GoesToThePlace(decimal amount, int places, RoundingMode mode, decimal expected) =>
        Assert.Equal(expected, Rounding.Round(Money.Of(amount).Micros, 1, places, mode).ToDecimal());

    [Fact]
    public void Round_DoesNotRoundToMicrosFirst()
    {
        Assert.Equal(0, Rounding.Round(299_999, 60, 2, RoundingMode.HalfAwayFromZero).Micros);
        Assert.Equal(10_000, Rounding.Round(300_000, 60, 2, RoundingMode.HalfAwayFromZero).Micros);
        Assert.Equal(10_000, Rounding.Round(1, 60, 2, RoundingMode.Up).Micros);
    }

    [Fact]
    public void Round_RefusesWhatItCannotMean()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Rounding.Round(-1, 60, 2, RoundingMode.Up));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rounding.Round(1, 60, 7, RoundingMode.Up));
        Assert.Throws<OverflowException>(() => Rounding.Round(Int128.MaxValue / 2, 1, 6, RoundingMode.Up));
    }
}
