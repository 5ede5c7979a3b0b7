using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>A filter that is chosen in a small panel below its chip; on, it has a cross.</summary>
public sealed partial class FilterMenu
{
    [Parameter, EditorRequired] public string Text { get; set; } = "";
    [Parameter] public string? Symbol { get; set; }
    [Parameter] public bool On { get; set; }
    [Parameter] public string? RemoveHref { get; set; }
    [Parameter] public RenderFragment? ChildContent { get; set; }
}
