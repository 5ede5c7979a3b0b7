using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Payments;

/// <summary>Reads what a decision of the recharge rule may know (R7.2): the job's decisions and the page's worked figures are made from the same facts.</summary>
public static class RechargeSituations
{
    /// <param name="asked">The rule that a person is about to save; null for the stored one.</param>
    public static async Task<RechargeSituation> ReadAsync(CommsCreditsDb db, Organization organization, FundingLimits limits, RechargeRuleRow? rule, Money usable, RechargeCause cause, DateTime now, RechargeRule? asked, CancellationToken cancel)
    {
        // A month of the organization's zone lies within 32 days; older top-ups count for no cap and are not in flight.
        var since = now.AddDays(-32);
        var topUps = (await db.TopUps.Where(t => t.RequestedAt >= since).ToListAsync(cancel)).Select(t => t.ToDomain()).ToList();
        var limit = await db.Organizations.Select(o => o.LargestImports).SingleAsync(cancel);
        var options = (await db.PaymentOptions.ToListAsync(cancel)).Select(o => o.ToDomain()).ToList();
        return new()
        {
            Organization = organization, Limits = limits, Now = now, Cause = cause, Usable = usable,
            InFlight = InFlight.Of(topUps, now),
            AutomaticIsOpen = topUps.Exists(t => t is { IsAutomatic: true, IsOpen: true } && t.State != TopUpState.NeedsAction),
            Spent = AutomaticSpending.Of(topUps, organization.Calendar, now),
            Dunning = rule is null ? Dunning.None : StoredJson.Read<Dunning>(rule.Dunning),
            FellByExpiryAlone = rule is { FellByExpiryAlone: true },
            Imported = rule?.Imported(limit, now) ?? ImportedSum.None,
            LastFundedCall = await LastFundedCallAsync(db, cancel),
            Option = options.Find(o => o.Id == (asked is null ? rule?.OptionId : asked.OptionId)),
            Backup = options.Find(o => o.Id == (asked is null ? rule?.BackupOptionId : asked.BackupOptionId)),
        };
    }

    private static async Task<DateTime?> LastFundedCallAsync(CommsCreditsDb db, CancellationToken cancel) =>
        await db.Calls.Where(c => c.State == CallState.Booked).OrderByDescending(c => c.Start).Select(c => (DateTime?)c.Start).FirstOrDefaultAsync(cancel);
}
