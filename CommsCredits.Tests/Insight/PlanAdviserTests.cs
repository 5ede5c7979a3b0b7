using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Domain.Plans;

namespace CommsCredits.Tests.Insight;

public sealed class PlanAdviserTests
{
    private static readonly PricedOffer s_domestic = Offer("domestic", 3000, 0, 8), s_international = Offer("domestic-international", 3000, 600, 24), s_small = Offer("domestic-120", 120, 0, 5);
    private static readonly PricedOffer[] s_offers = [s_small, s_domestic, s_international];

    [Fact]
    public void AUser_WhoCallsAbroad_WouldHavePaidThePlansPrice()
    {
        var advice = PlanAdviser.Of(Use(international: 184, charge: 38.12m), null, s_offers)!;
        Assert.Equal(("domestic-international", Money.Of(38.12m), Money.OfUnits(24), Money.Of(14.12m)), (advice.Better.PlanId, advice.Now, advice.WithIt, advice.Saved));
        Assert.Null(advice.Has);
    }

    [Fact]
    public void NobodyIsAdvised_WherePlansCostAsMuch()
    {
        Assert.Null(PlanAdviser.Of(Use(international: 184, charge: 24m), null, s_offers));
        Assert.NotNull(PlanAdviser.Of(Use(international: 184, charge: 24.01m), null, s_offers));
        Assert.Null(PlanAdviser.Of(Use(), null, s_offers));
    }

    [Fact]
    public void DomesticCalls_NeedNoInternationalPlan_AndTheCheapestIsNamed()
    {
        Assert.Equal("domestic-120", PlanAdviser.Of(new("u", 100, Money.OfUnits(12), 0, Money.Zero), null, s_offers)?.Better.PlanId);
        // 130 minutes: 10 of them stay with the pool, 5.00 + 1.20 against 8.00.
        var advice = PlanAdviser.Of(new("u", 130, Money.Of(15.6m), 0, Money.Zero), null, s_offers)!;
        Assert.Equal(("domestic-120", Money.Of(6.2m)), (advice.Better.PlanId, advice.WithIt));
    }

    [Fact]
    public void EitherLimit_EndsBoth()
    {
        // 1,200 international minutes: half the month is covered, of both kinds.
        var use = new UserUse("u", 100, Money.OfUnits(10), 1200, Money.OfUnits(120));
        Assert.Equal(Money.OfUnits(24 + 65), PlanAdviser.Of(use, null, [s_international])!.WithIt);
        var talker = new UserUse("u", 6000, Money.OfUnits(600), 100, Money.OfUnits(20));
        Assert.Equal(Money.OfUnits(24 + 310), PlanAdviser.Of(talker, null, [s_international])!.WithIt);
    }

    [Fact]
    public void ThePlanThatAUserHas_CountsNow_AndIsNotAdvised()
    {
        var use = Use(international: 100, charge: 20m) with { DomesticMinutes = 500, IncludedMinutes = 500 };
        var advice = PlanAdviser.Of(use, s_domestic, s_offers)!;
        Assert.Equal((Money.OfUnits(28), "domestic-international", Money.OfUnits(4)), (advice.Now, advice.Better.PlanId, advice.Saved));
        Assert.Equal("domestic", advice.Has!.PlanId);
    }

    /// <summary>What included minutes cost without their plan is not known.</summary>
    [Fact]
    public void APlan_ThatHoldsFewerThanTheIncludedMinutes_IsNotAdvised()
    {
        var use = new UserUse("u", 500, Money.Zero, 0, Money.Zero) { IncludedMinutes = 500 };
        Assert.Null(PlanAdviser.Of(use, s_domestic, [s_small, s_domestic]));
        Assert.Equal("domestic-120", PlanAdviser.Of(use with { DomesticMinutes = 120, IncludedMinutes = 120 }, s_domestic, [s_small, s_domestic])?.Better.PlanId);
    }

    [Fact]
    public void PayAsYouGo_HasNoMinutes_AndIsNoAdvice() => Assert.Null(PlanAdviser.Of(Use(international: 100, charge: 20m), null, [Offer("payg-zone-1", 0, 0, 0)]));

    private static UserUse Use(int international = 0, decimal charge = 0) => new("u", 0, Money.Zero, international, Money.Of(charge));

    private static PricedOffer Offer(string plan, int domestic, int international, long price) => new(new(plan, domestic, international), Money.OfUnits(price));
}
