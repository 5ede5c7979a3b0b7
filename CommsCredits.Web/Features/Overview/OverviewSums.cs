using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;

namespace CommsCredits.Web.Features.Overview;

/// <summary>Works the sums of days into what is shown: this month against the last, and the balance day by day. Whole micros throughout (R2.2).</summary>
public static class OverviewSums
{
    /// <param name="readTo">The last day of which calls have been read; null: none were.</param>
    public static MonthUse UseOf(IReadOnlyList<EntrySum> sums, Organization organization, DateOnly? readTo, DateTime now)
    {
        var month = organization.Calendar.MonthOf(now);
        var before = month.Previous;
        DateOnly? to = readTo is { } day && Month.Of(day) == month ? day : null;
        var kinds = sums.Where(s => IsUse(s) && Month.Of(s.Day) == month).GroupBy(s => s.To.UsageKind)
            .Select(g => (Kind: g.Key, Amount: g.Select(s => s.Amount).Total())).OrderByDescending(k => k.Amount).ThenBy(k => k.Kind).ToList();
        // The last day of a month stands for itself and for the days that the shorter one lacks
        Money? same = to is { } last ? UsedBetween(sums, before.FirstDay, last == month.LastDay ? before.LastDay : before.FirstDay.AddDays(Math.Min(last.Day, before.LastDay.Day) - 1)) : null;
        return new(month, to, kinds.Select(k => k.Amount).Total(), same, kinds, []);
    }

    /// <summary>The last day on which the sums have use, at the latest today; null where they have none.</summary>
    public static DateOnly? LastUse(IEnumerable<EntrySum> sums, DateOnly today) => sums.Where(s => IsUse(s) && s.Day <= today).Select(s => (DateOnly?)s.Day).Max();

    /// <summary>From what the lots hold now back; the first day is not before the books began.</summary>
    public static PoolPast? PastOf(IEnumerable<EntrySum> sums, Organization organization, DateTime now, int most, IEnumerable<CreditLot> lots, Money overdraft)
    {
        var last = organization.Calendar.DayOf(now);
        var first = last.AddDays(1 - most) < organization.BooksBegin ? organization.BooksBegin : last.AddDays(1 - most);
        return first >= last ? null : PoolPast.Of(lots, overdraft, sums.SelectMany(Moves), first, last);
    }

    private static IEnumerable<LotMove> Moves(EntrySum sum)
    {
        if (sum.From.IsPool) yield return new(sum.Day, LotOf(sum.From), sum.Kind, -sum.Amount);
        if (sum.To.IsPool) yield return new(sum.Day, LotOf(sum.To), sum.Kind, sum.Amount);
    }

    private static int? LotOf(Book book) => book.IsLot ? book.LotNumber : null;

    private static bool IsUse(EntrySum sum) => sum.Kind == EntryKind.Usage && sum.From.IsPool;

    private static Money UsedBetween(IEnumerable<EntrySum> sums, DateOnly first, DateOnly last) =>
        sums.Where(s => IsUse(s) && s.Day >= first && s.Day <= last).Select(s => s.Amount).Total();
}
