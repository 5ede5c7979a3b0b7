using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Usage;

/// <summary>The ways between calls, imports and exceptions.</summary>
public sealed partial class UsageTabs
{
    /// <summary>calls, imports or exceptions.</summary>
    [Parameter, EditorRequired] public string At { get; set; } = "";
}
