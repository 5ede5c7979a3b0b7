using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Domain.Ledger;
using CsCheck;

namespace CommsCredits.Tests.Laws;

/// <summary>What holds for the forecasts whatever the lots, the days and the pace (R2.2).</summary>
[Trait("Rule", "R2.2")]
public sealed class ForecastLaws
{
    private static readonly DateOnly s_today = new(2026, 11, 19);

    private static readonly Gen<List<CreditLot>> s_lots = Gen.Select(Gen.Long[1, 900_000_000], Gen.Int[0, 365]).List[1, 6].Select(lots => lots.Select((l, i) => Lot(i + 1, l.Item1, l.Item2)).ToList());
    private static readonly Gen<List<DayUse>> s_days = Gen.OneOf(Gen.Const(0L), Gen.Long[0, 60_000_000]).List[1, 90]
        .Select(used => used.Select((u, i) => new DayUse(s_today.AddDays(i - used.Count), new(u))).ToList());

    [Fact]
    public void LapseAndSpend_AreTheLots() => Gen.Select(s_lots, Gen.Long[0, 900_000_000], Gen.Long[0, 40_000_000]).Sample((lots, week, taken) =>
    {
        var forecast = PoolForecast.Of(lots, s_today, new(week), new(taken));
        Assert.All(forecast.Lots, l => Assert.True(!l.Spent.IsNegative && !l.Lapses.IsNegative && l.Spent + l.Lapses == l.Left && (l.UsedUp is null) == l.Lapses.IsPositive));
        Assert.Equal(lots.Select(l => l.Left).Total(), forecast.Lots.Select(l => l.Spent).Total() + forecast.Lapses);
        Assert.Equal(Money.Zero, forecast.Days[^1].Balance);
        // No more is spent than the days took.
        Assert.True(forecast.Lots.Select(l => l.Spent).Total() <= BurnRate.Taken(new(week), forecast.Days.Count));
    });

    [Fact]
    public void MoreUse_NeverRunsOutLater_AndNeverLapsesMore() => Gen.Select(s_lots, Gen.Long[0, 900_000_000], Gen.Long[0, 900_000_000]).Sample((lots, week, more) =>
    {
        var (less, faster) = (PoolForecast.Of(lots, s_today, new(week)), PoolForecast.Of(lots, s_today, new(week + more)));
        Assert.True(faster.FirstAtOrBelow(Money.Zero) <= less.FirstAtOrBelow(Money.Zero));
        Assert.All(faster.Days.Zip(less.Days), pair => Assert.True(pair.First.Balance <= pair.Second.Balance));
        Assert.True(faster.Lapses <= less.Lapses);
    });

    [Fact]
    public void AConstantPace_GivesTheExactDay() => Gen.Select(Gen.Long[1, 50_000_000], Gen.Int[1, 365], Gen.Long[0, 49_999_999]).Sample((aDay, whole, rest) =>
    {
        var left = aDay * (whole - 1) + rest % aDay + 1;
        var burn = BurnRate.Of([.. Enumerable.Range(0, 30).Select(i => new DayUse(s_today.AddDays(i - 30), new(aDay)))]);
        Assert.Equal(new Money(aDay), burn.ADay);
        Assert.Equal(s_today.AddDays(whole - 1), PoolForecast.Of([Lot(1, left, 365)], s_today, burn.MiddleWeek).FirstAtOrBelow(Money.Zero));
    });

    [Fact]
    public void TheBand_IsInOrder_AndTheMiddleInIt() => Gen.Select(s_lots, s_days, Gen.Long[0, 5_000_000]).Sample((lots, days, today) =>
    {
        var burn = BurnRate.Of(days, new(today));
        Assert.True(burn.LowWeek <= burn.MiddleWeek && burn.MiddleWeek <= burn.HighWeek);
        if (Paces.Of(lots, burn, s_today, new(today)) is not { } paces) return;
        var runOut = RunOutForecast.Of(burn, paces, lots.Select(l => l.Left).Total(), s_today);
        if (runOut.Answer == RunOutAnswer.Known) Assert.True(s_today <= runOut.Earliest && runOut.Earliest <= runOut.Day && runOut.Day <= runOut.Latest);
        var lapse = LapseForecast.Of(paces, s_today);
        Assert.True(lapse.Least <= lapse.About && lapse.About <= lapse.Most);
    });

    private static CreditLot Lot(int number, long micros, int days)
    {
        var (calendar, last) = (Calendars.Of("Etc/UTC"), s_today.AddDays(days));
        return new() { Number = number, Amount = new(micros), Left = new(micros), Purchased = calendar.StartOf(s_today), PurchaseDay = s_today, LastUsableDay = last, End = calendar.EndOf(last) };
    }
}
