namespace CommsCredits.Domain.Notices;

/// <summary>What notices are about, for lists and choices.</summary>
public enum NoticeGroup
{
    Balance,
    Funding,
    Recharge,
    Lapse,
    Other,
}

/// <summary>
/// Which kinds belong together, and who may read them in the portal (R14.3): whoever may see what the notice speaks of. Where <c>Telecom.Admin</c> has no page, there is no notice either.
/// A mail goes to whomever a billing admin put on the list.
/// </summary>
public static class NoticeKinds
{
    public static readonly IReadOnlyList<NoticeKind> All = Enum.GetValues<NoticeKind>();

    /// <summary>That the pool is empty and calls are blocked: somebody has to hear of each of these (R13.1).</summary>
    public static readonly IReadOnlyList<NoticeKind> Blocked = [NoticeKind.AtZero, NoticeKind.BelowZero, NoticeKind.CallsBlocked];

    public static NoticeGroup Group(NoticeKind kind) => kind switch
    {
        NoticeKind.AtTrigger or NoticeKind.Low or NoticeKind.AtZero or NoticeKind.BelowZero or NoticeKind.CallsBlocked => NoticeGroup.Balance,
        NoticeKind.FundsAdded or NoticeKind.MoneyOutsideOrder or NoticeKind.CardLapsing => NoticeGroup.Funding,
        NoticeKind.RechargeDone or NoticeKind.RechargeFailed or NoticeKind.RechargeSuspended or NoticeKind.RechargeCapped or NoticeKind.MonthCap or NoticeKind.RechargeIdle or NoticeKind.RechargeHeld => NoticeGroup.Recharge,
        NoticeKind.LotLapsing or NoticeKind.LotLapsed => NoticeGroup.Lapse,
        _ => NoticeGroup.Other,
    };

    /// <summary>Something is wrong and a person has to do something about it; the others only tell.</summary>
    public static bool IsUrgent(NoticeKind kind) => Blocked.Contains(kind) || kind is NoticeKind.RechargeFailed or NoticeKind.RechargeSuspended
        or NoticeKind.RechargeCapped or NoticeKind.RechargeHeld or NoticeKind.MoneyOutsideOrder or NoticeKind.BooksDiffer;

    public static Permission Needs(NoticeKind kind) => (kind, Group(kind)) switch
    {
        (NoticeKind.MonthClosed, _) => Permission.SeeStatements,
        (NoticeKind.BooksDiffer, _) => Permission.SeeLedger,
        (NoticeKind.MinutePool, _) => Permission.SeeRates,
        (_, NoticeGroup.Balance) => Permission.SeeOverview,
        (_, NoticeGroup.Recharge) => Permission.SeeRecharge,
        _ => Permission.SeeFunding,
    };

    public static IReadOnlyList<NoticeKind> Of(Actor actor) => actor.May(Permission.SeeNotices) ? [.. All.Where(k => actor.May(Needs(k)))] : [];
}
