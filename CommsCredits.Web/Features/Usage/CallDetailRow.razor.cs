using CommsCredits.Domain;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Usage;

/// <summary>The opened row of a call.</summary>
public sealed partial class CallDetailRow
{
    [Parameter, EditorRequired] public CallLine Call { get; set; } = default!;
    [Parameter, EditorRequired] public CallDetail Detail { get; set; } = default!;
    [Parameter, EditorRequired] public Organization Organization { get; set; } = default!;
    [Parameter] public bool MaySeeLedger { get; set; }
    [Parameter] public bool MayCorrect { get; set; }
    [Parameter] public EventCallback OnMended { get; set; }

    private Currency Currency => Organization.Currency;
}
