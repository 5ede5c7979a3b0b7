using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components;

/// <summary>Finds the page of an address and asks whether the person may see it.</summary>
public sealed partial class Routes
{
    /// <summary>How the server drew the page; cascaded as "Dark".</summary>
    [Parameter] public bool Dark { get; set; }
}
