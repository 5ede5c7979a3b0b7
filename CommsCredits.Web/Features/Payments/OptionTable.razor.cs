using CommsCredits.Domain.Funding;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Payments;

/// <summary>The options in their order: until when each is good, what it paid last, and what the recharge rule does with it.</summary>
public sealed partial class OptionTable
{
    [Parameter, EditorRequired] public PaymentFacts Facts { get; set; } = default!;
    [Parameter] public bool MayChange { get; set; }
    [Parameter] public EventCallback<PaymentOption> OnDefault { get; set; }
    [Parameter] public EventCallback<PaymentOption> OnBackup { get; set; }
    [Parameter] public EventCallback<PaymentOption> OnNoBackup { get; set; }

    private DateOnly Day(TopUp topUp) => Facts.Organization.Calendar.DayOf(topUp.RequestedAt);

    private string Last(PaymentLine line) => line.LastPaid is not { } paid ? L["Payments_NeverUsed"]
        : L[paid.IsAutomatic ? "Payments_LastAutomatic" : "Payments_LastByHand", Format.Money(paid.Amount, Facts.Organization.Currency), Format.Date(Day(paid))];
}
