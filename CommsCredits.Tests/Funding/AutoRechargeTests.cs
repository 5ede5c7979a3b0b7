using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using static CommsCredits.Tests.Funding.Recharges;

namespace CommsCredits.Tests.Funding;

public sealed class AutoRechargeTests
{
    private static readonly RechargeRule s_rule = Adds(100, 200, 2_000, 3);

    private static (RechargeOutcome, decimal) Decide(RechargeRule rule, RechargeSituation now)
    {
        var decision = AutoRecharge.Decide(rule, now);
        return (decision.Outcome, decision.Amount.ToDecimal());
    }

    [Theory]
    [InlineData(100.000001, RechargeOutcome.AboveTrigger, 0)]
    [InlineData(100, RechargeOutcome.Fire, 200)]
    [InlineData(99.50, RechargeOutcome.Fire, 200)]
    [InlineData(0, RechargeOutcome.Fire, 200)]
    [InlineData(-40, RechargeOutcome.Fire, 200)]
    [Trait("Case", "D38"), Trait("Case", "D25")]
    public void ItFires_AtTheTriggerOrBelow_AndAddsTheAmount(decimal usable, RechargeOutcome outcome, decimal amount) =>
        Assert.Equal((outcome, amount), Decide(s_rule, At(usable)));

    [Fact]
    [Trait("Case", "D23"), Trait("Case", "D24")]
    public void FillingUp_BuysTheGap()
    {
        Assert.Equal((RechargeOutcome.AboveTrigger, 0), Decide(FillsUp(100, 250), At(101)));
        Assert.Equal((RechargeOutcome.Fire, 154), Decide(FillsUp(100, 250), At(96)));
        Assert.Equal((RechargeOutcome.Fire, 101), Decide(FillsUp(100, 200), At(99.40m)));
        Assert.Equal((RechargeOutcome.Fire, 120), Decide(FillsUp(100, 200), At(20) with { InFlight = new(M(60), null) }));
    }

    [Fact]
    [Trait("Case", "D12")]
    public void ATargetUnderTheBalance_ChargesNothing() =>
        Assert.Equal((RechargeOutcome.NothingToAdd, 0), Decide(FillsUp(100, 90), At(95)));

    [Fact]
    public void TopUpsInFlight_CountAsIfTheyHadArrived()
    {
        Assert.Equal(RechargeOutcome.AboveTrigger, Decide(s_rule, At(90) with { InFlight = new(M(50), null), AutomaticIsOpen = true }).Item1);
        Assert.Equal(RechargeOutcome.AlreadyOnItsWay, Decide(s_rule, At(-200) with { InFlight = new(M(200), null), AutomaticIsOpen = true }).Item1);
        Assert.Equal(RechargeOutcome.Fire, Decide(s_rule, At(50) with { InFlight = new(M(50), null) }).Item1);
    }

    [Fact]
    public void MoneyOnItsWay_StopsCountingAfter24Hours_AndTheRuleIsLookedAtThen()
    {
        TopUp[] topUps = [TopUp(30, Noon.AddHours(-2)), TopUp(20, Noon.AddHours(-5)), TopUp(500, Noon.AddHours(-24))];
        var inFlight = InFlight.Of(topUps, Noon);
        Assert.Equal(new(M(50), Noon.AddHours(19)), inFlight);
        Assert.Equal(Noon.AddHours(19), AutoRecharge.Decide(s_rule, At(90) with { InFlight = inFlight }).LookAgainAt);
        Assert.Null(AutoRecharge.Decide(s_rule, At(101) with { InFlight = inFlight }).LookAgainAt);
    }

    [Fact]
    [Trait("Case", "W10")]
    public void AnInvoiceThatAwaitsPayment_DoesNotKeepItFromFiring()
    {
        var invoice = TopUp(500, method: PaymentMethod.Invoice).Awaiting();
        Assert.Equal((RechargeOutcome.Fire, 200), Decide(s_rule, At(90) with { InFlight = InFlight.Of([invoice], Noon) }));
    }

    [Fact]
    [Trait("Case", "W11")]
    public void AHold_FiresOnceAtTheUsableBalance()
    {
        Assert.Equal((RechargeOutcome.Fire, 200), Decide(s_rule, At(180 - 90, RechargeCause.Hold)));
        Assert.Equal(RechargeOutcome.AboveTrigger, Decide(s_rule, At(290, RechargeCause.TopUpPaid)).Item1);
        Assert.Equal(RechargeOutcome.AboveTrigger, Decide(s_rule, At(380)).Item1);
    }

    [Theory]
    [InlineData(RechargeCause.Debit, true)]
    [InlineData(RechargeCause.Import, true)]
    [InlineData(RechargeCause.Hold, true)]
    [InlineData(RechargeCause.Expiry, true)]
    [InlineData(RechargeCause.RuleChanged, true)]
    [InlineData(RechargeCause.PeriodBegan, true)]
    [InlineData(RechargeCause.WaitOver, true)]
    [InlineData(RechargeCause.TopUpPaid, true)]
    [InlineData(RechargeCause.TopUpFailed, true)]
    [InlineData(RechargeCause.OptionChanged, true)]
    [InlineData(RechargeCause.Resumed, true)]
    [InlineData(RechargeCause.CreditBack, false)]
    [InlineData(RechargeCause.PaidBack, false)]
    [InlineData(RechargeCause.Chargeback, false)]
    [Trait("Case", "D70")]
    public void EveryPathThatUsesThePool_RunsTheSameCheck(RechargeCause cause, bool fires) =>
        Assert.Equal(fires ? RechargeOutcome.Fire : RechargeOutcome.NotACause, Decide(s_rule, At(100, cause)).Item1);

