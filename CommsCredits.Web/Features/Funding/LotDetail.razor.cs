using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Web.Ledger;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Funding;

/// <summary>What a lot paid and where its money came from.</summary>
public sealed partial class LotDetail
{
    [Parameter, EditorRequired] public LotLine Line { get; set; } = default!;
    [Parameter] public LotUse? Use { get; set; }
    [Parameter, EditorRequired] public FundingFacts Facts { get; set; } = default!;
    [Parameter, EditorRequired] public Actor Actor { get; set; } = default!;
    [Parameter] public EventCallback<Posted> OnMended { get; set; }

    private bool PaidByCard => Line.Source?.TopUp.Wish.Method is PaymentMethod.Card or PaymentMethod.Sandbox;
}
