using CommsCredits.Domain;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Overview;

/// <summary>The pool: its figure, the bar of lots, and the lots in the order in which they pay.</summary>
public sealed partial class PoolCard
{
    [Parameter, EditorRequired] public OverviewFacts Facts { get; set; } = default!;
    [Parameter, EditorRequired] public OverviewWords Words { get; set; } = default!;
    [Parameter, EditorRequired] public OutlookWords Outlook { get; set; } = default!;
    [Parameter, EditorRequired] public Actor Actor { get; set; } = default!;

    private Currency Currency => Facts.Organization.Currency;
}
