using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CsCheck;
using static CommsCredits.Tests.Funding.Recharges;

namespace CommsCredits.Tests.Funding;

public sealed class AutoRechargeLaws
{
    private static readonly Gen<RechargeRule> s_rules = Gen.Select(Gen.Int[1, 300], Gen.Int[50, 600], Gen.Int[50, 3_000], Gen.Int[1, 5], Gen.Bool,
        (trigger, amount, cap, day, fills) => new RechargeRule
        {
            IsOn = true, Trigger = M(trigger), Mode = fills ? RechargeMode.FillUp : RechargeMode.AddAmount,
            Amount = M(amount), Target = M(trigger + amount), MonthCap = M(cap), DayCap = day,
        });

    private static readonly Gen<Money> s_amounts = Gen.Long[1, 900_000_000].Select(micros => new Money(micros));

    [Fact]
    public void WhateverThePoolLoses_NeitherCapIsEverPassed_AndItStopsOnlyForAReason() =>
        Gen.Select(s_rules, Gen.Select(s_amounts, Gen.Int[0, 30]).Array[1, 20]).Sample((rule, falls) =>
        {
            var story = new RechargeStory(rule, 500) { Limits = FundingLimits.Default };
            foreach (var (fall, hours) in falls)
            {
                story.Now = story.Now.AddHours(hours);
                story.Use(fall.ToDecimal());
                var spent = AutomaticSpending.Of(story.TopUps, story.Organization.Calendar, story.Now);
                Assert.True(spent.ThisMonth <= rule.MonthCap && spent.Today <= rule.DayCap);
                Assert.Equal(story.Last == RechargeOutcome.AboveTrigger, story.Balance > rule.Trigger);
                Assert.True(story.Last is RechargeOutcome.AboveTrigger or RechargeOutcome.MonthCap or RechargeOutcome.DayCap);
            }
            Assert.All(story.TopUps, t => Assert.Null(FundingLimits.Default.Refuse(t.Amount)));
            Assert.Equal(M(500) - falls.Select(f => f.Item1).Total() + story.TopUps.Select(t => t.Amount).Total(), story.Balance);
        }, iter: 300);

    [Fact]
    public void FillingUp_ReachesTheTargetAndNotAUnitMore_WhereTheLimitsAllow() =>
        Gen.Select(Gen.Long[-2_000_000_000, 100_000_000], Gen.Int[101, 2_000]).Sample((micros, target) =>
        {
            var counted = new Money(micros);
            var after = counted + FillsUp(100, target).AmountAt(counted, FundingLimits.Default);
            return counted + M(50) > M(target) || (after >= M(target) && after - M(target) < M(1));
        });

    [Fact]
    public void EveryDecision_SaysWhyInItsLastQuestion() =>
        Gen.Select(s_rules, s_amounts, Gen.Bool, Gen.Int[0, 6], Gen.Enum<RechargeCause>()).Sample((rule, usable, open, today, cause) =>
        {
            var situation = At(usable.ToDecimal(), cause) with { AutomaticIsOpen = open, Spent = new(M(100 * today), today) };
            var decision = AutoRecharge.Decide(rule, situation);
            var fires = decision.Outcome == RechargeOutcome.Fire;
            return decision.Steps[^1].Passed == fires && decision.Steps.SkipLast(1).All(s => s.Passed) && (decision.Option is not null) == fires;
        });
}
