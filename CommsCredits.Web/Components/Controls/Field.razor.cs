using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>A plain field of a form: its label above, help below; an error stands in place of the help and says what to enter. The field itself has the id <see cref="For"/>.</summary>
public sealed partial class Field
{
    [Parameter, EditorRequired] public string For { get; set; } = "";
    [Parameter, EditorRequired] public string Label { get; set; } = "";
    [Parameter] public string? Help { get; set; }
    [Parameter] public string? Error { get; set; }
    [Parameter] public string Class { get; set; } = "";
    [Parameter] public RenderFragment? ChildContent { get; set; }
}
