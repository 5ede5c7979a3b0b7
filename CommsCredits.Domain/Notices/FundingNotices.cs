using CommsCredits.Domain.Funding;

namespace CommsCredits.Domain.Notices;

/// <summary>What is told about one top-up and what follows from it. Keys hang on the top-up's key, so a report that comes twice tells once.</summary>
public static class FundingNotices
{
    /// <summary>
    /// The notice of a top-up's newest state: money outside its order before all (R6.3), else funds added or recharge done, else a recharge that failed or
    /// needs action. Null where nobody waits for word: a manual top-up's failure is told on the page.
    /// </summary>
    /// <param name="balance">The usable balance with it, where it was paid (R3.5).</param>
    public static Notice? Of(TopUp topUp, Money balance, DateTime at)
    {
        if (topUp is { IsOutsideOrder: true, State: TopUpState.Paid or TopUpState.SetAside }) return Make(topUp, NoticeKind.MoneyOutsideOrder, balance, at);
        return topUp switch
        {
            { State: TopUpState.Paid, IsAutomatic: true } => Make(topUp, NoticeKind.RechargeDone, balance, at),
            { State: TopUpState.Paid } => Make(topUp, NoticeKind.FundsAdded, balance, at),
            { State: TopUpState.Failed or TopUpState.NeedsAction, IsAutomatic: true } => Make(topUp, NoticeKind.RechargeFailed, balance, at),
            _ => null,
        };
    }

    /// <summary>The third failed round (R7.6): once per suspension.</summary>
    public static Notice? Suspended(Guid organizationId, Dunning dunning) => dunning.SuspendedAt is not { } at ? null : new()
    {
        OrganizationId = organizationId, Kind = NoticeKind.RechargeSuspended, Key = $"recharge-suspended:{Figure.Of(at)}", Created = at,
        Figures = new Dictionary<string, string> { ["FailedRounds"] = Figure.Of(dunning.FailedRounds), ["At"] = Figure.Of(at) },
    };

    private static Notice Make(TopUp topUp, NoticeKind kind, Money balance, DateTime at) => new()
    {
        OrganizationId = topUp.OrganizationId, Kind = kind, Key = $"top-up:{kind}:{topUp.State}:{topUp.Key}", Created = at,
        Figures = new Dictionary<string, string>
        {
            ["Amount"] = Figure.Of(topUp.Amount),
            ["State"] = topUp.State.ToString(),
            ["Lot"] = topUp.LotNumber is { } lot ? Figure.Of(lot) : "",
            ["TakenAmount"] = topUp.TakenAmount is { } taken ? Figure.Of(taken) : "",
            ["TakenCurrency"] = topUp.TakenCurrency ?? "",
            ["Balance"] = topUp.State == TopUpState.Paid ? Figure.Of(balance) : "",
            ["Reason"] = topUp.DeclineReason ?? "",
            ["Link"] = topUp.ActionLink ?? "",
            ["At"] = Figure.Of(at),
        },
    };
}
