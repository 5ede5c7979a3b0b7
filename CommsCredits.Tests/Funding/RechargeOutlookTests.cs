using CommsCredits.Domain.Funding;
using static CommsCredits.Tests.Funding.Recharges;

namespace CommsCredits.Tests.Funding;

public sealed class RechargeOutlookTests
{
    [Fact]
    public void TheRuleWorkedWithTodaysFigures_ShowsWhatTheTriggerWouldBring()
    {
        var outlook = RechargeOutlook.Of(Adds(1_500, 500, 2_000, 2), At(1_597.10m));
        Assert.Equal((M(1_597.10m), M(97.10m), RechargeOutcome.AboveTrigger), (outlook.Counted, outlook.AboveTriggerBy, outlook.Now.Outcome));
        Assert.Equal((M(500), M(2_000), M(1_500)), (outlook.ChargedAtTrigger, outlook.BalanceAfterwards, outlook.RoomLeft));
    }

    [Fact]
    [Trait("Case", "D60")]
    public void ATriggerTypedAboveTheBalance_ShowsThePurchaseItWouldMakeAtOnce()
    {
        var outlook = RechargeOutlook.Of(Adds(1_600, 500, 2_000, 2), At(1_500) with { InFlight = new(M(97.10m), null), Spent = new(M(1_000), 1) });
        Assert.Equal((M(-2.90m), RechargeOutcome.Fire, M(500), M(500)), (outlook.AboveTriggerBy, outlook.Now.Outcome, outlook.Now.Amount, outlook.RoomLeft));
    }

    /// <summary>The daily limit is used up: saving charges nothing, but at the next midnight of the organization's clocks all that the trigger asks for falls due, up to the limits.</summary>
    [Fact]
    public void ARuleThatItsDailyLimitStops_SaysWhatFallsDueAtMidnight()
    {
        var outlook = RechargeOutlook.Of(Adds(1_000, 500, 5_000, 3), At(100) with { Spent = new(M(1_500), 3) });
        Assert.Equal(RechargeOutcome.DayCap, outlook.Now.Outcome);
        Assert.Equal(new RechargeLater(Utc("2026-11-20T08:00:00Z"), 2, M(1_000)), outlook.Later);
    }

    [Fact]
    public void ARuleThatItsMonthlyLimitStops_SaysWhatFallsDueInTheNextMonth()
    {
        var outlook = RechargeOutlook.Of(Adds(20_000, 500, 2_000, 3), At(100) with { Spent = new(M(1_800), 1) });
        Assert.Equal(RechargeOutcome.MonthCap, outlook.Now.Outcome);
        Assert.Equal(new RechargeLater(Utc("2026-12-01T08:00:00Z"), 3, M(1_500)), outlook.Later);
    }

    /// <summary>On the last day of the month both limits begin again with the next one.</summary>
    [Fact]
    public void ADailyLimitOnTheLastDayOfTheMonth_BeginsAgainWithTheMonth()
    {
        var now = Utc("2026-11-30T20:00:00Z");
        var outlook = RechargeOutlook.Of(Adds(1_000, 500, 1_900, 3), At(100, now: now) with { Spent = new(M(1_400), 3) });
        Assert.Equal(new RechargeLater(Utc("2026-12-01T08:00:00Z"), 2, M(1_000)), outlook.Later);
    }

    [Fact]
    public void ARuleThatNoLimitStops_HasNothingThatFallsDueLater()
    {
        Assert.Null(RechargeOutlook.Of(Adds(1_000, 500), At(100)).Later);
        Assert.Null(RechargeOutlook.Of(Adds(50, 500), At(100)).Later);
        Assert.Null(RechargeOutlook.Of(Adds(1_000, 500, 5_000, 3), At(100) with { Spent = new(M(1_500), 3), Option = null }).Later);
    }
}
