using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Data;

namespace CommsCredits.Web.Features.Overview;

/// <summary>Works the sums of days into what is shown: this month against the last, and the balance day by day. Whole micros throughout (R2.2).</summary>
public static class OverviewSums
{
    public static MonthUse UseOf(IReadOnlyList<EntrySum> sums, Organization organization, DateTime now)
    {
        var calendar = organization.Calendar;
        var (month, today) = (calendar.MonthOf(now), calendar.DayOf(now));
        var before = month.Previous;
        var sameDay = before.FirstDay.AddDays(Math.Min(today.Day, before.LastDay.Day) - 1);
        var kinds = sums.Where(s => IsUse(s) && Month.Of(s.Day) == month).GroupBy(s => s.To.UsageKind)
            .Select(g => (Kind: g.Key, Amount: g.Select(s => s.Amount).Total())).OrderByDescending(k => k.Amount).ThenBy(k => k.Kind).ToList();
        return new(month, kinds.Select(k => k.Amount).Total(), UsedBetween(sums, before.FirstDay, sameDay), kinds, []);
    }

    /// <summary>From today's book balance back; the first day is not before the books began.</summary>
    public static BalancePath? PathOf(IEnumerable<EntrySum> sums, Organization organization, DateTime now, int most, Money today)
    {
        var last = organization.Calendar.DayOf(now);
        var first = last.AddDays(1 - most) < organization.BooksBegin ? organization.BooksBegin : last.AddDays(1 - most);
        if (first >= last) return null;
        var changes = sums.GroupBy(s => s.Day).ToDictionary(g => g.Key, g => g.Select(s => s.Change).Total());
        var days = new List<DayBalance>();
        var balance = today;
        for (var day = last; day >= first; day = day.AddDays(-1))
        {
            days.Add(new(day, balance));
            balance -= changes.GetValueOrDefault(day);
        }
        days.Reverse();
        return new(balance, days);
    }

    private static bool IsUse(EntrySum sum) => sum.Kind == EntryKind.Usage && sum.From.IsPool;

    private static Money UsedBetween(IEnumerable<EntrySum> sums, DateOnly first, DateOnly last) =>
        sums.Where(s => IsUse(s) && s.Day >= first && s.Day <= last).Select(s => s.Amount).Total();
}
