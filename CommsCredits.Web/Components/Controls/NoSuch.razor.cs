using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>The address names something that the organization doesn't have: said in words above what the page shows anyway.</summary>
public sealed partial class NoSuch
{
    /// <summary>What there isn't, as in "There is no lot 999."</summary>
    [Parameter, EditorRequired] public string Text { get; set; } = "";
}
