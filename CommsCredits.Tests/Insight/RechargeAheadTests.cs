using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Insight;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Tests.Insight;

/// <summary>The rule in a forecast: ten a day unless it says otherwise.</summary>
[Trait("Rule", "R7.2")]
public sealed class RechargeAheadTests
{
    private static readonly DateOnly s_today = new(2026, 11, 19);
    private static readonly LocalCalendar s_calendar = Laws.Calendars.Of("Etc/UTC");

    [Fact]
    public void Rule_BuysWhereTheBalanceComesToTheTrigger()
    {
        var forecast = Forecast(120, Adds(trigger: 100, amount: 50));
        // 120 - 2 x 10 is the trigger, on the second day; then every fifth.
        Assert.Equal([s_today.AddDays(1), s_today.AddDays(6), s_today.AddDays(11)], forecast.Recharges.Take(3).Select(r => r.Day));
        Assert.Equal([8, 9, 10], forecast.Recharges.Take(3).Select(r => r.Lot));
        Assert.Equal([110m, 150, 140], forecast.Days.Take(3).Select(d => d.Balance.ToDecimal()));
        Assert.Equal([new(1, Money.OfUnits(100)), new LotLevel(8, Money.OfUnits(50))], forecast.Days[1].Lots);
        Assert.All(forecast.Days, d => Assert.Equal(d.Balance, d.Lots.Select(l => l.Left).Total()));
        Assert.Equal(s_today.AddDays(60), forecast.Days[^1].Day);
        Assert.All(forecast.Lots, l => Assert.Equal(l.Left, l.Spent + l.Lapses + l.Held));
    }

    [Fact]
    public void NewLot_PaysAfterTheOthers_AndCarriesOnWhereTheyEnd()
    {
        var forecast = Forecast(15, Adds(trigger: 0, amount: 50));
        Assert.Equal([5m, 45, 35], forecast.Days.Take(3).Select(d => d.Balance.ToDecimal()));
        Assert.Equal(s_today.AddDays(1), forecast.Recharges[0].Day);
    }

    [Fact]
    public void FillUp_BuysWhatTheTargetLacks() =>
        Assert.Equal(Money.OfUnits(110), Forecast(120, Adds(100, 0) with { Mode = RechargeMode.FillUp, Target = Money.OfUnits(210) }).Recharges[0].Amount);

    [Fact]
    [Trait("Rule", "R7.4")]
    public void MonthCap_StopsIt_UntilTheNextMonth()
    {
        var forecast = Forecast(120, Adds(100, 50) with { MonthCap = Money.OfUnits(100) }, new(Money.OfUnits(50), 0));
        Assert.Equal([new(2026, 11, 20), new(2026, 12, 1), new DateOnly(2026, 12, 1)], forecast.Recharges.Take(3).Select(r => r.Day));
        Assert.Equal(2, forecast.Recharges.Count(r => r.Day.Month == 12));
    }

    [Fact]
    [Trait("Rule", "R7.4")]
    public void DayCap_StopsIt_UntilTheNextDay()
    {
        var forecast = Forecast(0, Adds(trigger: 400, amount: 100) with { DayCap = 2 }, new(Money.Zero, 1));
        Assert.Equal([1, 2, 2], Enumerable.Range(0, 3).Select(d => forecast.Recharges.Count(r => r.Day == s_today.AddDays(d))));
    }

    [Fact]
    public void Rule_ThatWaitsOrIsOff_BuysNothingMeanwhile()
    {
        Assert.Equal(s_today.AddDays(3), Forecast(120, Adds(100, 50), from: s_today.AddDays(3)).Recharges[0].Day);
        Assert.Empty(Forecast(120, Adds(100, 50) with { IsOn = false }).Recharges);
        Assert.Empty(Forecast(120, Adds(100, 10)).Recharges);
    }

    [Fact]
    public void DaysBeforeToday_AreUsedButNothingIsBoughtThen()
    {
        var rule = Ahead(Adds(100, 50), default, s_today);
        var forecast = PoolForecast.Of([Lot(120)], s_today.AddDays(-4), Money.OfUnits(70), rule: rule);
        Assert.Equal((s_today, 5), (forecast.Recharges[0].Day, forecast.Days.Count(d => d.Day <= s_today)));
    }

    [Fact]
    public void Forecast_SaysWhenItBuysAtEachPace_AndWhetherThePoolIsEmptyAllTheSame()
    {
        PoolForecast At(long week, RechargeRule rule) => PoolForecast.Of([Lot(120)], s_today, Money.OfUnits(week), rule: Ahead(rule, default, s_today));
        RechargeForecast Of(RechargeRule rule) => new(new(At(35, rule), At(70, rule), At(140, rule)), s_today, s_today.AddDays(60));
        var with = Of(Adds(100, 50));
        Assert.Equal(new DayBand(s_today.AddDays(1), s_today, s_today.AddDays(3)), with.Recharges[0].Day);
        Assert.Null(with.Empty);
        // One recharge of 50 a month: 150 on 20 November, 40 + 50 on 1 December.
        Assert.Equal(new DateOnly(2026, 12, 10), Of(Adds(100, 50) with { MonthCap = Money.OfUnits(50) }).Empty);
    }

    [Fact]
    public void DrawnDays_BeginAtTheEndOfToday_WithTheStepsOfTheRule()
    {
        var course = Forecast(110, Adds(100, 50)).CourseAfter(s_today, s_today.AddDays(10), offset: 7);
        Assert.Equal((7, Money.OfUnits(150)), (course.Points[0].At, course.Points[0].Balance));
        Assert.Equal([(7, 100m, 150m), (11, 110, 160), (16, 110, 160)], course.Marks.Select(m => (m.At, m.Before.ToDecimal(), m.After.ToDecimal())));
        Assert.Equal(17, course.Points[^1].At);
    }

    private static PoolForecast Forecast(int left, RechargeRule rule, AutomaticSpending spent = default, DateOnly? from = null) =>
        PoolForecast.Of(left > 0 ? [Lot(left)] : [], s_today, Money.OfUnits(70), rule: Ahead(rule, spent, from ?? s_today));

    private static RechargeAhead Ahead(RechargeRule rule, AutomaticSpending spent, DateOnly from) =>
        new() { Rule = rule, Limits = FundingLimits.Default, Today = s_today, From = from, Until = s_today.AddDays(60), NextLot = 8, Spent = spent };

    private static RechargeRule Adds(int trigger, int amount) =>
        new() { IsOn = true, Trigger = Money.OfUnits(trigger), Amount = Money.OfUnits(amount), MonthCap = Money.OfUnits(10_000), DayCap = 3 };

    private static CreditLot Lot(int left)
    {
        var last = s_today.AddDays(300);
        return new() { Number = 1, Amount = Money.OfUnits(1_000), Left = Money.OfUnits(left), Purchased = s_calendar.StartOf(s_today), PurchaseDay = s_today, LastUsableDay = last, End = s_calendar.EndOf(last) };
    }
}
