using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Funding;

/// <summary>Lots that ended or are used up: what they paid, and what lapsed.</summary>
public sealed partial class EndedLots
{
    [Parameter, EditorRequired] public FundingPart<LotLine> Part { get; set; } = default!;
    [Parameter, EditorRequired] public FundingFacts Facts { get; set; } = default!;

    private static string Address(int page) => $"/funding?tab=ended&page={page}";
}
