using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Payments;

/// <summary>What follows when a recharge fails (R7.6), and where it stands now.</summary>
public sealed partial class FailureCard
{
    [Parameter, EditorRequired] public PaymentFacts Facts { get; set; } = default!;
    [Parameter] public string Class { get; set; } = "";

    private IReadOnlyList<TraceStep> Items =>
    [
        new(L["Failure_First"], L[Facts.Lines.Any(l => l.Use == RuleUse.Second) ? "Failure_FirstDo" : "Failure_FirstNone"]),
        new(L["Failure_Round1"], L["Failure_Round1Do"]),
        new(L["Failure_Round2"], L["Failure_Round2Do"]),
        new(L["Failure_Round3"], L["Failure_Round3Do"]),
        new(L["Failure_Final"], L["Failure_FinalDo"]),
    ];

    private string Moment(DateTime instant) => Format.DateTime(Facts.Organization.Calendar.WallClock(instant));
}
