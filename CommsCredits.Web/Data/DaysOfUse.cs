using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Web.Data;

/// <summary>What calls took on each of the last whole local days, and today so far: what forecasts count. The one place where it is derived.</summary>
public sealed record DaysOfUse(IReadOnlyList<DayUse> Days, Money Today)
{
    /// <summary>So many days back are enough for <see cref="BurnRate"/>.</summary>
    public const int Most = BurnRate.MostDays + BurnRate.DaysThatMayBeLate;

    /// <param name="sums">From the first of these days on; what is older is passed over.</param>
    public static DaysOfUse Of(IEnumerable<EntrySum> sums, Organization organization, DateTime now)
    {
        var today = organization.Calendar.DayOf(now);
        var used = sums.Where(s => s.Kind == EntryKind.Usage && s.From.IsPool).GroupBy(s => s.Day).ToDictionary(g => g.Key, g => g.Select(s => s.Amount).Total());
        var count = Math.Max(0, Math.Min(Most, today.DayNumber - organization.BooksBegin.DayNumber));
        return new([.. Enumerable.Range(0, count).Select(i => today.AddDays(i - count)).Select(day => new DayUse(day, used.GetValueOrDefault(day)))], used.GetValueOrDefault(today));
    }

    /// <summary>For a page that shows no other sums.</summary>
    public static async Task<DaysOfUse> ReadAsync(CommsCreditsDb db, Organization organization, DateTime now, CancellationToken cancel) =>
        Of(await EntrySums.SinceAsync(db, From(organization, now), cancel), organization, now);

    /// <summary>The first day that is counted.</summary>
    public static DateOnly From(Organization organization, DateTime now) => organization.Calendar.DayOf(now).AddDays(-Most);

    public Outlook? Outlook(IReadOnlyList<CreditLot> open, Money usable, DateOnly today) => Domain.Insight.Outlook.Of(Days, Today, open, usable, today);
}
