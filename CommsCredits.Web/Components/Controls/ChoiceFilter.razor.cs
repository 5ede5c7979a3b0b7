using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>One of several values; each is a link.</summary>
public sealed partial class ChoiceFilter
{
    /// <summary>What the chip says while nothing is chosen.</summary>
    [Parameter, EditorRequired] public string AllText { get; set; } = "";
    [Parameter, EditorRequired] public IReadOnlyList<FilterChoice> Choices { get; set; } = [];
    [Parameter] public string? Value { get; set; }

    /// <summary>The address with a value chosen; with null, without it.</summary>
    [Parameter, EditorRequired] public Func<string?, string> Href { get; set; } = default!;

    private FilterChoice? Chosen => Choices.FirstOrDefault(c => c.Value == Value);
}

/// <summary>A value as it stands in the address, and its words.</summary>
public sealed record FilterChoice(string Value, string Text);
