using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Ledger;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Funding;

/// <summary>The open lots in the order in which they pay; one of them opened, by its address.</summary>
public sealed partial class OpenLots
{
    /// <summary>Given by a page that shows the open lots.</summary>
    [CascadingParameter] public LotColors Colors { get; set; } = LotColors.Plain;

    [Parameter, EditorRequired] public FundingFacts Facts { get; set; } = default!;
    [Parameter] public int? Opened { get; set; }
    [Parameter] public LotUse? Use { get; set; }
    [Parameter, EditorRequired] public Actor Actor { get; set; } = default!;
    [Parameter] public EventCallback<Posted> OnMended { get; set; }
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private Money Purchased => Facts.Open.Select(l => l.Lot.Amount).Total();
    private Money Used => Facts.Open.Select(l => l.Lot.Used).Total();
    private Money Left => Facts.Open.Select(l => l.Lot.Left).Total();

    private string Address(int lot) => lot == Opened ? "/funding" : $"/funding?lot={lot}";
    private void Toggle(int lot) => Navigation.NavigateTo(Address(lot));

    private static string ShareLeft(CreditLot lot) => Format.Css(Math.Min(100, lot.Left.ToDecimal() / lot.Amount.ToDecimal() * 100));

    private string InDays(CreditLot lot) => (lot.LastUsableDay.DayNumber - Facts.Today.DayNumber) switch
    {
        0 => L["InDays_Today"],
        1 => L["InDays_Tomorrow"],
        var days => L["InDays_Many", Format.Number(days)],
    };

    private string Source(LotLine line) => SourceWords.Of(L, line.Source);
}
