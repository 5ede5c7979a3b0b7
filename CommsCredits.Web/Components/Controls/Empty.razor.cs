using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>Nothing here yet: what will stand here, and the next one to three steps.</summary>
public sealed partial class Empty
{
    [Parameter, EditorRequired] public string Title { get; set; } = "";
    [Parameter, EditorRequired] public string Text { get; set; } = "";
    [Parameter] public IReadOnlyList<EmptyStep> Steps { get; set; } = [];
}

/// <summary>A step: done or to do, and the button that leads there. At most one is filled.</summary>
public sealed record EmptyStep(string Text, bool Done = false, string? Action = null, string? Href = null, bool Filled = false);
