using CommsCredits.Domain;
using CommsCredits.Domain.Plans;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Subscriptions;

/// <summary>Records what the organization has (R14.3). Nothing is bought, cancelled or charged by it: that is done where the subscription was bought.</summary>
public sealed class SubscriptionOperations(LedgerWriter writer, PlanCatalog catalog)
{
    public const int MostSubscriptions = 500;

    /// <summary>Adds a subscription. The same id again is the same wish. Refused: what <see cref="Subscription.Validate"/> says; <c>SubscriptionsTooMany</c> (the limit).</summary>
    public Task<Outcome<Subscription>> AddAsync(Actor actor, Subscription subscription, CancellationToken cancel) =>
        writer.WriteAsync<Subscription>(actor, Permission.ChangeSubscriptions, async session =>
        {
            if (await session.Db.Subscriptions.SingleOrDefaultAsync(s => s.Id == subscription.Id, cancel) is { } known) return Outcome<Subscription>.Replay(known.ToDomain());
            if (subscription.Validate(catalog) is [var (_, why), ..]) return why;
            if (await session.Db.Subscriptions.CountAsync(cancel) >= MostSubscriptions) return new Refused("SubscriptionsTooMany", MostSubscriptions);
            session.Audit("Subscription.Added", Subject(subscription.Id), after: subscription);
            session.Db.Subscriptions.Add(SubscriptionRow.Of(actor, session.Now, subscription));
            return subscription;
        }, cancel);

    /// <summary>Changes everything but the plan: another plan is another subscription. Refused: <c>SubscriptionUnknown</c>; what <see cref="Subscription.Validate"/> says.</summary>
    public Task<Outcome<Subscription>> ChangeAsync(Actor actor, Subscription subscription, CancellationToken cancel) =>
        writer.WriteAsync<Subscription>(actor, Permission.ChangeSubscriptions, async session =>
        {
            if (await session.Db.Subscriptions.SingleOrDefaultAsync(s => s.Id == subscription.Id, cancel) is not { } row) return new Refused("SubscriptionUnknown");
            var (before, after) = (row.ToDomain(), subscription with { PlanId = row.PlanId });
            if (after.Validate(catalog) is [var (_, why), ..]) return why;
            if (after == before) return Outcome<Subscription>.Replay(before);
            session.Audit("Subscription.Changed", Subject(row.Id), before, after);
            row.Take(actor, session.Now, after);
            return after;
        }, cancel);

    private static string Subject(Guid id) => $"subscription:{id}";
}
