using CommsCredits.Web.Setup;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Pages;

/// <summary>Shown for a fault of a request. Its reference was logged by FaultLog; without one (the address was typed) there is nothing to refer to.</summary>
public sealed partial class Fault
{
    [CascadingParameter] private HttpContext Http { get; set; } = default!;
    [Inject] private TimeProvider Clock { get; set; } = default!;

    private string Reference => Http.Items[FaultReference.Item] as string ?? "–";
    private DateTime At => Clock.GetUtcNow().UtcDateTime;
}
