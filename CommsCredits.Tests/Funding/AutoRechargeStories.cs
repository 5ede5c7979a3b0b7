using CommsCredits.Domain.Funding;
using static CommsCredits.Tests.Funding.Recharges;

namespace CommsCredits.Tests.Funding;

/// <summary>Falls, purchases and looks in their order (R7.3): what the pool holds after them.</summary>
public sealed class AutoRechargeStories
{
    [Theory]
    [InlineData(10, 5, 10, 6, 14, 1)]
    [InlineData(100, 20, 100, 85, 115, 1)]
    [InlineData(100, 20, 100, 50, 50, 0)]
    [InlineData(100, 20, 100, 100, 100, 1)]
    [InlineData(200, 130, 100, 170, 230, 2)]
    [InlineData(1000, 50, 100, 1320, 80, 4)]
    [Trait("Case", "D22"), Trait("Case", "D39"), Trait("Case", "D40"), Trait("Case", "D49"), Trait("Case", "D50")]
    public void AFall_IsFollowedByPurchasesUntilThePoolIsAboveTheTrigger(decimal balance, decimal trigger, decimal amount, decimal use, decimal after, int purchases)
    {
        var story = new RechargeStory(Adds(trigger, amount), balance);
        story.Use(use);
        Assert.Equal((M(after), purchases), (story.Balance, story.Bought.Count()));
    }

    [Fact]
    [Trait("Case", "D42")]
    public void EveryFall_HasItsOwnPurchase()
    {
        var story = new RechargeStory(Adds(30, 100), 200);
        story.Use(180);
        Assert.Equal(M(120), story.Balance);
        story.Use(100);
        Assert.Equal((M(120), 2), (story.Balance, story.Bought.Count()));
    }

    [Fact]
    [Trait("Case", "D23")]
    public void FillingUp_WaitsForTheTriggerAndBuysOnce()
    {
        var story = new RechargeStory(FillsUp(100, 250), 121) { Limits = FundingLimits.Default };
        story.Use(20);
        Assert.Empty(story.Bought);
        story.Use(5);
        Assert.Equal([154m], story.Bought);
        Assert.Equal(M(250), story.Balance);
    }

    [Fact]
    [Trait("Case", "D51")]
    public void ATriggerLoweredAfterAPurchase_CountsFromThen()
    {
        var story = new RechargeStory(Adds(50, 100), 90);
        story.Use(50);
        Assert.Equal(M(140), story.Balance);
        story.Rule = story.Rule with { Trigger = M(10) };
        story.Use(105);
        Assert.Equal((M(35), 1), (story.Balance, story.Bought.Count()));
    }

    [Fact]
    [Trait("Case", "D59"), Trait("Case", "D60")]
    public void ARuleSwitchedOnUnderItsTrigger_BuysAtOnce_AndAnEditAboveItDoesNot()
    {
        var story = new RechargeStory(Adds(20, 100), 15);
        story.Look(RechargeCause.RuleChanged);
        Assert.Equal(M(115), story.Balance);
        story.Rule = Adds(30, 200);
        story.Look(RechargeCause.RuleChanged);
        Assert.Equal(M(115), story.Balance);
    }

    [Fact]
    [Trait("Case", "D18"), Trait("Case", "D69")]
    public void ADayCap_StopsADeepFallAndTheNextDayGoesOn()
    {
        var story = new RechargeStory(Adds(100, 50, dayCap: 3), 200);
        story.Use(300);
        Assert.Equal((M(50), 3, RechargeOutcome.DayCap), (story.Balance, story.Bought.Count(), story.Last));
        story.Use(1);
        Assert.Equal(3, story.Bought.Count());
        story.Now = story.Decisions[^1].LookAgainAt!.Value;
        story.Look(RechargeCause.PeriodBegan);
        Assert.Equal((M(149), 5), (story.Balance, story.Bought.Count()));
    }

