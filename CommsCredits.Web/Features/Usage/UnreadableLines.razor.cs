using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Lines that could not be read, word for word, with the reason of each.</summary>
public sealed partial class UnreadableLines
{
    [Parameter, EditorRequired] public Guid ImportId { get; set; }
    [Parameter, EditorRequired] public IReadOnlyList<UnreadableText> Lines { get; set; } = [];
    [Parameter, EditorRequired] public int Total { get; set; }
}
