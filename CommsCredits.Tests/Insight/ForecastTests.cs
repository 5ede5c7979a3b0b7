using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Tests.Insight;

[Trait("Rule", "R2.2")]
public sealed class ForecastTests
{
    private static readonly DateOnly s_today = new(2026, 11, 19);
    private static readonly LocalCalendar s_calendar = Laws.Calendars.Of("Etc/UTC");

    [Fact]
    public void RunOut_AtAConstantPace_IsTheExactDay()
    {
        var (burn, lots) = (Constant(10), Lots((100, 300)));
        var runOut = Of(burn, lots);
        Assert.Equal((RunOutAnswer.Known, s_today.AddDays(9), s_today.AddDays(9), s_today.AddDays(9), false), (runOut.Answer, runOut.Day, runOut.Earliest, runOut.Latest, runOut.EndsByLapse));
        Assert.Equal(s_today.AddDays(10), Of(burn, Lots((101, 300))).Day);
    }

    [Fact]
    public void RunOut_DoesNotSpendWhatLapsesOnTheWay()
    {
        var lots = Lots((401.9m, 20), (500, 104), (200, 245), (500, 340));
        var paces = Paces.Of(lots, Constant(16.7m), s_today)!;
        var lapse = LapseForecast.Of(paces, s_today);
        // 21 days, today and the last usable day among them.
        Assert.Equal([401.9m - 21 * 16.7m, 0, 0, 0], lapse.Lots.Select(l => l.About.ToDecimal()));
        Assert.Equal([null, s_today.AddDays(21 + 29), s_today.AddDays(21 + 41), s_today.AddDays(21 + 71)], lapse.Lots.Select(l => l.UsedUp));
        Assert.Equal(s_today.AddDays(21 + 71), Of(Constant(16.7m), lots).Day);
    }

    [Fact]
    public void RunOut_MayComeByLapse()
    {
        var runOut = Of(Constant(1), Lots((500, 30)));
        Assert.Equal((s_today.AddDays(30), true), (runOut.Day, runOut.EndsByLapse));
    }

    [Fact]
    public void RunOut_BeginsWithTheDaysThatAreNotReportedYet()
    {
        var burn = BurnRate.Of([.. Enumerable.Range(0, 30).Select(i => new DayUse(s_today.AddDays(i - 30), Money.OfUnits(i < 26 ? 10 : 0)))]);
        Assert.Equal(s_today.AddDays(-4), burn.Next);
        Assert.Equal(s_today.AddDays(9 - 4), Of(burn, Lots((100, 300))).Day);
        Assert.Equal(s_today, Of(burn, Lots((20, 300))).Day);
    }

    [Fact]
    public void RunOut_DoesNotTakeTodaysCallsTwice()
    {
        var burn = Constant(10);
        var paces = Paces.Of(Lots((96, 300)), burn, s_today, usedToday: Money.OfUnits(5))!;
        Assert.Equal(s_today.AddDays(10), RunOutForecast.Of(burn, paces, Money.OfUnits(96), s_today).Day);
    }

    [Fact]
    public void Answers_WithoutAFigure_SayWhy()
    {
        var lots = Lots((100, 300));
        Assert.Equal(RunOutAnswer.Empty, RunOutForecast.Of(Constant(10), Paces.Of([], Constant(10), s_today), Money.OfUnits(-3), s_today).Answer);
        Assert.Equal(RunOutAnswer.NoUse, Of(Constant(0), lots).Answer);
        Assert.Equal(100m, LapseForecast.Of(Paces.Of(lots, Constant(0), s_today)!, s_today).About.ToDecimal());
        var few = BurnRate.Of([new(s_today.AddDays(-1), Money.OfUnits(3))]);
        Assert.Null(Paces.Of(lots, few, s_today));
        Assert.Equal(RunOutAnswer.TooFewDays, RunOutForecast.Of(few, null, Money.OfUnits(100), s_today).Answer);
        Assert.Equal(RunOutAnswer.NotWithinAYear, Of(Constant(1), Lots((10_000, 400))).Answer);
    }

    [Fact]
    public void Trigger_IsReachedBeforeThePoolIsEmpty()
    {
        var forecast = PoolForecast.Of(Lots((100, 300)), s_today, Money.OfUnits(70));
        Assert.Equal((s_today.AddDays(4), s_today.AddDays(9)), (forecast.FirstAtOrBelow(Money.OfUnits(50)), forecast.FirstAtOrBelow(Money.Zero)));
        Assert.Null(forecast.FirstAtOrBelow(Money.OfUnits(-1)));
    }

    [Theory]
    [Trait("Case", "D63")]
    [InlineData(1_000, 1_500, 1_200, 1_501, true)]
    [InlineData(1_500, 1_500, 1_600, 1_501, false)]
    [InlineData(1_501, 1_500, 1_200, null, false)]
    [InlineData(10, 0, 1_200, null, false)]
    public void Trigger_IsAdvisedAboveTheLargestSingleCharge(int trigger, int largest, int balance, int? advised, bool failsNow)
    {
        var advice = TriggerAdvice.Of(Money.OfUnits(trigger), Money.OfUnits(largest), Money.OfUnits(balance));
        Assert.Equal((advised, failsNow), (advice is null ? null : (int?)advice.Suggested.ToDecimal(), advice?.WouldFailNow ?? false));
    }

    [Theory]
    [Trait("Case", "D66")]
    [InlineData(100, 24, 76)]
    [InlineData(100, 25, null)]
    [InlineData(22, 5, 20)]
    [InlineData(0, 0, null)]
    public void Recharge_IsAdvisedForWhatTheNextDaysLack(int projected, int balance, int? amount) =>
        Assert.Equal(amount, (int?)RechargeAdvice.Of(Money.OfUnits(projected), Money.OfUnits(balance), smallest: Money.OfUnits(20))?.Amount.ToDecimal());

    private static RunOutForecast Of(BurnRate burn, IReadOnlyList<CreditLot> lots) =>
        RunOutForecast.Of(burn, Paces.Of(lots, burn, s_today), lots.Select(l => l.Left).Total(), s_today);

    private static BurnRate Constant(decimal aDay) => BurnRate.Of([.. Enumerable.Range(0, 56).Select(i => new DayUse(s_today.AddDays(i - 56), Money.Of(aDay)))]);

    /// <summary>Lots by what is left and in how many days their last usable day comes.</summary>
    private static List<CreditLot> Lots(params (decimal Left, int Days)[] lots) => [.. lots.Select((l, i) =>
    {
        var last = s_today.AddDays(l.Days);
        return new CreditLot { Number = i + 1, Amount = Money.Of(l.Left), Left = Money.Of(l.Left), Purchased = s_calendar.StartOf(s_today), PurchaseDay = s_today, LastUsableDay = last, End = s_calendar.EndOf(last) };
    })];
}
