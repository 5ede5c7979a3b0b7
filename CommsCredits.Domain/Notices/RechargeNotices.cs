using CommsCredits.Domain.Funding;

namespace CommsCredits.Domain.Notices;

/// <summary>What the recharge rule tells by itself: a purchase it could not make, and how far its month's cap is used (R7.4, R7.7, R13.1).</summary>
public static class RechargeNotices
{
    private static readonly int[] s_percents = [100, 90, 80];

    /// <summary>
    /// A decision that a person must know of, once per period: the month of a month cap and of an idle pool, the day of the others. Null for every
    /// decision that needs nobody.
    /// </summary>
    /// <param name="imports">What imports took, where it is that which holds the rule back (R7.9): one notice each time.</param>
    public static Notice? Of(RechargeDecision decision, Organization organization, ImportedSum? imports = null)
    {
        var month = organization.Calendar.MonthOf(decision.At).ToString();
        var day = Figure.Of(organization.Calendar.DayOf(decision.At));
        return decision.Outcome switch
        {
            RechargeOutcome.MonthCap => Make(NoticeKind.RechargeCapped, $"recharge-capped:month:{month}"),
            RechargeOutcome.DayCap => Make(NoticeKind.RechargeCapped, $"recharge-capped:day:{day}"),
            RechargeOutcome.Idle => Make(NoticeKind.RechargeIdle, $"recharge-idle:{month}"),
            RechargeOutcome.Held => Make(NoticeKind.RechargeHeld, $"recharge-held:{Figure.Of(imports?.HeldSince ?? decision.At)}"),
            RechargeOutcome.NoPaymentOption or RechargeOutcome.OutsideLimits => Make(NoticeKind.RechargeFailed, $"recharge-failed:{decision.Outcome}:{day}"),
            _ => null,
        };

        Notice Make(NoticeKind kind, string key) => new()
        {
            OrganizationId = organization.Id, Kind = kind, Key = key, Created = decision.At,
            Figures = new Dictionary<string, string>
            {
                ["Reason"] = decision.Outcome.ToString(),
                ["Counted"] = Figure.Of(decision.Counted),
                ["Amount"] = Figure.Of(decision.Amount),
                ["LookAgainAt"] = decision.LookAgainAt is { } again ? Figure.Of(again) : "",
                ["At"] = Figure.Of(decision.At),
                ["Imported"] = imports is null ? "" : Figure.Of(imports.Sum),
                ["Limit"] = imports?.Limit is { } limit ? Figure.Of(limit) : "",
            },
        };
    }

    /// <summary>
    /// A recharge was paid and lifts the month's automatic purchases from one amount to another: the highest of 80, 90 and 100 % of the cap that it
    /// reached, with the others listed; null where it reached none. One notice per month and percentage.
    /// </summary>
    public static Notice? CapReached(Guid organizationId, Month month, Money before, Money after, Money cap, DateTime at)
    {
        if (!cap.IsPositive) throw new ArgumentOutOfRangeException(nameof(cap));
        var reached = s_percents.Where(p => !Reaches(before, p) && Reaches(after, p)).ToList();
        if (reached.Count == 0) return null;
        return new()
        {
            OrganizationId = organizationId, Kind = NoticeKind.MonthCap, Key = $"month-cap:{month}:{Figure.Of(reached[0])}", Created = at,
            Figures = new Dictionary<string, string>
            {
                ["Percent"] = Figure.Of(reached[0]),
                ["AlsoPercents"] = string.Join(' ', reached.Skip(1).Select(Figure.Of)),
                ["Bought"] = Figure.Of(after),
                ["Cap"] = Figure.Of(cap),
                ["Month"] = month.ToString(),
            },
        };

        bool Reaches(Money amount, int percent) => (Int128)amount.Micros * 100 >= (Int128)cap.Micros * percent;
    }
}
