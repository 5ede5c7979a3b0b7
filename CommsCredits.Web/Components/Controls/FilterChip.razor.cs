using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>A filter above a table; everything that is chosen is in the address, so removing it is a link too.</summary>
public sealed partial class FilterChip
{
    [Parameter, EditorRequired] public string Text { get; set; } = "";
    [Parameter] public string? Symbol { get; set; }
    [Parameter] public bool On { get; set; }

    /// <summary>Where choosing it leads; without it the chip only tells.</summary>
    [Parameter] public string? OpenHref { get; set; }
    [Parameter] public string? RemoveHref { get; set; }
}
