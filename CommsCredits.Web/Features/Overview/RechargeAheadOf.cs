using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Insight;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Overview;

/// <summary>What the rule would add on the days ahead (R7). Nothing is bought by it.</summary>
internal static class RechargeAheadOf
{
    private const int LeastDays = 90, MonthDays = 32;

    /// <summary>Null where no rule is at work or the days are too few to say. It looks as far as the chart without it, three months at the least.</summary>
    public static async Task<RechargeForecast?> ReadAsync(CommsCreditsDb db, OverviewFacts facts, IReadOnlyList<EntrySum> sums, FundingLimits limits, int nextLot, CancellationToken cancel)
    {
        if (!facts.RuleIsAtWork || facts.Outlook is not { Burn: { Knowledge: BurnKnowledge.Known } burn }) return null;
        var (organization, today) = (facts.Organization, facts.Today);
        var since = facts.Now.AddDays(-MonthDays);
        var bought = (await db.TopUps.Where(t => t.RequestedAt >= since && t.IsAutomatic).ToListAsync(cancel)).Select(t => t.ToDomain());
        var until = facts.LastDrawn > today.AddDays(LeastDays) ? facts.LastDrawn : today.AddDays(LeastDays);
        var rule = new RechargeAhead
        {
            Rule = facts.Rule!.Rule, Limits = limits, Today = today, Until = until, NextLot = nextLot, Spent = AutomaticSpending.Of(bought, organization.Calendar, facts.Now),
            From = facts.Rule.TriesAgainAt is { } at && at > facts.Now ? organization.Calendar.DayOf(at) : today,
        };
        return Paces.Of(facts.Lots, burn, today, DaysOfUse.Of(sums, organization, facts.Now).Today, rule) is { } paces ? new(paces, today, until) : null;
    }
}
