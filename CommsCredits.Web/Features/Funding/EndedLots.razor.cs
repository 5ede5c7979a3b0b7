using CommsCredits.Domain;
using CommsCredits.Web.Ledger;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Funding;

/// <summary>Lots that ended or are used up: what they paid, and what lapsed.</summary>
public sealed partial class EndedLots
{
    [Parameter, EditorRequired] public FundingPart<LotLine> Part { get; set; } = default!;
    [Parameter, EditorRequired] public FundingFacts Facts { get; set; } = default!;

    [Parameter] public int? Opened { get; set; }
    [Parameter] public LotUse? Use { get; set; }
    [Parameter, EditorRequired] public Actor Actor { get; set; } = default!;
    [Parameter] public EventCallback<Posted> OnMended { get; set; }

    private string LotAddress(int lot) => lot == Opened ? Address(Part.Page) : $"{Address(Part.Page)}&lot={lot}";

    private static string Address(int page) => $"/funding?tab=ended&page={page}";
}
