using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Rates;

/// <summary>Old price, new price, since when.</summary>
public sealed partial class PriceHistory
{
    [Parameter, EditorRequired] public IReadOnlyList<PriceStep> Steps { get; set; } = [];
}
