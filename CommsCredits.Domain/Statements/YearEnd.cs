namespace CommsCredits.Domain.Statements;

/// <summary>
/// What finance books of a year, or of the part of it that is in the books so far, from the same lots as the statement: the value carried forward by the quarter it lapses in (deferred value; less the overdraft it is the
/// closing balance), and what became of the lots that ended (breakage is the part that lapsed). Nothing here is an estimate.
/// </summary>
internal static class YearEnd
{
    /// <summary>A quarter has none.</summary>
    public const int FewestMonths = 4;

    public static IReadOnlyList<StatementSection> Of(MonthSpan period, IReadOnlyList<LotLine> lots) => [Deferred(lots), Ended(period, lots)];

    private static StatementSection Deferred(IReadOnlyList<LotLine> lots)
    {
        var held = lots.Where(l => !l.Closing.IsZero).ToList();
        return new("DeferredTitle", ["DeferredQuarter", "LotCount", "DeferredValue"],
        [
            .. held.GroupBy(l => QuarterOf(l.LastUsableDay)).OrderBy(g => g.Key).Select(g => new SectionRow([g.Key, g.Count(), g.Select(l => l.Closing).Total()])),
            new(["Total", held.Count, held.Select(l => l.Closing).Total()], IsTotal: true),
        ]);
    }

    /// <summary>Lots whose last usable day lies in the period: held when it or they began, corrections included, less what calls and payers took, less what lapsed, is what they still hold.</summary>
    private static StatementSection Ended(MonthSpan period, IReadOnlyList<LotLine> lots)
    {
        var ended = lots.Where(l => period.FirstDay <= l.LastUsableDay && l.LastUsableDay <= period.LastDay).ToList();
        Money Sum(Func<LotLine, Money> of) => ended.Select(of).Total();
        return new("EndedTitle", ["EndedWhat", "LotCount", "Amount"],
        [
            new(["EndedHeld", ended.Count, Sum(l => l.Opening + l.Bought + l.Corrected)]),
            new(["EndedUsed", ended.Count(l => !(l.Used + l.MadeGood).IsZero), -Sum(l => l.Used + l.MadeGood)]),
            new(["EndedPaidBack", ended.Count(l => !l.PaidBack.IsZero), -Sum(l => l.PaidBack)]),
            new(["EndedLapsed", ended.Count(l => !l.Lapsed.IsZero), -Sum(l => l.Lapsed)]),
            new(["EndedLeft", ended.Count(l => !l.Closing.IsZero), Sum(l => l.Closing)], IsTotal: true),
        ]);
    }

    private static MonthSpan QuarterOf(DateOnly day)
    {
        var first = new Month(day.Year, (day.Month - 1) / 3 * 3 + 1);
        return new(first, first.Next.Next);
    }
}
