using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>Gives a form up: what is typed is dropped without a question, because that is what the button says.</summary>
public sealed partial class CancelButton
{
    [Parameter, EditorRequired] public string Href { get; set; } = "";
    [Inject] private NavigationManager Navigation { get; set; } = default!;
}
