using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Plans;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Subscriptions;

/// <summary>The recorded subscriptions, and how the pool that they draw on stands.</summary>
public sealed class SubscriptionsReader(Database database, PlanCatalog catalog, TimeProvider clock)
{
    public async Task<SubscriptionBook> BookAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeSubscriptions);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var now = Instants.Cut(clock.GetUtcNow().UtcDateTime);
        var today = organization.Calendar.DayOf(now);
        var rows = await db.Subscriptions.ToListAsync(cancel);
        var names = await PeopleNames.OfAsync(db, rows.Select(r => r.RecordedBy), cancel);
        var order = catalog.Plans.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i);
        var lines = rows.Where(r => order.ContainsKey(r.PlanId)).Select(r => new SubscriptionLine(r.ToDomain(), catalog.Find(r.PlanId)!, r.Recorded, names.GetValueOrDefault(r.RecordedBy)))
            .OrderBy(l => l.Subscription.StateOn(today) == SubscriptionState.Ended).ThenBy(l => order[l.Plan.Id]).ThenBy(l => l.Subscription.Id);
        return new(organization, today, catalog, await CreditsAsync(db, organization, now, cancel), [.. lines]);
    }

    private static async Task<CreditsLine> CreditsAsync(CommsCreditsDb db, Organization organization, DateTime now, CancellationToken cancel)
    {
        var pool = new CreditPool((await db.Lots.Where(l => l.End > now && l.Left > Money.Zero).ToListAsync(cancel)).Select(l => l.ToDomain()), (await db.Pools.SingleAsync(cancel)).Overdraft);
        var balance = pool.UsableBalance(now);
        var rule = await db.RechargeRules.SingleOrDefaultAsync(cancel);
        var options = (await db.PaymentOptions.ToListAsync(cancel)).Select(o => o.ToDomain());
        return new(balance, State(organization, balance, rule), Recharge(rule), options.OrderByDescending(o => o.IsDefault).ThenBy(o => o.Id).FirstOrDefault());
    }

    private static CreditsState State(Organization organization, Money balance, RechargeRuleRow? rule) =>
        organization.IsPostpaid ? CreditsState.Postpaid : !balance.IsPositive ? CreditsState.Blocked : rule is { IsOn: true } && balance <= rule.Trigger ? CreditsState.Low : CreditsState.Open;

    private static RechargeState Recharge(RechargeRuleRow? rule) =>
        rule is not { IsOn: true } ? RechargeState.Off : StoredJson.Read<Dunning>(rule.Dunning).IsSuspended ? RechargeState.Suspended : RechargeState.On;
}
