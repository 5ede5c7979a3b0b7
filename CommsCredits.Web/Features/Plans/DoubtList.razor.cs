using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Plans;

/// <summary>What the documentation leaves open or contradicts.</summary>
public sealed partial class DoubtList
{
    /// <summary>Keys of texts.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<string> Keys { get; set; } = [];
}
