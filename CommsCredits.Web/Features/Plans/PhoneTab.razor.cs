using CommsCredits.Domain.Plans;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Plans;

/// <summary>Teams Phone, credits and shared devices, and the codes of all licences.</summary>
public sealed partial class PhoneTab
{
    private IReadOnlyList<Plan> _plans = [];

    [Parameter, EditorRequired] public PriceBook Book { get; set; } = default!;
    [Parameter] public CountryAvailability? Country { get; set; }
    [Parameter] public bool MayChange { get; set; }

    protected override void OnParametersSet() =>
        _plans = [.. Book.Catalog.Plans.Where(p => !p.IsEnded && (p.Kind is PlanKind.TeamsPhone or PlanKind.Credits || p.Id == "shared-device"))];
}
