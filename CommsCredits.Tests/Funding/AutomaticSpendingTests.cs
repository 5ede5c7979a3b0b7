using CommsCredits.Domain.Funding;
using static CommsCredits.Tests.Funding.Recharges;

namespace CommsCredits.Tests.Funding;

public sealed class AutomaticSpendingTests
{
    private static AutomaticSpending Spent(params TopUp[] topUps) => AutomaticSpending.Of(topUps, Calendar(), Noon);

    [Fact]
    public void OnlyAutomaticOnesThatHaveNotFailed_Count()
    {
        var automatic = TopUp(100, automatic: true);
        Assert.Equal(new(M(300), 3), Spent(automatic, automatic.Awaiting(), automatic.Taken(M(100), "USD", Noon, 1)));
        Assert.Equal(default, Spent(TopUp(100), automatic.Declined("no", false), automatic.Canceled()));
    }

    [Fact]
    public void TheTimeOfTheRequestInTheOrganizationsZone_SaysTheDayAndTheMonth()
    {
        var lateOnThe18th = TopUp(100, Utc("2026-11-19T07:59:59Z"), automatic: true);
        var early = TopUp(100, Utc("2026-11-19T08:00:00Z"), automatic: true);
        var october = TopUp(100, Utc("2026-11-01T06:59:59Z"), automatic: true).Taken(M(100), "USD", Noon, 1);
        Assert.Equal(new(M(200), 1), Spent(lateOnThe18th, early, october));
    }
}
