using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Jobs;

/// <summary>
/// Looks at the recharge rule when something marked it, or when a cap's period or a waiting time is over (R7.2), and buys: one after another, until the balance is above the trigger or
/// something stops it (R7.3). Every look is stored with its figures (R7.8).
/// </summary>
public sealed class RechargeAccounts(Database database, LedgerWriter writer, TopUpDesk desk, TimeProvider clock) : IJob
{
    /// <summary>A round never buys more often than this; the next round goes on.</summary>
    private const int PurchasesPerRound = 100;

    public string Name => "recharge";

    public async Task RunAsync(Guid organizationId, CancellationToken cancel)
    {
        var actor = Actor.Job(organizationId, Name);
        for (var i = 0; i < PurchasesPerRound && await IsMarkedAsync(actor, cancel); i++)
        {
            var look = await writer.WriteAsync<string>(actor, Permission.ChangeRecharge, session => LookAsync(session, cancel), cancel);
            if (look.Value is { Length: > 0 } key) await desk.ChargeAsync(actor, key, cancel);
        }
    }

    private async Task<bool> IsMarkedAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeRecharge);
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.RechargeRules.AnyAsync(r => r.IsOn && (r.LookBecause != null || r.LookAgainAt <= now), cancel);
    }

    private static async Task<Outcome<string>> LookAsync(LedgerSession session, CancellationToken cancel)
    {
        if (await session.Db.RechargeRules.SingleOrDefaultAsync(cancel) is not { IsOn: true } row) return new Refused("NothingDue");
        var cause = row.LookBecause ?? (StoredJson.Read<Dunning>(row.Dunning).WaitsUntil is null ? RechargeCause.PeriodBegan : RechargeCause.WaitOver);
        var situation = await RechargeSituations.ReadAsync(session.Db, session.Organization, TopUpDesk.Limits(session.OrganizationRow), row, session.UsableNow, cause, session.Now, null, cancel);
        var decision = AutoRecharge.Decide(row.ToDomain(), situation);
        (row.LookBecause, row.LookAgainAt) = (null, decision.LookAgainAt);
        if (decision.Outcome == RechargeOutcome.Held) row.HeldSince ??= session.Now;
        var key = decision.Outcome == RechargeOutcome.Fire ? $"recharge-{Guid.CreateVersion7(session.Now):N}" : "";
        Store(session, row, decision, key);
        await session.NotifyAsync(RechargeNotices.Of(decision, session.Organization, situation.Imported with { HeldSince = row.HeldSince }), cancel);
        if (key.Length > 0) await FireAsync(session, row, situation, decision, key, cancel);
        return key;
    }

    private static async Task FireAsync(LedgerSession session, RechargeRuleRow row, RechargeSituation situation, RechargeDecision decision, string key, CancellationToken cancel)
    {
        TopUpDesk.Add(session, key, new() { Amount = decision.Amount, Method = decision.Option!.Method, OptionId = decision.Option.Id }, isAutomatic: true);
        var month = session.Organization.Calendar.MonthOf(session.Now);
        var before = situation.Spent.ThisMonth;
        await session.NotifyAsync(RechargeNotices.CapReached(session.Organization.Id, month, before, before + decision.Amount, row.MonthCap, session.Now), cancel);
    }

    private static void Store(LedgerSession session, RechargeRuleRow row, RechargeDecision decision, string key)
    {
        session.LeavesItsOwnTrail();
        session.Db.RechargeDecisions.Add(new()
        {
            OrganizationId = session.Organization.Id, At = decision.At, Cause = decision.Cause, Outcome = decision.Outcome, Counted = decision.Counted, Trigger = row.Trigger,
            Amount = decision.Amount, Steps = StoredJson.Write(decision.Steps), TopUpKey = key.Length > 0 ? key : null,
        });
    }
}
