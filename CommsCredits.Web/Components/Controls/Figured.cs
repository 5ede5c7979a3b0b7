using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CommsCredits.Web.Components.Controls;

/// <summary>A sentence whose figures stand out: every placeholder of the text is set in <c>b</c>.</summary>
public sealed partial class Figured : ComponentBase
{
    /// <summary>With its placeholders: a resource that was asked for without arguments.</summary>
    [Parameter, EditorRequired] public string Text { get; set; } = "";
    [Parameter, EditorRequired] public IReadOnlyList<string> Figures { get; set; } = [];

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var from = 0;
        foreach (Match match in Placeholder().Matches(Text))
        {
            builder.AddContent(0, Text[from..match.Index]);
            builder.OpenElement(1, "b");
            builder.AddContent(2, Figures[match.Groups[1].Value[0] - '0']);
            builder.CloseElement();
            from = match.Index + match.Length;
        }
        builder.AddContent(3, Text[from..]);
    }

    [GeneratedRegex(@"\{(\d)\}")]
    private static partial Regex Placeholder();
}
