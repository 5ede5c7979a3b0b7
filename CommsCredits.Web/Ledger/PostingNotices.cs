using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Ledger;

/// <summary>
/// What follows from a write, in its transaction: the notice of a level crossed (R13.2, R13.3), and the mark that the recharge rule is to be looked at (R7.2). One write,
/// one look: an import's batch counts once (R7.5).
/// </summary>
public sealed class PostingNotices
{
    public async Task AddAsync(LedgerSession session, CancellationToken cancel)
    {
        var pool = session.PoolRow;
        var (before, after) = (pool.BalanceSeen, session.UsableNow);
        pool.BalanceSeen = after;
        var rule = session.Db.RechargeRules.Local.FirstOrDefault() ?? await session.Db.RechargeRules.SingleOrDefaultAsync(cancel);
        var levels = new BalanceLevels(rule is { IsOn: true } ? rule.Trigger : null, LowLevels.Of(session.OrganizationRow));
        await session.NotifyAsync(BalanceNotices.Crossed(session.Organization.Id, before, after, levels, Occasion(session), session.Now), cancel);
        if (rule is { IsOn: true } && session.Imported.IsPositive) rule.Count(session.Imported, session.Now);
        if (rule is { IsOn: true }) Mark(rule, session, before);
    }

    /// <summary>A lot that ends lowers the balance before anything is posted: whichever write comes first sees the fall, and it is told then.</summary>
    private static string Occasion(LedgerSession session) =>
        string.Create(CultureInfo.InvariantCulture, $"{session.HeadSequence}{(session.PostedKinds.Count > 0 ? "" : $":{Instants.ToMicros(session.Now)}")}");

    private static void Mark(RechargeRuleRow rule, LedgerSession session, Money before)
    {
        var cause = session.LookBecause ?? Cause(session.PostedKinds);
        if (cause is not { } why) return;
        rule.FellByExpiryAlone = IdleGuard.FellByExpiryAlone(rule.FellByExpiryAlone, before, session.UsableNow, rule.Trigger, why);
        rule.LookBecause = why;
    }

    private static RechargeCause? Cause(HashSet<EntryKind> posted) =>
        posted.Contains(EntryKind.Usage) ? RechargeCause.Debit
        : posted.Contains(EntryKind.Expiry) ? RechargeCause.Expiry
        : posted.Contains(EntryKind.Purchase) || posted.Contains(EntryKind.OpeningLot) ? RechargeCause.TopUpPaid
        : null;
}
