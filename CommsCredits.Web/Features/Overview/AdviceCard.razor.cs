using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Overview;

/// <summary>The one thing that is worth doing now, with its reason. A person does it, on the page it links to.</summary>
public sealed partial class AdviceCard
{
    [Parameter, EditorRequired] public OverviewAdvice Advice { get; set; } = default!;
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;

    private string Title => Advice.Trigger is { } trigger
        ? L["Overview_AdviceTrigger", Format.Short(trigger.Trigger, Currency), Format.Short(trigger.Suggested, Currency)]
        : L["Overview_AdviceBuy", OverviewWords.About(Advice.Recharge!.Amount, Currency), Currency.Code];

    private string Text => Advice switch
    {
        { Trigger: { WouldFailNow: true } trigger } => L["Overview_AdviceTriggerNow", Format.Money(trigger.LargestCharge, Currency)],
        { Trigger: { } trigger } => L["Overview_AdviceTriggerWhy", Format.Money(trigger.LargestCharge, Currency)],
        _ => L["Overview_AdviceBuyWhy", OverviewWords.About(Advice.Recharge!.Projected, Currency), Format.Money(Advice.Recharge.Balance, Currency)],
    };
}
