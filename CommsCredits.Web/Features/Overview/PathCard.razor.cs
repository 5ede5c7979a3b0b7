using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Overview;

/// <summary>The balance of the last days by lot, and of those ahead if nothing is added or with the rule applied; how that is worked out; and the same as a table.</summary>
public sealed partial class PathCard
{
    /// <summary>In the address: <c>?with=nothing</c>. With a rule at work the days ahead are drawn with it unless somebody asks for them without.</summary>
    private const string Recharge = "recharge", Nothing = "nothing";

    private PathWords _words = default!;

    /// <summary>Given by a page that shows the open lots.</summary>
    [CascadingParameter] public LotColors Colors { get; set; } = LotColors.Plain;

    [Parameter, EditorRequired] public OverviewFacts Facts { get; set; } = default!;
    [Parameter, EditorRequired] public OutlookWords Words { get; set; } = default!;

    /// <summary>What the address asks for.</summary>
    [Parameter] public string? With { get; set; }
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private Currency Currency => Facts.Organization.Currency;
    private bool Recharging => With != Nothing && Facts.Recharging is not null;

    protected override void OnParametersSet() => _words = PathWords.Of(L, Facts, Recharging);

    private void Switch(string? with) => Navigation.NavigateTo(Navigation.With(("with", with == Nothing ? Nothing : null)), replace: true);
}
