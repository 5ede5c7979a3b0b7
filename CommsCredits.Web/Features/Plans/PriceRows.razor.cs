using CommsCredits.Domain.Plans;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Plans;

/// <summary>Where an entered price stands today.</summary>
public enum PriceState
{
    InForce,
    Coming,
    Past,
}

/// <summary>All prices of a plan: entered ones, then what was published.</summary>
public sealed partial class PriceRows
{
    [Parameter, EditorRequired] public Plan Plan { get; set; } = default!;
    [Parameter, EditorRequired] public PriceBook Book { get; set; } = default!;
    [Parameter] public bool MayChange { get; set; }
    [Parameter] public EventCallback<EnteredPrice> OnRemove { get; set; }

    private IEnumerable<PriceLine> Lines => Book.Of(Plan.Id);
    private IEnumerable<PlanPrice> Published => Book.Catalog.Prices.Where(p => p.PlanId == Plan.Id);

    private PriceState State(PriceLine line) => line.Price.ValidFrom > Book.Today ? PriceState.Coming : line == Book.InForce(Plan.Id) ? PriceState.InForce : PriceState.Past;
}
