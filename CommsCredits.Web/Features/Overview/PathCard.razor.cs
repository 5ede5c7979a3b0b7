using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Overview;

/// <summary>The balance of the last days, and of those ahead if nothing is added; how that is worked out; and the same as a table.</summary>
public sealed partial class PathCard
{
    [Parameter, EditorRequired] public OverviewFacts Facts { get; set; } = default!;
    [Parameter, EditorRequired] public OutlookWords Words { get; set; } = default!;
    [Parameter, EditorRequired] public BalancePath Path { get; set; } = default!;

    private Currency Currency => Facts.Organization.Currency;

    private string Spoken => L["Overview_PathSpoken", Format.Date(Path.Days[0].Day), Format.Money(Path.Opening, Currency), Format.Money(Path.Days[^1].Closing, Currency),
        Format.Money(Path.Days.Min(d => d.Closing), Currency), Format.Money(Path.Days.Max(d => d.Closing), Currency)];
}
