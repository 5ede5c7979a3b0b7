using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Recharge;

/// <summary>Changes the recharge rule (R7.1). Saving a rule that would buy at once asks first: the purchase is confirmed by its amount.</summary>
public sealed class RechargeOperations(LedgerWriter writer)
{
    /// <summary>
    /// Refused: a code of <see cref="RechargeRule.Validate"/> with the field as its last figure; <c>Postpaid</c>; <c>OptionMissing</c>; <c>ConfirmPurchase</c> with the amount that would be
    /// charged now, unless <paramref name="confirmed"/> is that amount.
    /// </summary>
    public Task<Outcome<RechargeRule>> SaveAsync(Actor actor, RechargeRule rule, Money? confirmed, CancellationToken cancel) =>
        writer.WriteAsync<RechargeRule>(actor, Permission.ChangeRecharge, async session =>
        {
            var row = await session.Db.RechargeRules.SingleOrDefaultAsync(cancel);
            if (rule.IsOn && await RefuseAsync(session, row, rule, confirmed, cancel) is { } refused) return refused;
            var before = row?.ToDomain();
            if (row is null) session.Db.RechargeRules.Add(row = new() { OrganizationId = actor.OrganizationId, Dunning = StoredJson.Write(Dunning.None) });
            if (rule.IsOn && before is not { IsOn: true }) row.OnSince = session.Now;
            row.Take(rule);
            row.LookAgainAt = null;
            if (!rule.IsOn) row.LookedAt();
            session.LookBecause = RechargeCause.RuleChanged;
            session.Audit("Recharge.Changed", "recharge", before, rule);
            return rule;
        }, cancel);

    /// <summary>A person resumes a suspended rule (R7.6).</summary>
    public Task<Outcome<bool>> ResumeAsync(Actor actor, CancellationToken cancel) =>
        writer.WriteAsync<bool>(actor, Permission.ChangeRecharge, async session =>
        {
            if (await session.Db.RechargeRules.SingleOrDefaultAsync(cancel) is not { } row) return new Refused("NotSuspended");
            var dunning = StoredJson.Read<Dunning>(row.Dunning);
            if (!dunning.IsSuspended) return new Refused("NotSuspended");
            row.Dunning = StoredJson.Write(dunning.Resumed());
            session.LookBecause = RechargeCause.Resumed;
            session.Audit("Recharge.Resumed", "recharge", dunning);
            return true;
        }, cancel);

    /// <summary>A person has looked at what imports took and lets the recharge go on (R7.9). Refused: <c>NotHeld</c>.</summary>
    public Task<Outcome<bool>> LetGoAsync(Actor actor, CancellationToken cancel) => DecideHeldAsync(actor, row => row.LookBecause = RechargeCause.Released, "Recharge.Released", cancel);

    /// <summary>A person has looked at what imports took and does not want it charged for: the rule is switched off (R7.9). Refused: <c>NotHeld</c>.</summary>
    public Task<Outcome<bool>> StopHeldAsync(Actor actor, CancellationToken cancel) => DecideHeldAsync(actor, row => row.IsOn = false, "Recharge.Stopped", cancel);

    private Task<Outcome<bool>> DecideHeldAsync(Actor actor, Action<RechargeRuleRow> decide, string action, CancellationToken cancel) =>
        writer.WriteAsync<bool>(actor, Permission.ChangeRecharge, async session =>
        {
            if (await session.Db.RechargeRules.SingleOrDefaultAsync(cancel) is not { IsOn: true, HeldSince: { } since } row) return new Refused("NotHeld");
            session.Audit(action, "recharge", new { heldSince = since, imported = row.ImportedAmount, rule = row.ToDomain() }, new { rule = row.ToDomain() with { IsOn = action == "Recharge.Released" } });
            row.LookedAt();
            decide(row);
            return true;
        }, cancel);

    private static async Task<Refused?> RefuseAsync(LedgerSession session, RechargeRuleRow? row, RechargeRule rule, Money? confirmed, CancellationToken cancel)
    {
        if (session.Organization.IsPostpaid) return new("Postpaid", session.Organization.PostpaidSince!);
        var limits = TopUpDesk.Limits(session.OrganizationRow);
        if (rule.Validate(limits) is [var first, ..]) return new(first.Why.Code, [.. first.Why.Figures, first.Field]);
        if (!await session.Db.PaymentOptions.AnyAsync(o => o.Id == rule.OptionId, cancel)) return new("OptionMissing", nameof(RechargeRule.OptionId));
        var situation = await RechargeSituations.ReadAsync(session.Db, session.Organization, limits, row, session.UsableNow, RechargeCause.RuleChanged, session.Now, rule, cancel);
        return rule.WouldBuyNow(situation) is { } purchase && purchase.Amount != confirmed ? new("ConfirmPurchase", purchase.Amount) : null;
    }
}
