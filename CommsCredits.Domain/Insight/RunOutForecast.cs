namespace CommsCredits.Domain.Insight;

public enum RunOutAnswer
{
    /// <summary>Nothing usable is left now.</summary>
    Empty,

    /// <summary>The organization's days are too few to say (<see cref="BurnRate.FewestDays"/>).</summary>
    TooFewDays,

    /// <summary>Nothing was used: what is there lapses, lot by lot.</summary>
    NoUse,

    /// <summary>On a day.</summary>
    Known,

    /// <summary>Not within twelve months.</summary>
    NotWithinAYear,
}

/// <summary>
/// When the usable balance comes to zero if nothing is added; advice only. <see cref="Day"/> is at the middle pace, <see cref="Earliest"/> and <see cref="Latest"/> at the high and the low one. Money that
/// lapses on the way is not spent. Each is the first day at whose end nothing is left, today at the earliest.
/// </summary>
public sealed record RunOutForecast(RunOutAnswer Answer, DateOnly Day = default, DateOnly Earliest = default, DateOnly Latest = default)
{
    private const int MonthsAhead = 12;

    /// <summary>True where the last of it lapses rather than being used.</summary>
    public bool EndsByLapse { get; init; }

    public static RunOutForecast Of(BurnRate burn, Paces? paces, Money usable, DateOnly today)
    {
        if (!usable.IsPositive) return new(RunOutAnswer.Empty);
        if (paces is null) return new(RunOutAnswer.TooFewDays);
        if (burn.Knowledge == BurnKnowledge.NoUse) return new(RunOutAnswer.NoUse);
        DateOnly End(PoolForecast forecast) => forecast.FirstAtOrBelow(Money.Zero) is { } day && day > today ? day : today;
        var day = End(paces.Middle);
        return day > today.AddMonths(MonthsAhead)
            ? new(RunOutAnswer.NotWithinAYear)
            : new(RunOutAnswer.Known, day, End(paces.High), End(paces.Low)) { EndsByLapse = paces.Middle.Lots[^1].Lapses.IsPositive };
    }
}
