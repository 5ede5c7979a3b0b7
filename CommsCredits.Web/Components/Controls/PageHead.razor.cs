using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>A page begins with its title and its answer in one sentence; at the right at most one filled button.</summary>
public sealed partial class PageHead
{
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>The answer as text; <see cref="LeadContent"/> when figures stand out in it (<c>b</c>).</summary>
    [Parameter] public string? Lead { get; set; }
    [Parameter] public RenderFragment? LeadContent { get; set; }

    /// <summary>Crumbs or the state line.</summary>
    [Parameter] public RenderFragment? Above { get; set; }
    [Parameter] public RenderFragment? Actions { get; set; }
}
