using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Plans;

/// <summary>Whom a plan would have cost less in the last whole month. Advice: nothing is changed by it.</summary>
public sealed partial class AdviceCard
{
    private const int Shown = 12;

    [Parameter, EditorRequired] public AdviceSheet Sheet { get; set; } = default!;
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;

    private string Title => Sheet.Lines.Count == 0 ? L["Advice_Nobody"] : L["Advice_Title", Format.Number(Sheet.Lines.Count), Format.Number(Sheet.Users)];

    private Money Sum(Func<PlanAdvice, Money> of) => Sheet.Lines.Select(l => of(l.Advice)).Total();
}
