using CommsCredits.Domain.Plans;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Plans;

/// <summary>What one wants to do, and which licences that needs.</summary>
public sealed partial class WantsTab
{
    [Parameter, EditorRequired] public PlanCatalog Catalog { get; set; } = default!;

    private string Words(IReadOnlyList<AddOn> way) => string.Join(" + ", way.Select(a => a.Optional ? L["Suites_Optional", L[$"Plan_{a.PlanId}"]].Value : L[$"Plan_{a.PlanId}"].Value));
}
