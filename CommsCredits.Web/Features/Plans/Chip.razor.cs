using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Plans;

/// <summary>A word with a tick, or with a bar.</summary>
public sealed partial class Chip
{
    [Parameter, EditorRequired] public bool Yes { get; set; }
    [Parameter] public RenderFragment? ChildContent { get; set; }
}
