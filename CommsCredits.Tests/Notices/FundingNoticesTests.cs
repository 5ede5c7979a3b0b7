using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Notices;
using static CommsCredits.Tests.Funding.Recharges;

namespace CommsCredits.Tests.Notices;

public sealed class FundingNoticesTests
{
    private static NoticeKind? Kind(TopUp topUp) => FundingNotices.Of(topUp, M(80), Noon)?.Kind;

    [Fact]
    public void AnEndedTopUp_IsToldByWhoAskedForIt()
    {
        var (manual, automatic) = (TopUp(), TopUp(automatic: true));
        Assert.Equal(NoticeKind.FundsAdded, Kind(manual.Taken(M(50), "USD", Noon, 1)));
        Assert.Equal(NoticeKind.RechargeDone, Kind(automatic.Taken(M(50), "USD", Noon, 1)));
        Assert.Equal(NoticeKind.RechargeFailed, Kind(automatic.Declined("no", false)));
        Assert.Equal(NoticeKind.RechargeFailed, Kind(automatic.NeedingAction("https://pay.example")));
        Assert.Null(Kind(manual.Declined("no", false)));
        Assert.Null(Kind(automatic));
    }

    [Fact]
    [Trait("Case", "W14")]
    public void MoneyOutsideItsOrder_IsToldAsThat()
    {
        Assert.Equal(NoticeKind.MoneyOutsideOrder, Kind(TopUp().Canceled().Taken(M(50), "USD", Noon, 1)));
        Assert.Equal(NoticeKind.MoneyOutsideOrder, Kind(TopUp(automatic: true).Taken(M(51), "USD", Noon, 1)));
    }

    [Fact]
    [Trait("Case", "D28")]
    public void ASuspension_IsToldOnce()
    {
        Assert.Null(FundingNotices.Suspended(Organization().Id, Dunning.None));
        Assert.Equal("recharge-suspended:2026-11-19T20:00:00.000000Z", FundingNotices.Suspended(Organization().Id, Dunning.None with { SuspendedAt = Noon })!.Key);
    }
}
