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
}
