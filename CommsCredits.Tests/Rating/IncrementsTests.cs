using CommsCredits.Domain.Rating;

namespace CommsCredits.Tests.Rating;

public sealed class IncrementsTests
{
    [Theory, Trait("Case", "F20"), Trait("Case", "F31")]
    [InlineData(60, 60, 0, 0)]
    [InlineData(60, 60, 1, 60)]
    [InlineData(60, 60, 60, 60)]
    [InlineData(60, 60, 61, 120)]
    [InlineData(60, 60, 120, 120)]
    [InlineData(60, 60, 121, 180)]
    [InlineData(30, 6, 30, 30)]
    [InlineData(30, 6, 31, 36)]
    [InlineData(30, 6, 36, 36)]
    [InlineData(15, 15, 20, 30)]
    [InlineData(45, 45, 30, 45)]
    [InlineData(60, 1, 61, 61)]
    [InlineData(1, 1, int.MaxValue, int.MaxValue)]
    [InlineData(60, 60, int.MaxValue, 2_147_483_700)]
    public void BilledSeconds_AreTheFirstIncrementThenWholeSteps(int first, int step, int seconds, long billed) =>
        Assert.Equal(billed, new Increments(first, step).BilledSeconds(seconds));

    [Fact]
    public void Increments_AreAtLeastASecond()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Increments(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Increments(1, 0));
    }
}
