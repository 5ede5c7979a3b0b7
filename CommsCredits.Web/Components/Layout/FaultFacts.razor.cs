using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Layout;

/// <summary>The reference of a fault and its instant (UTC).</summary>
public sealed partial class FaultFacts
{
    [Parameter, EditorRequired] public string Reference { get; set; } = "";
    [Parameter, EditorRequired] public DateTime At { get; set; }
}
