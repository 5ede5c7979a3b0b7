using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Ledger.Mending;

/// <summary>Mends the books by further entries, with a reason and an actor (R3.7), and says beforehand what they would be.</summary>
public sealed class Corrections(LedgerWriter writer, Database database, TimeProvider clock)
{
    public const int LongestReason = 200;

    /// <summary>
    /// Posts what <see cref="PreviewAsync"/> shows. Refused: <c>ReasonMissing</c>, <c>ReasonTooLong</c>; what the deed itself does not allow; <c>RuleStaysOn</c> where a pay back would leave the pool at
    /// or below the trigger and the person has not been told that the rule is switched off with it (R6.7).
    /// </summary>
    /// <param name="key">Made when the form was opened: the same form again is answered with what it posted first.</param>
    public Task<Outcome<Posted>> PostAsync(Actor actor, string key, Mend mend, string? reason, CancellationToken cancel, bool switchRuleOff = false)
    {
        reason = reason?.Trim() ?? "";
        return writer.PostAsync<Posted>(actor, Permission.CorrectLedger, mend.KeyOf(key), mend.Content(reason), async (session, hash) =>
        {
            if (Refuse(reason) is { } why) return why;
            await session.ReachAsync(DateTime.MinValue, cancel);
            var outcome = await MendPlanner.PlanAsync(new(session.Db, session.Organization, session.Pool, session.Now), mend, cancel);
            if (outcome.Value is not { } plan) return outcome.Refused!;
            if (plan.SwitchesRuleOff && !switchRuleOff) return new Refused("RuleStaysOn");
            return await PostAsync(session, plan, mend.KeyOf(key), hash, mend, reason, cancel);
        }, (_, posted) => Task.FromResult(posted), cancel);
    }

    /// <summary>The pure decision on the books as they are now; nothing is written.</summary>
    public async Task<Outcome<MendPreview>> PreviewAsync(Actor actor, Mend mend, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.CorrectLedger);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var pool = await db.Pools.SingleAsync(cancel);
        var books = new MendBooks(db, organization, pool.ToDomain(await db.Lots.ToListAsync(cancel), organization), Instants.Cut(clock.GetUtcNow().UtcDateTime));
        var (before, held) = (books.Pool.UsableBalance(books.Now), Held(books));
        var outcome = await MendPlanner.PlanAsync(books, mend, cancel);
        if (outcome.Value is not { } plan) return outcome.Refused!;
        var after = Held(books);
        var moved = plan.Postings.SelectMany(p => new[] { p.From, p.To }).Where(b => b.IsLot).Select(b => b.LotNumber).Distinct().Order();
        var trigger = plan.SwitchesRuleOff ? await db.RechargeRules.Select(r => (Money?)r.Trigger).SingleAsync(cancel) : null;
        return new MendPreview(plan.Postings, [.. moved.Select(n => new LotChange(n, held[n], after[n]))], before, books.Pool.UsableBalance(books.Now), books.Pool.Overdraft, trigger);
    }

    /// <summary>What stands of a call's charge now, to begin a form with.</summary>
    public async Task<Money> StandsAsync(Actor actor, string usageId, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.CorrectLedger);
        return CreditPool.StandsOf(await CallCharge.ReadAsync(db, usageId, cancel));
    }

    internal static Refused? Refuse(string reason) => reason.Length == 0 ? new("ReasonMissing") : reason.Length > LongestReason ? new("ReasonTooLong", LongestReason) : null;

    private static async Task<Outcome<Posted>> PostAsync(LedgerSession session, MendPlan plan, string key, byte[] hash, Mend mend, string reason, CancellationToken cancel)
    {
        var first = session.HeadSequence + 1;
        session.Post(plan.Postings, plan.Reference, key, hash);
        session.Audit(plan.Action, plan.Reference, plan.Before, new { asked = (object)mend, reason, firstEntry = first, lastEntry = session.HeadSequence });
        if (plan.SwitchesRuleOff) await SwitchRuleOffAsync(session, reason, cancel);
        return new Posted(first, session.HeadSequence);
    }

    private static async Task SwitchRuleOffAsync(LedgerSession session, string reason, CancellationToken cancel)
    {
        var row = await session.Db.RechargeRules.SingleAsync(cancel);
        var before = row.ToDomain();
        row.Take(before with { IsOn = false });
        (row.LookBecause, row.LookAgainAt) = (null, null);
        session.Audit("Recharge.Changed", "recharge", before, new { rule = before with { IsOn = false }, reason });
    }

    private static Dictionary<int, Money> Held(MendBooks books) => books.Pool.Lots.ToDictionary(l => l.Number, l => l.HasEndedAt(books.Now) ? Money.Zero : l.Left);
}