    [Fact]
    public void ARuleThatIsOffOrAnOrganizationBilledAfterUse_BuysNothing()
    {
        Assert.Equal(RechargeOutcome.Off, Decide(s_rule with { IsOn = false }, At(0)).Item1);
        Assert.Equal(RechargeOutcome.Postpaid, Decide(s_rule, At(0) with { Organization = Organization(postpaidSince: Noon) }).Item1);
        Assert.Equal(RechargeOutcome.Fire, Decide(s_rule, At(0) with { Organization = Organization(postpaidSince: Noon.AddTicks(1)) }).Item1);
    }

    [Fact]
    [Trait("Case", "D36")]
    public void TheMonthCap_TakesTheWholeAmountOrNothingAndLooksAgainWhenTheMonthEnds()
    {
        var rule = Adds(100, 100, 500);
        var stopped = AutoRecharge.Decide(rule, At(90) with { Spent = new(M(450), 0) });
        Assert.Equal((RechargeOutcome.MonthCap, Utc("2026-12-01T08:00:00Z")), (stopped.Outcome, stopped.LookAgainAt));
        Assert.Equal(RechargeOutcome.Fire, Decide(rule, At(90) with { Spent = new(M(400), 0) }).Item1);
    }

    [Fact]
    [Trait("Case", "D18"), Trait("Case", "D69")]
    public void TheDayCap_LooksAgainAtTheNextLocalMidnight()
    {
        var stopped = AutoRecharge.Decide(s_rule, At(90) with { Spent = new(M(600), 3) });
        Assert.Equal((RechargeOutcome.DayCap, Utc("2026-11-20T08:00:00Z")), (stopped.Outcome, stopped.LookAgainAt));
        Assert.Equal(RechargeOutcome.Fire, Decide(s_rule, At(90) with { Spent = new(M(600), 2) }).Item1);
    }

    [Fact]
    public void AWait_HoldsEveryCauseUntilItsInstant()
    {
        var waiting = Dunning.None with { FailedRounds = 1, WaitsUntil = Noon };
        var early = AutoRecharge.Decide(s_rule, At(90, now: Noon.AddTicks(-1)) with { Dunning = waiting });
        Assert.Equal((RechargeOutcome.Waiting, Noon), (early.Outcome, early.LookAgainAt));
        Assert.Equal(RechargeOutcome.Fire, Decide(s_rule, At(90, RechargeCause.WaitOver) with { Dunning = waiting }).Item1);
    }

    [Fact]
    [Trait("Case", "D53")]
    public void WithoutAnOptionThatCanBeCharged_NothingIsAttempted()
    {
        Assert.Equal(RechargeOutcome.NoPaymentOption, Decide(s_rule, At(90) with { Option = null }).Item1);
        Assert.Equal(RechargeOutcome.NoPaymentOption, Decide(s_rule, At(90) with { Option = Card("a") with { Method = PaymentMethod.Invoice } }).Item1);
        Assert.Equal("b", AutoRecharge.Decide(s_rule, At(90) with { Option = null, Backup = Card("b") }).Option!.Card);
    }

    [Theory]
    [InlineData(true, null, RechargeOutcome.Idle)]
    [InlineData(true, "2026-08-21T19:59:59Z", RechargeOutcome.Idle)]
    [InlineData(true, "2026-08-21T20:00:00Z", RechargeOutcome.Fire)]
    [InlineData(false, null, RechargeOutcome.Fire)]
    [Trait("Case", "D67")]
    public void AFallByExpiryAlone_BuysNothingWhereNobodyHasCalledFor90Days(bool byExpiryAlone, string? lastCall, RechargeOutcome outcome)
    {
        var now = At(90, RechargeCause.Expiry) with { FellByExpiryAlone = byExpiryAlone, LastFundedCall = lastCall is null ? null : Utc(lastCall) };
        Assert.Equal(outcome, Decide(s_rule, now).Item1);
        Assert.Equal(RechargeOutcome.Fire, Decide(s_rule, now with { Cause = RechargeCause.RuleChanged }).Item1);
    }

    [Fact]
    [Trait("Case", "D33")]
    public void LimitsThatChangedSinceTheRuleWasSaved_AreToldAndNothingIsCut() =>
        Assert.Equal((RechargeOutcome.OutsideLimits, 200), Decide(s_rule, At(90) with { Limits = new(M(50), M(199)) }));

    [Fact]
    public void ADecision_KeepsEveryQuestionWithItsFigures()
    {
        var fired = AutoRecharge.Decide(Adds(1_500, 500, 2_000, 2), At(1_499) with { LastFundedCall = Noon });
        Assert.Equal(
            ["MayBuy", "IsOn", "Cause", "AtTrigger", "NoneOnItsWay", "NotSuspended", "Amount", "InLimits", "MonthCap", "DayCap", "Option"], fired.Steps.Select(s => s.Code));
        Assert.All(fired.Steps, step => Assert.True(step.Passed));
        Assert.Equal(["1499000000", "0", "1499000000", "1500000000"], fired.Steps[3].Figures);
        Assert.Equal(["0", "500000000", "2000000000"], fired.Steps[8].Figures);
    }

    [Fact]
    public void ADecisionNotToFire_EndsWithTheQuestionThatFailed()
    {
        var stopped = AutoRecharge.Decide(s_rule, At(101));
        Assert.Equal(("AtTrigger", false), (stopped.Steps[^1].Code, stopped.Steps[^1].Passed));
        Assert.All(stopped.Steps.SkipLast(1), step => Assert.True(step.Passed));
    }
}
