using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Web.Features.Overview;

/// <summary>What has a day of its own ahead, as things stand; what is foreseen from the pace of use says so.</summary>
public static class Upcoming
{
    private const int Most = 6, LotsAhead = 3, MonthClosesAfterDay = 3, NearDays = 92, LotDays = 400;
    private static readonly int[] s_noticeDays = [60, 30, 7, 1];

    public static IReadOnlyList<UpcomingEvent> Of(OverviewFacts facts, IReadOnlyList<PaymentOption> cards, Actor actor)
    {
        var (organization, now, today, rule) = (facts.Organization, facts.Now, facts.Today, facts.Rule);
        var month = Month.Of(today);
        var events = new List<UpcomingEvent>();
        if (actor.May(Permission.SeeRecharge) && rule is { IsOn: true, SuspendedAt: null })
        {
            events.Add(new(month.Next.FirstDay, UpcomingKind.LimitsStartAgain));
            if (rule.TriesAgainAt is { } at && at > now) events.Add(new(organization.Calendar.DayOf(at), UpcomingKind.RuleTriesAgain) { At = at });
        }
        if (actor.May(Permission.SeeStatements))
        {
            var closing = today.Day <= MonthClosesAfterDay ? month.Previous : month;
            if (closing >= Month.Of(organization.BooksBegin)) events.Add(new(closing.Next.FirstDay.AddDays(MonthClosesAfterDay - 1), UpcomingKind.MonthCloses) { Month = closing });
        }
        if (facts.Fires is { } fires && fires.Day <= today.AddDays(NearDays)) events.Add(new(fires.Day, UpcomingKind.RuleFires) { Band = fires });
        foreach (var day in facts.Lots.Where(l => l.LastUsableDay <= today.AddDays(LotDays)).GroupBy(l => l.LastUsableDay).Take(LotsAhead))
        {
            var lot = day.First();
            events.Add(new(day.Key, UpcomingKind.LotLapses) { Lot = lot.Number, Amount = day.Select(l => l.Left).Total(), Lapsing = LapsingOf(facts, day) });
            if (NextNotice(day.Key, today) is { } days && day.Key.AddDays(-days) <= today.AddDays(NearDays)) events.Add(new(day.Key.AddDays(-days), UpcomingKind.LotNotice) { Lot = lot.Number, DaysAhead = days });
        }
        events.AddRange(cards.Where(c => c.ExpiryMonth is { } end && end.LastDay >= today && end.LastDay <= today.AddDays(NearDays)).Select(card =>
            new UpcomingEvent(card.ExpiryMonth!.Value.LastDay, UpcomingKind.CardEnds) { Card = card.LastFour is null ? card.Label : $"{card.Label} ···{card.LastFour}", HasBackup = cards.Any(c => c.IsBackup && c != card), IsBackup = card.IsBackup }));
        return [.. events.OrderBy(e => e.Day).ThenBy(e => e.Kind).Take(Most)];
    }

    private static Money? LapsingOf(OverviewFacts facts, IEnumerable<CreditLot> lots) =>
        facts.Outlook?.Lapse is { } lapse ? lots.Select(lot => lapse.Lots.FirstOrDefault(l => l.Number == lot.Number)?.About ?? Money.Zero).Total() : null;

    /// <summary>The next mail about a lot (R4.8), where one is still to come.</summary>
    private static int? NextNotice(DateOnly lastDay, DateOnly today)
    {
        var ahead = s_noticeDays.Where(days => lastDay.AddDays(-days) > today).ToList();
        return ahead.Count == 0 ? null : ahead[0];
    }
}
