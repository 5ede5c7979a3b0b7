using CommsCredits.Domain.Ledger;

namespace CommsCredits.Domain.Insight;

/// <summary>A day at the middle pace, and the days at the high and the low one.</summary>
public sealed record DayBand(DateOnly Day, DateOnly Earliest, DateOnly Latest);

/// <summary>
/// What the organization's own days say of what is ahead, if nothing is added: how fast money is used, when it runs out, what will lapse. It advises and never acts. <see cref="Paces"/> and
/// <see cref="Lapse"/> are null where the days are too few.
/// </summary>
public sealed record Outlook(BurnRate Burn, Paces? Paces, RunOutForecast RunOut, LapseForecast? Lapse, DateOnly Today)
{
    /// <summary>Null on the first day, when no whole day has passed.</summary>
    /// <param name="days">Whole local days up to yesterday (<see cref="BurnRate.Of"/>).</param>
    /// <param name="lots">Lots that have not ended.</param>
    public static Outlook? Of(IReadOnlyList<DayUse> days, Money usedToday, IReadOnlyList<CreditLot> lots, Money usable, DateOnly today)
    {
        if (days.Count == 0) return null;
        var burn = BurnRate.Of(days, usedToday);
        var paces = Paces.Of(lots, burn, today, usedToday);
        return new(burn, paces, RunOutForecast.Of(burn, paces, usable, today), paces is null ? null : LapseForecast.Of(paces, today), today);
    }

    /// <summary>When the balance comes down to so much, today at the earliest; null where it is there already or nobody can say.</summary>
    public DayBand? Reaches(Money balance, Money usable)
    {
        if (Paces is null || usable <= balance || Burn.Knowledge != BurnKnowledge.Known) return null;
        DateOnly On(PoolForecast forecast) => forecast.FirstAtOrBelow(balance) is { } day && day > Today ? day : Today;
        return new(On(Paces.Middle), On(Paces.High), On(Paces.Low));
    }
}
