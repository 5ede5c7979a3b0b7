using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Payments;

/// <summary>The last charges and what became of them.</summary>
public sealed partial class ChargesCard
{
    [Parameter, EditorRequired] public PaymentFacts Facts { get; set; } = default!;
    [Parameter] public string Class { get; set; } = "";
}
