using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Web.Data;

namespace CommsCredits.Web.Features.Overview;

/// <summary>What is worth doing now, with its figures. Nothing is done by it; null where nothing is.</summary>
public sealed record OverviewAdvice(TriggerAdvice? Trigger, RechargeAdvice? Recharge)
{
    private const int ChargeDays = 28;

    /// <summary>A trigger that one call can jump over while the rule is on (D63); a purchase while it is off or suspended and the next week is not covered (D66).</summary>
    public static async Task<OverviewAdvice?> ReadAsync(CommsCreditsDb db, OverviewFacts facts, CancellationToken cancel)
    {
        if (!facts.SeesRule || facts.Organization.IsPostpaid) return null;
        if (facts.Rule is not { IsOn: true, SuspendedAt: null })
            return facts.Outlook?.Burn is { } burn && RechargeAdvice.Of(burn.MiddleWeek, facts.Balance, facts.SmallestTopUp) is { } buy ? new(null, buy) : null;
        var largest = await DestinationSums.LargestSinceAsync(db, facts.Today.AddDays(-ChargeDays), cancel);
        return TriggerAdvice.Of(facts.Rule.Trigger, largest, facts.Balance) is { } trigger ? new(trigger, null) : null;
    }
}
