using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Help;

/// <summary>A line of help with its links.</summary>
public sealed partial class HelpText
{
    [Parameter, EditorRequired] public string Line { get; set; } = "";
}
