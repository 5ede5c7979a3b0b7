using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Api;

/// <summary>A command, to be read and copied.</summary>
public sealed partial class ExampleBlock
{
    [Parameter, EditorRequired] public ApiExample Example { get; set; } = default!;
}
