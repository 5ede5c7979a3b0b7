namespace CommsCredits.Domain.Plans;

/// <summary>What the recorded subscriptions mean for the credits. Names are keys of texts.</summary>
public enum SubscriptionFinding
{
    /// <summary>A calling or conferencing plan is billed after use (new commerce): such an organization cannot buy credits (R8.1).</summary>
    NewCommerce,

    /// <summary>A calling or conferencing plan came from a reseller, who must fund the credits.</summary>
    Partner,

    /// <summary>A calling or conferencing plan is under volume licensing: refused where the tenant's region is not the agreement's.</summary>
    VolumeLicensing,

    /// <summary>Nobody has what credits need: Audio Conferencing, or Teams Phone with a calling plan.</summary>
    NobodyEligible,

    /// <summary>Users whose every outgoing call is paid from the pool: at zero they cannot call.</summary>
    PaysEveryCall,

    /// <summary>A renewal day is past: what is recorded wants a look.</summary>
    WantsALook,
}

/// <summary>Reads the findings off what is in use on a day; what has ended says nothing any more.</summary>
public static class SubscriptionFindings
{
    /// <summary>The plans that each finding is about, in the order of <see cref="SubscriptionFinding"/>. Nothing recorded: nothing found.</summary>
    public static IReadOnlyList<(SubscriptionFinding Finding, IReadOnlyList<string> PlanIds)> Of(IEnumerable<Subscription> subscriptions, PlanCatalog catalog, DateOnly today)
    {
        var all = subscriptions.ToList();
        var inUse = all.Where(s => s.StateOn(today) != SubscriptionState.Ended).Select(s => (Subscription: s, Plan: catalog.Find(s.PlanId))).Where(s => s.Plan is not null).ToList();
        var found = new List<(SubscriptionFinding, IReadOnlyList<string>)>();
        if (all.Count == 0) return found;
        Add(SubscriptionFinding.NewCommerce, (s, plan) => s.Agreement == BillingAgreement.CustomerAgreement && IsCarrier(plan));
        Add(SubscriptionFinding.Partner, (s, plan) => s.Agreement == BillingAgreement.Partner && IsCarrier(plan));
        Add(SubscriptionFinding.VolumeLicensing, (s, plan) => s.Agreement == BillingAgreement.VolumeLicensing && IsCarrier(plan));
        if (!IsEligible([.. inUse.Select(s => s.Plan!)])) found.Add((SubscriptionFinding.NobodyEligible, []));
        Add(SubscriptionFinding.PaysEveryCall, (_, plan) => plan.Credits is CreditUse.EveryOutgoingCall or CreditUse.EveryConferenceMinute);
        Add(SubscriptionFinding.WantsALook, (s, _) => s.WantsALook(today));
        return found;

        void Add(SubscriptionFinding finding, Func<Subscription, Plan, bool> holds)
        {
            var plans = inUse.Where(s => holds(s.Subscription, s.Plan!)).Select(s => s.Plan!.Id).Distinct().ToList();
            if (plans.Count > 0) found.Add((finding, plans));
        }
    }

    /// <summary>Calls or conferences that Microsoft carries: the agreement of these decides.</summary>
    private static bool IsCarrier(Plan plan) => plan.IsForCalls || plan.Kind == PlanKind.AudioConferencing || plan.Id == "teams-phone-calling-plan";

    /// <summary>Audio Conferencing (E5 brings it along), or Teams Phone (E5 brings it along) with a calling plan, or both in one.</summary>
    private static bool IsEligible(IReadOnlyList<Plan> plans)
    {
        var hasPhone = plans.Any(p => p.Id is "teams-phone" or "e5" or "e5-without-conferencing");
        return plans.Any(p => p.Kind == PlanKind.AudioConferencing || p.Id is "e5" or "teams-phone-calling-plan") || (hasPhone && plans.Any(p => p.IsForCalls));
    }
}
