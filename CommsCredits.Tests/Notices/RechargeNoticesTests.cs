using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Notices;
using static CommsCredits.Tests.Funding.Recharges;

namespace CommsCredits.Tests.Notices;

public sealed class RechargeNoticesTests
{
    private static readonly Month s_month = new(2026, 11);

    private static Notice? Reached(decimal before, decimal after) => RechargeNotices.CapReached(Organization().Id, s_month, M(before), M(after), M(500), Noon);

    private static Notice? Of(RechargeRule rule, RechargeSituation now) => RechargeNotices.Of(AutoRecharge.Decide(rule, now), Organization());

    [Theory]
    [InlineData(300, 399.99, null, null)]
    [InlineData(300, 400, "80", "")]
    [InlineData(400, 449, null, null)]
    [InlineData(400, 450, "90", "")]
    [InlineData(450, 500, "100", "")]
    [InlineData(500, 500, null, null)]
    [InlineData(0, 500, "100", "90 80")]
    [Trait("Case", "E18")]
    public void TheMonthCap_IsToldAt80And90And100Percent(decimal before, decimal after, string? percent, string? also)
    {
        var notice = Reached(before, after);
        Assert.Equal((percent, also), (notice?.Figures["Percent"], notice?.Figures["AlsoPercents"]));
        if (percent is not null) Assert.Equal($"month-cap:2026-11:{percent}", notice!.Key);
    }

    [Fact]
    [Trait("Case", "D36"), Trait("Case", "W09")]
    public void ARechargeStoppedByTheMonthCap_IsToldOncePerMonth()
    {
        var now = At(90) with { Spent = new(M(450), 0) };
        var first = Of(Adds(100, 100, 500), now)!;
        Assert.Equal((NoticeKind.RechargeCapped, "recharge-capped:month:2026-11"), (first.Kind, first.Key));
        Assert.Equal(first.Key, Of(Adds(100, 100, 500), now with { Now = Noon.AddDays(3) })!.Key);
        Assert.NotEqual(first.Key, Of(Adds(100, 100, 500), now with { Now = Noon.AddDays(20) })!.Key);
    }

    [Fact]
    [Trait("Case", "D18")]
    public void ARechargeStoppedByTheDayCap_IsToldOncePerDay()
    {
        var now = At(90) with { Spent = new(M(0), 3) };
        Assert.Equal("recharge-capped:day:2026-11-19", Of(Adds(100, 100, dayCap: 3), now)!.Key);
        Assert.Equal("recharge-capped:day:2026-11-20", Of(Adds(100, 100, dayCap: 3), now with { Now = Utc("2026-11-20T08:00:00Z") })!.Key);
    }

    [Fact]
    [Trait("Case", "D67")]
    public void APurchaseWithheldAsIdle_IsToldWithTheAmountToOffer()
    {
        var notice = Of(Adds(100, 200), At(90, RechargeCause.Expiry) with { FellByExpiryAlone = true })!;
        Assert.Equal((NoticeKind.RechargeIdle, "200000000"), (notice.Kind, notice.Figures["Amount"]));
    }

    [Fact]
    [Trait("Case", "D53")]
    public void ARuleThatHasNothingToPayWith_IsTold() =>
        Assert.Equal((NoticeKind.RechargeFailed, "NoPaymentOption"), Of(Adds(100, 100), At(90) with { Option = null }) is { } n ? (n.Kind, n.Figures["Reason"]) : default);

    [Fact]
    public void DecisionsThatNeedNobody_AreNotTold()
    {
        Assert.Null(Of(Adds(100, 100), At(90)));
        Assert.Null(Of(Adds(100, 100), At(101)));
        Assert.Null(Of(Adds(100, 100), At(90) with { AutomaticIsOpen = true }));
    }
}
