using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;
using static System.Globalization.CultureInfo;

namespace CommsCredits.Web.Features.Usage;

/// <summary>The opened row of a call.</summary>
public sealed partial class CallDetailRow
{
    [Parameter, EditorRequired] public CallLine Call { get; set; } = default!;
    [Parameter, EditorRequired] public CallDetail Detail { get; set; } = default!;
    [Parameter, EditorRequired] public Organization Organization { get; set; } = default!;
    [Parameter] public bool MaySeeLedger { get; set; }
    [Parameter] public bool MaySeeFunding { get; set; }
    [Parameter] public bool MayCorrect { get; set; }
    [Parameter] public EventCallback OnMended { get; set; }

    private Currency Currency => Organization.Currency;

    /// <summary>"PSTN 2025-08, valid from 1 Aug 2025: prefix +55115299, 7 min × 0.1750 = 1.225."</summary>
    private string Worked(ListComparison compared) => compared switch
    {
        { List: null } => L["Usage_OwnListNone"],
        { Outcome: RateOutcome.Hidden } => L["Usage_OwnListHidden", compared.List],
        { Working.Count: 0 } => L["Usage_OwnListNoPrice", compared.List, Format.Date(compared.ValidFrom!.Value)],
        { Fee.IsZero: true } => L["Usage_OwnListWorked", compared.List, Format.Date(compared.ValidFrom!.Value), "+" + compared.Prefix, Minutes(compared.BilledSeconds), Price(compared.PricePerMinute), Exact(compared)],
        _ => L["Usage_OwnListWorkedFee", compared.List, Format.Date(compared.ValidFrom!.Value), "+" + compared.Prefix, Minutes(compared.BilledSeconds), Price(compared.PricePerMinute), Exact(compared), Price(compared.Fee)],
    };

    /// <summary>Null where the list has no word on it.</summary>
    private string? Verdict(ListComparison compared) => compared.Working.Count == 0 ? null
        : compared.Difference.IsZero ? L[compared.Exact == compared.ByList.ToDecimal() ? "Usage_OwnListAgrees" : "Usage_OwnListAgreesRounded", Format.ExactMoney(compared.ByList, Currency)].Value
        : L[compared.Difference.IsPositive ? "Usage_OwnListMore" : "Usage_OwnListLess", Format.ExactMoney(compared.ByList, Currency), Format.ExactMoney(compared.Difference.Abs(), Currency)].Value;

    /// <summary>Whole minutes as a number, others as minutes and seconds.</summary>
    private string Minutes(long seconds) => seconds % 60 == 0 ? L["Usage_Minutes", Format.Number(seconds / 60)] : L["Usage_Minutes", string.Create(InvariantCulture, $"{seconds / 60}:{seconds % 60:00}")];

    private static string Price(Money price) => price.ToDecimal().ToString("#,##0.00####", CurrentCulture);

    /// <summary>To eight decimals; three points where it goes on.</summary>
    private static string Exact(ListComparison compared) => decimal.Round(compared.Exact, 8, MidpointRounding.ToZero) is var cut && cut == compared.Exact ? cut.ToString("#,##0.00######", CurrentCulture) : cut.ToString("#,##0.00######", CurrentCulture) + "…";
}
