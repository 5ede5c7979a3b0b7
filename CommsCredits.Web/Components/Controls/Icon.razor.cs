using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>An icon of 20 px beside a word. <c>Of</c> is one of MudBlazor's <c>Icons.Material.Outlined</c>; <c>Size</c> is empty, xs, s or l.</summary>
public sealed partial class Icon
{
    [Parameter, EditorRequired] public string Of { get; set; } = "";
    [Parameter] public string Size { get; set; } = "";
}
