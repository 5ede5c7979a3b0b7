using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Plans;

namespace CommsCredits.Web.Features.Subscriptions;

/// <param name="RecordedBy">The person's name; null where the program recorded it.</param>
public sealed record SubscriptionLine(Subscription Subscription, Plan Plan, DateTime Recorded, string? RecordedBy);

/// <summary>How the pool stands; names are those of the pool's own words.</summary>
public enum CreditsState
{
    Open,
    Low,
    Blocked,
    Postpaid,
}

public enum RechargeState
{
    Off,
    On,
    Suspended,
}

/// <summary>Communications Credits themselves: what the pool's own books say of them.</summary>
/// <param name="Pays">What pays first; null where there is nothing that can be charged.</param>
public sealed record CreditsLine(Money Balance, CreditsState State, RechargeState Recharge, PaymentOption? Pays);

/// <summary>What the organization has; what is in use first, what has ended last.</summary>
public sealed record SubscriptionBook(Organization Organization, DateOnly Today, PlanCatalog Catalog, CreditsLine Credits, IReadOnlyList<SubscriptionLine> Lines)
{
    public IEnumerable<SubscriptionLine> InUse => Lines.Where(l => l.Subscription.StateOn(Today) != SubscriptionState.Ended);

    /// <summary>The one that ends first of those that will not be renewed.</summary>
    public SubscriptionLine? EndsNext => InUse.Where(l => l.Subscription.State == SubscriptionState.Expires).MinBy(l => l.Subscription.Day);

    public IReadOnlyList<(SubscriptionFinding Finding, IReadOnlyList<string> PlanIds)> Findings => SubscriptionFindings.Of(Lines.Select(l => l.Subscription), Catalog, Today);
}
