using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Usage.Resolving;

/// <summary>What became of the exceptions that were worked off.</summary>
public sealed partial class ResolvedAnswer
{
    [Parameter] public Resolved? Result { get; set; }
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;
    [Parameter] public bool MaySeeLedger { get; set; }

    private string Title(Resolved result) => result switch
    {
        { Count: 0 } => L["Resolved_None"],
        { Charged: 0 } => L["Resolved_Others", Format.Number(result.Others)],
        { Others: 0 } => L["Resolved_Charged", Format.Number(result.Charged), Format.ExactMoney(result.Amount, Currency), Currency.Code],
        _ => L["Resolved_Both", Format.Number(result.Charged), Format.ExactMoney(result.Amount, Currency), Currency.Code, Format.Number(result.Others)],
    };
}