    [Fact]
    [Trait("Case", "W09")]
    public void AMonthCap_EndsWithTheLocalMonthToTheSecond()
    {
        var story = new RechargeStory(Adds(100, 100, 500), 90) { Organization = Organization("Asia/Shanghai"), Now = Utc("2026-11-30T15:59:59Z") };
        story.TopUps.Add(TopUp(450, Utc("2026-11-10T00:00:00Z"), automatic: true).Taken(M(450), "USD", Noon, 1));
        story.Look(RechargeCause.Debit);
        Assert.Equal((RechargeOutcome.MonthCap, Utc("2026-11-30T16:00:00Z")), (story.Last, story.Decisions[^1].LookAgainAt));
        story.Now = Utc("2026-11-30T16:00:00Z");
        story.Look(RechargeCause.PeriodBegan);
        Assert.Equal(M(190), story.Balance);
        Assert.Equal(new(M(100), 1), AutomaticSpending.Of(story.TopUps, story.Organization.Calendar, story.Now));
    }

    [Fact]
    [Trait("Case", "D52")]
    public void ADeclinedCard_LeavesTheBalanceAndCountsOneFailedAttempt()
    {
        var story = new RechargeStory(Adds(20, 100), 100) { Declining = { "visa" } };
        story.Use(85);
        Assert.Equal((M(15), 1, RechargeOutcome.Waiting), (story.Balance, story.TopUps.Count, story.Last));
        Assert.Equal((TopUpState.Failed, 1), (story.TopUps[0].State, story.Dunning.FailedRounds));
        Assert.Equal(default, AutomaticSpending.Of(story.TopUps, story.Organization.Calendar, story.Now));
    }

    [Fact]
    [Trait("Case", "D53")]
    public void WithoutACard_TheBalanceStaysAndNobodyIsAsked()
    {
        var story = new RechargeStory(Adds(20, 100), 100) { Option = null };
        story.Use(85);
        Assert.Equal((M(15), RechargeOutcome.NoPaymentOption), (story.Balance, story.Last));
        Assert.Empty(story.TopUps);
    }

    [Fact]
    [Trait("Case", "D16")]
    public void APaidTopUpByHand_EndsTheWaiting()
    {
        var story = new RechargeStory(Adds(100, 100), 150) { Declining = { "visa" } };
        story.Use(140);
        story.Declining.Clear();
        story.Use(5);
        Assert.Equal(RechargeOutcome.Waiting, story.Last);
        story.BuyByHand(50);
        Assert.Equal([100m], story.Bought);
        Assert.Equal(M(155), story.Balance);
    }

    [Fact]
    [Trait("Case", "D28"), Trait("Case", "D56"), Trait("Case", "D57"), Trait("Case", "D58"), Trait("Case", "W29")]
    public void ThreeFailedRounds_SuspendTheRuleUntilAnotherCard()
    {
        var (visa, amex) = (Card("visa", 1), Card("amex", 2));
        var story = new RechargeStory(Adds(20, 100), 100, visa, amex) { Declining = { "visa", "amex" }, Now = Utc("2026-11-19T18:00:00Z") };
        story.Use(85);
        Assert.Equal(["visa", "amex"], story.Attempts);
        story.Now = story.Now.AddHours(1).AddTicks(-1);
        story.Use(0);
        Assert.Equal(2, story.Attempts.Count());
        story.Now = Utc("2026-11-19T19:00:00Z");
        story.Look(RechargeCause.WaitOver);
        Assert.Equal(["visa", "amex", "visa", "amex"], story.Attempts);
        Assert.Equal(Utc("2026-11-20T19:00:00Z"), story.Dunning.WaitsUntil);
        story.Now = Utc("2026-11-20T19:00:00Z");
        story.Look(RechargeCause.WaitOver);
        Assert.Equal((6, RechargeOutcome.Suspended), (story.Attempts.Count(), story.Last));

        story.Now = Utc("2026-12-01T08:00:00Z");
        story.Look(RechargeCause.PeriodBegan);
        story.Attach(Card("visa", 3));
        story.BuyByHand(1);
        Assert.Equal((6, RechargeOutcome.Suspended), (story.Attempts.Count(), story.Last));

        story.Attach(Card("mastercard", 4));
        story.Use(1);
        Assert.Equal(M(16 - 1 + 100), story.Balance);
    }
}
