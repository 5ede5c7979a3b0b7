using CommsCredits.Web.Components.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace CommsCredits.Web.Components;

/// <summary>
/// The document. Pages are interactive; the door pages (no role, fault) are plain HTML and work without a circuit.
/// There is no ImportMap: see the content security policy in Setup/SecurityHeaders.
/// </summary>
public sealed partial class App
{
    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    private IComponentRenderMode? PageRenderMode => Http.AcceptsInteractiveRouting() ? RenderMode.InteractiveServer : null;
    private bool Dark => Appearance.IsDark(Http.Request.Cookies);
    private bool Chosen => Appearance.IsChosen(Http.Request.Cookies);
}
