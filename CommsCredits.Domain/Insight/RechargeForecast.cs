namespace CommsCredits.Domain.Insight;

/// <summary>A recharge at the middle pace, and on which days it would be at the high and the low one; the last day that is looked at where it is later than that.</summary>
public sealed record ExpectedRecharge(DayBand Day, int Lot, Money Amount);

/// <summary>The days ahead with the rule applied: when it will likely buy, and whether the pool runs empty all the same. Advice only.</summary>
public sealed record RechargeForecast(Paces Paces, DateOnly Today, DateOnly Until)
{
    public IReadOnlyList<ExpectedRecharge> Recharges { get; } = [.. Paces.Middle.Recharges.Select((r, i) => new ExpectedRecharge(new(r.Day,
        Paces.High.Recharges.ElementAtOrDefault(i)?.Day is { } early && early < r.Day ? early : r.Day,
        Paces.Low.Recharges.ElementAtOrDefault(i)?.Day is { } late ? late > r.Day ? late : r.Day : Until), r.Lot, r.Amount))];

    /// <summary>The first day at whose end nothing is left at the middle pace; null where that does not come.</summary>
    public DateOnly? Empty => Paces.Middle.Days.Where(d => d.Day >= Today && !d.Balance.IsPositive).Select(d => (DateOnly?)d.Day).FirstOrDefault();
}
