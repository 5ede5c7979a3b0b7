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

    /// <summary>The task of the help that the mark beside the title leads to; null: the one that the address is about, if there is one.</summary>
    [Parameter] public string? Help { get; set; }
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private string? HelpTask => Help ?? HelpLinks.Of(Navigation.ToBaseRelativePath(Navigation.Uri));
}
