using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>A note or a refusal: icon, bold first sentence, then paragraphs (<c>p</c>) with the way out.</summary>
public sealed partial class Note
{
    [Parameter] public NoteKind Kind { get; set; }
    [Parameter] public string? Title { get; set; }
    [Parameter] public string Class { get; set; } = "";
    [Parameter] public RenderFragment? ChildContent { get; set; }
}
