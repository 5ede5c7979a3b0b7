using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Rates;

/// <summary>The ways between rates and minute pools.</summary>
public sealed partial class RatesTabs
{
    /// <summary>rates or pools.</summary>
    [Parameter, EditorRequired] public string At { get; set; } = "";
}
