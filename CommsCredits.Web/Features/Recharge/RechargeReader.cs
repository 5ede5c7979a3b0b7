using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Recharge;

/// <summary>The rule with the figures of this instant, and every look that was taken at it (R7.8).</summary>
public sealed class RechargeReader(Database database, TimeProvider clock)
{
    public async Task<RechargeFacts> FactsAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeRecharge);
        var row = await db.Organizations.SingleAsync(cancel);
        var (organization, limits, now) = (row.ToDomain(), TopUpDesk.Limits(row), clock.GetUtcNow().UtcDateTime);
        var pool = new CreditPool((await db.Lots.Where(l => l.End > now && l.Left > Money.Zero).ToListAsync(cancel)).Select(l => l.ToDomain()), (await db.Pools.SingleAsync(cancel)).Overdraft);
        var rule = await db.RechargeRules.SingleOrDefaultAsync(cancel);
        var outlook = (await DaysOfUse.ReadAsync(db, organization, now, cancel)).Outlook(pool.Lots, pool.UsableBalance(now), organization.Calendar.DayOf(now));
        return new()
        {
            Organization = organization, Limits = limits, Rule = rule?.ToDomain(), OnSince = rule?.OnSince,
            Fires = rule is { IsOn: true } && !organization.IsPostpaid ? outlook?.Reaches(rule.Trigger, pool.UsableBalance(now)) : null,
            Dunning = rule is null ? Dunning.None : StoredJson.Read<Dunning>(rule.Dunning),
            HeldSince = rule?.HeldSince,
            LastDecline = await db.TopUps.Where(t => t.IsAutomatic && t.State == TopUpState.Failed).OrderByDescending(t => t.RequestedAt).Select(t => t.DeclineReason).FirstOrDefaultAsync(cancel),
            Options = [.. (await db.PaymentOptions.ToListAsync(cancel)).Select(o => o.ToDomain()).Where(o => o.CanBeCharged).OrderByDescending(o => o.IsDefault).ThenBy(o => o.Id)],
            Situation = await RechargeSituations.ReadAsync(db, organization, limits, rule, pool.UsableBalance(now), RechargeCause.RuleChanged, now, null, cancel),
        };
    }

    /// <summary>The newest first; pages count from 1; null shows every outcome.</summary>
    public async Task<DecisionPart> DecisionsAsync(Actor actor, RechargeOutcome? outcome, int page, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeRecharge);
        var chosen = db.RechargeDecisions.Where(d => outcome == null || d.Outcome == outcome);
        var rows = await chosen.OrderByDescending(d => d.Id).Skip((page - 1) * DecisionPart.Size).Take(DecisionPart.Size).ToListAsync(cancel);
        var outcomes = await db.RechargeDecisions.Select(d => d.Outcome).Distinct().ToListAsync(cancel);
        return new(await LinesAsync(db, rows, cancel), page, await chosen.CountAsync(cancel), [.. outcomes.Order()]);
    }

    /// <summary>A decision with its steps; null for one that is not this organization's.</summary>
    public async Task<DecisionTrace?> TraceAsync(Actor actor, long id, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeRecharge);
        if (await db.RechargeDecisions.SingleOrDefaultAsync(d => d.Id == id, cancel) is not { } row) return null;
        return new((await LinesAsync(db, [row], cancel))[0], StoredJson.Read<List<DecisionStep>>(row.Steps));
    }

    private static async Task<IReadOnlyList<DecisionLine>> LinesAsync(CommsCreditsDb db, List<RechargeDecisionRow> rows, CancellationToken cancel)
    {
        var keys = rows.Select(r => r.TopUpKey).OfType<string>().ToList();
        var topUps = await db.TopUps.Where(t => keys.Contains(t.Key)).ToDictionaryAsync(t => t.Key, cancel);
        return [.. rows.Select(r => new DecisionLine(r.Id, r.At, r.Cause, r.Outcome, r.Counted, r.Trigger, r.Amount, r.TopUpKey is { } key ? topUps.GetValueOrDefault(key)?.ToDomain() : null))];
    }
}
