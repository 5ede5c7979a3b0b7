using CommsCredits.Domain.Plans;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Plans;

/// <summary>All countries and regions with what is sold there.</summary>
public sealed partial class CountriesTab
{
    [Parameter, EditorRequired] public PlanCatalog Catalog { get; set; } = default!;
}
