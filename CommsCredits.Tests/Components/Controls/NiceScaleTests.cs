using CommsCredits.Web.Components.Controls;

namespace CommsCredits.Tests.Components.Controls;

public sealed class NiceScaleTests
{
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1601.90, 500, 4)]
    [InlineData(2000, 500, 4)]
    [InlineData(49.6, 20, 3)]
    [InlineData(0.03, 0.01, 3)]
    public void Axis_ReachesTheLargest_WithRoundMarks(double largest, double step, int marks) =>
        Assert.Equal(new NiceScale((decimal)step, marks), NiceScale.For((decimal)largest, 4));
}
