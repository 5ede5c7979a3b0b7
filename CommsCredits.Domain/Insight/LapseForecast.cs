namespace CommsCredits.Domain.Insight;

/// <summary>
/// What of one lot will lapse unused: at the middle pace, and the least and the most of it at the high and the low one. <see cref="UsedUp"/> is the day on which it is used up at the middle pace,
/// today at the earliest; null where some of it lapses.
/// </summary>
public sealed record LotLapse(int Number, DateOnly LastUsableDay, Money Left, Money About, Money Least, Money Most, DateOnly? UsedUp);

/// <summary>The money that will lapse unused if nothing changes, by lot in the order of use and in total; advice only. What does not lapse is spent: nothing is in neither.</summary>
public sealed record LapseForecast(IReadOnlyList<LotLapse> Lots)
{
    public Money About => Lots.Select(l => l.About).Total();
    public Money Least => Lots.Select(l => l.Least).Total();
    public Money Most => Lots.Select(l => l.Most).Total();

    public static LapseForecast Of(Paces paces, DateOnly today) => new([.. paces.Middle.Lots.Select((lot, i) =>
        new LotLapse(lot.Number, lot.LastUsableDay, lot.Left, lot.Lapses, paces.High.Lots[i].Lapses, paces.Low.Lots[i].Lapses, lot.UsedUp < today ? today : lot.UsedUp))]);
}
