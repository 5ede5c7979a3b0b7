using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using static CommsCredits.Tests.Funding.Recharges;

namespace CommsCredits.Tests.Funding;

public sealed class RechargeRuleTests
{
    private static readonly FundingLimits s_limits = FundingLimits.Default;

    private static string[] Refusals(RechargeRule rule) => [.. rule.Validate(s_limits).Select(r => $"{r.Field} {r.Why.Code}")];

    [Fact]
    public void ANewRule_IsOffAddsTheAmountAndBuysThreeTimesADayAtMost()
    {
        var rule = new RechargeRule { Trigger = M(100), MonthCap = M(800) };
        Assert.Equal((false, RechargeMode.AddAmount, 3), (rule.IsOn, rule.Mode, rule.DayCap));
    }

    [Fact]
    public void ASoundRule_IsSaved()
    {
        Assert.Empty(Refusals(Adds(1, 50, 50, 1)));
        Assert.Empty(Refusals(FillsUp(100, 101, 50)));
    }

    [Fact]
    [Trait("Case", "D33")]
    public void AnAmountOutsideTheLimits_IsRefusedWhenTheRuleIsSaved()
    {
        Assert.Equal(["Amount AboveMaximum"], Refusals(Adds(100, 5_001)));
        Assert.Equal(["Amount BelowMinimum"], Refusals(Adds(10, 49)));
        Assert.Equal(["Amount NotWhole"], Refusals(Adds(10, 50.5m)));
    }

    [Fact]
    public void EveryOtherFault_IsNamedAtItsField()
    {
        Assert.Equal(["Trigger TriggerBelowOne"], Refusals(Adds(0, 50)));
        Assert.Equal(["Trigger NotWhole"], Refusals(Adds(1.5m, 50)));
        Assert.Equal(["MonthCap MonthCapMissing"], Refusals(Adds(1, 50, 0)));
        Assert.Equal(["MonthCap AmountAboveMonthCap"], Refusals(Adds(1, 51, 50)));
        Assert.Equal(["DayCap DayCapBelowOne"], Refusals(Adds(1, 50, 50, 0)));
        Assert.Equal(["Target TargetNotAboveTrigger"], Refusals(FillsUp(100, 100)));
        Assert.Equal(["Target NotWhole"], Refusals(FillsUp(100, 200.5m)));
        Assert.Equal(["MonthCap AmountAboveMonthCap"], Refusals(FillsUp(100, 300, 199)));
    }

    [Fact]
    public void AllFaults_AreToldAtOnce() =>
        Assert.Equal(["Trigger TriggerBelowOne", "Amount BelowMinimum", "MonthCap MonthCapMissing", "DayCap DayCapBelowOne"], Refusals(Adds(0, 0, 0, 0)));

    [Fact]
    public void TheSuggestedMonthCap_IsFourRecharges()
    {
        Assert.Equal(M(2_000), Adds(1_500, 500).SuggestedMonthCap(s_limits));
        Assert.Equal(M(600), FillsUp(100, 250).SuggestedMonthCap(s_limits));
        Assert.Equal(M(200), FillsUp(100, 101).SuggestedMonthCap(s_limits));
    }

    [Theory]
    [InlineData(100, 99.40, 200, 101)]
    [InlineData(100, 96, 250, 154)]
    [InlineData(100, 100, 101, 50)]
    [InlineData(100, -0.000001, 200, 201)]
    [InlineData(100, -9000, 200, 5000)]
    [InlineData(100, 200, 200, 0)]
    [InlineData(100, 200.01, 200, 0)]
    [Trait("Case", "D12"), Trait("Case", "D23"), Trait("Case", "D24")]
    public void FillingUp_RoundsTheGapUpToWholeUnitsAndThenToTheLimits(decimal trigger, decimal counted, decimal target, decimal amount) =>
        Assert.Equal(M(amount), FillsUp(trigger, target).AmountAt(M(counted), s_limits));

    [Fact]
    [Trait("Case", "D50")]
    public void ARechargeThatMayLeaveThePoolAtTheTrigger_IsWarnedOf()
    {
        Assert.True(Adds(130, 100).OneRechargeMayNotLift(s_limits, M(1_000)));
        Assert.False(Adds(100, 100).OneRechargeMayNotLift(s_limits, M(1_000)));
        Assert.False(Adds(99, 100).OneRechargeMayNotLift(s_limits, M(1_000)));
        Assert.False(FillsUp(100, 101).OneRechargeMayNotLift(s_limits, M(1_000)));
        Assert.True(FillsUp(5_500, 9_000).OneRechargeMayNotLift(s_limits, M(10_000)));
    }

    /// <summary>At the trigger or below it, the balance itself says whether one recharge is enough.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, true)]
    [InlineData(0.01, false)]
    [InlineData(100, false)]
    [InlineData(100.01, false)]
    public void OneRechargeMayNotLift_AsTheBalanceIs(decimal counted, bool mayNot)
    {
        Assert.Equal(mayNot, Adds(100, 100).OneRechargeMayNotLift(s_limits, M(counted)));
    }

    [Fact]
    [Trait("Case", "D60")]
    public void AnEditAloneBuysNothing_UnlessTheNewTriggerIsAtTheBalanceOrAboveIt()
    {
        Assert.Null(Adds(20, 300).WouldBuyNow(At(115)));
        Assert.Null((Adds(115, 300) with { IsOn = false }).WouldBuyNow(At(115)));
        var first = Adds(115, 300).WouldBuyNow(At(115))!;
        Assert.Equal((M(300), RechargeCause.RuleChanged), (first.Amount, first.Cause));
    }

    [Fact]
    [Trait("Case", "W28")]
    public void PayingBackToTheTriggerOrBelow_SwitchesTheRuleOff()
    {
        Assert.True(Adds(100, 200).IsSwitchedOffByPayingBackTo(M(90)));
        Assert.True(Adds(100, 200).IsSwitchedOffByPayingBackTo(M(100)));
        Assert.False(Adds(100, 200).IsSwitchedOffByPayingBackTo(M(100.01m)));
        Assert.False((Adds(100, 200) with { IsOn = false }).IsSwitchedOffByPayingBackTo(M(90)));
        Assert.Equal(RechargeOutcome.NotACause, AutoRecharge.Decide(Adds(100, 200), At(90, RechargeCause.PaidBack)).Outcome);
    }
}
