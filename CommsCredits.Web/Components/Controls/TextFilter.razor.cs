using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>A filter that is typed: a name, digits, an amount.</summary>
public sealed partial class TextFilter
{
    private string? _typed;
    private string? _seen;

    [Parameter, EditorRequired] public string AllText { get; set; } = "";
    [Parameter] public string? Value { get; set; }

    /// <summary>The chosen value in words.</summary>
    [Parameter] public string? Shown { get; set; }
    [Parameter] public string Type { get; set; } = "search";
    [Parameter] public string? Mode { get; set; }
    [Parameter, EditorRequired] public Func<string?, string> Href { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override void OnParametersSet()
    {
        if (_seen != Value) _typed = Value;
        _seen = Value;
    }

    private void Apply() => Navigation.NavigateTo(Href(string.IsNullOrWhiteSpace(_typed) ? null : _typed.Trim()));
}
