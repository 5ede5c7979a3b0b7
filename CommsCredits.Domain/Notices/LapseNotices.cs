using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Domain.Notices;

/// <summary>A lot as these notices see it.</summary>
public readonly record struct LapsingLot(int Number, DateOnly LastUsableDay, Money Left)
{
    public static LapsingLot Of(CreditLot lot) => new(lot.Number, lot.LastUsableDay, lot.Left);
}

/// <summary>
/// Money and cards that are about to lapse. Lots: 60, 30, 7 and 1 days before their last usable day at 08:00 local (R4.8); cards: 30 and 7 days before the
/// last day of their month (R7.8). A server that was down sends only the latest one missed, and nothing once the day is over.
/// </summary>
public static class LapseNotices
{
    private static readonly int[] s_lotDays = [60, 30, 7, 1];
    private static readonly int[] s_cardDays = [30, 7];

    /// <summary>
    /// One notice for all lots of a day, none where they are empty. The figure ServiceAffected is false where lots that end later hold money (E17).
    /// </summary>
    /// <param name="sent">Keys of notices that exist.</param>
    public static IReadOnlyList<Notice> ForLots(
        Guid organizationId, IReadOnlyList<LapsingLot> lots, LocalCalendar calendar, DateTime now, IReadOnlySet<string> sent)
    {
        var notices = new List<Notice>();
        foreach (var day in lots.Where(l => l.Left.IsPositive).GroupBy(l => l.LastUsableDay).OrderBy(d => d.Key))
        {
            if (Latest(day.Key, s_lotDays, calendar, now) is not { } days) continue;
            var key = $"lot-lapsing:{Figure.Of(day.Key)}:{Figure.Of(days)}";
            if (sent.Contains(key)) continue;
            var later = lots.Where(l => l.LastUsableDay > day.Key).Select(l => l.Left).Total();
            notices.Add(new()
            {
                OrganizationId = organizationId, Kind = NoticeKind.LotLapsing, Key = key, Created = now,
                Figures = new Dictionary<string, string>
                {
                    ["LastUsableDay"] = Figure.Of(day.Key),
                    ["DaysAhead"] = Figure.Of(days),
                    ["DaysLeft"] = Figure.Of(day.Key.DayNumber - calendar.DayOf(now).DayNumber),
                    ["Left"] = Figure.Of(day.Select(l => l.Left).Total()),
                    ["Lots"] = string.Join(' ', day.Select(l => l.Number).Order().Select(Figure.Of)),
                    ["LeftElsewhere"] = Figure.Of(later),
                    ["ServiceAffected"] = Figure.Of(!later.IsPositive),
                },
            });
        }
        return notices;
    }

    public static IReadOnlyList<Notice> ForCards(
        Guid organizationId, IReadOnlyList<PaymentOption> options, LocalCalendar calendar, DateTime now, IReadOnlySet<string> sent)
    {
        var notices = new List<Notice>();
        foreach (var option in options)
        {
            if (option.ExpiryMonth is not { } month || Latest(month.LastDay, s_cardDays, calendar, now) is not { } days) continue;
            var key = $"card-lapsing:{option.Id:N}:{month}:{Figure.Of(days)}";
            if (sent.Contains(key)) continue;
            notices.Add(new()
            {
                OrganizationId = organizationId, Kind = NoticeKind.CardLapsing, Key = key, Created = now,
                Figures = new Dictionary<string, string>
                {
                    ["Option"] = option.Id.ToString("N"), ["Label"] = option.Label, ["LastFour"] = option.LastFour ?? "", ["ExpiryMonth"] = month.ToString(),
                    ["DaysAhead"] = Figure.Of(days), ["DaysLeft"] = Figure.Of(month.LastDay.DayNumber - calendar.DayOf(now).DayNumber),
                },
            });
        }
        return notices;
    }

    /// <summary>Money has lapsed (R4.4): one notice per lot and posting, since late usage may reverse a lapse and the rest lapses again.</summary>
    /// <param name="occasion">The posting's sequence.</param>
    public static Notice Lapsed(Guid organizationId, LapsingLot lot, Money lapsed, string occasion, DateTime at) => new()
    {
        OrganizationId = organizationId, Kind = NoticeKind.LotLapsed, Key = $"lot-lapsed:{Figure.Of(lot.Number)}:{occasion}", Created = at,
        Figures = new Dictionary<string, string>
        {
            ["Lot"] = Figure.Of(lot.Number), ["LastUsableDay"] = Figure.Of(lot.LastUsableDay), ["Lapsed"] = Figure.Of(lapsed),
        },
    };

    /// <summary>The smallest number of days whose morning has come, while the last day is not over.</summary>
    private static int? Latest(DateOnly lastDay, int[] daysAhead, LocalCalendar calendar, DateTime now)
    {
        if (now >= calendar.EndOf(lastDay)) return null;
        var due = daysAhead.Where(days => MorningOf(lastDay.AddDays(-days), calendar) <= now).ToList();
        return due.Count == 0 ? null : due[^1];
    }

    /// <summary>08:00 on the wall; where a zone skips it, eight hours into the day.</summary>
    private static DateTime MorningOf(DateOnly day, LocalCalendar calendar)
    {
        var local = day.ToDateTime(new TimeOnly(8, 0));
        return calendar.Zone.IsInvalidTime(local) ? calendar.StartOf(day).AddHours(8) : TimeZoneInfo.ConvertTimeToUtc(local, calendar.Zone);
    }
}
