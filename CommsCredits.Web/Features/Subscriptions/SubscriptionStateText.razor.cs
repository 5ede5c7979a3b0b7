using CommsCredits.Domain.Plans;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Subscriptions;

/// <summary>Active, expires or ended, as an icon with its word, and the day beneath.</summary>
public sealed partial class SubscriptionStateText
{
    [Parameter, EditorRequired] public Subscription Subscription { get; set; } = default!;
    [Parameter, EditorRequired] public DateOnly Today { get; set; }

    private SubscriptionState At => Subscription.StateOn(Today);
}
