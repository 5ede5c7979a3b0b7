using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>The line above a title: icon, word, since when.</summary>
public sealed partial class StateLine
{
    [Parameter, EditorRequired] public NoteKind Kind { get; set; }
    [Parameter, EditorRequired] public string Text { get; set; } = "";
    [Parameter] public string? Since { get; set; }
}
