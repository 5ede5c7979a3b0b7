using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Layout;

/// <summary>The pages before the portal: one card in the middle, no circuit.</summary>
public sealed partial class DoorLayout
{
    [CascadingParameter(Name = "Dark")] private bool Dark { get; set; }
}
