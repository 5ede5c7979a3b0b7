using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CommsCredits.Web.Components.Controls;

/// <summary>A word in a chart. Written in C# because Razor keeps the element name <c>text</c> for itself.</summary>
public sealed class ChartText : ComponentBase
{
    [Parameter, EditorRequired] public string X { get; set; } = "";
    [Parameter, EditorRequired] public string Y { get; set; } = "";
    [Parameter] public string Anchor { get; set; } = "start";
    [Parameter] public string Size { get; set; } = "11";

    /// <summary>Classes of the chart: lab, strong, halo.</summary>
    [Parameter] public string? Css { get; set; }
    [Parameter] public string? Style { get; set; }
    [Parameter, EditorRequired] public string Value { get; set; } = "";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X);
        builder.AddAttribute(2, "y", Y);
        builder.AddAttribute(3, "text-anchor", Anchor);
        builder.AddAttribute(4, "font-size", Size);
        builder.AddAttribute(5, "class", Css);
        builder.AddAttribute(6, "style", Style);
        builder.AddContent(7, Value);
        builder.CloseElement();
    }
}
