using CommsCredits.Domain.Funding;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CommsCredits.Web.Features.Recharge;

/// <summary>Every time the rule was looked at, and the questions of the chosen look with the figures it saw (R7.8).</summary>
public sealed partial class DecisionsCard
{
    [Parameter, EditorRequired] public RechargeFacts Facts { get; set; } = default!;
    [Parameter, EditorRequired] public DecisionPart Part { get; set; } = default!;
    [Parameter] public DecisionTrace? Trace { get; set; }
    [Parameter] public RechargeOutcome? Outcome { get; set; }
    [Parameter] public string Class { get; set; } = "";
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private DecisionWords Words => new(L, Facts);

    private void Open(long id) => Navigation.NavigateTo(Address(Outcome, Part.Page, id));

    private static string Address(RechargeOutcome? outcome, int page, long? at)
    {
        IEnumerable<string?> parts = [outcome is null ? null : $"outcome={outcome}", page > 1 ? $"page={page}" : null, at is null ? null : $"at={at}"];
        var query = string.Join('&', parts.Where(p => p is not null));
        return query.Length == 0 ? "/recharge" : "/recharge?" + query;
    }

    private string When(DecisionLine line)
    {
        var local = Facts.Calendar.WallClock(line.At);
        var (day, today) = (DateOnly.FromDateTime(local), Facts.Calendar.DayOf(Facts.Situation.Now));
        return $"{(day == today ? L["LotsInTime_Today"].Value : day.Year == today.Year ? Format.DayMonth(day) : Format.Date(day))} {Format.Time(local)}";
    }

    private static string ChipClass(DecisionLine line) => line.Outcome switch
    {
        RechargeOutcome.Fire => line.TopUp?.State switch { TopUpState.Paid => "ok", TopUpState.Failed or TopUpState.Canceled => "bad", _ => "info" },
        RechargeOutcome.MonthCap or RechargeOutcome.DayCap or RechargeOutcome.Suspended or RechargeOutcome.Waiting or RechargeOutcome.Idle or RechargeOutcome.Held
            or RechargeOutcome.OutsideLimits or RechargeOutcome.NoPaymentOption => "warn",
        _ => "plain",
    };

    private static string? ChipIcon(DecisionLine line) => ChipClass(line) switch
    {
        "ok" => Icons.Material.Outlined.CheckCircle,
        "bad" => Icons.Material.Outlined.Block,
        "warn" => Icons.Material.Outlined.WarningAmber,
        "info" => Icons.Material.Outlined.Schedule,
        _ => null,
    };
}
