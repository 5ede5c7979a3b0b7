using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>Which rows of how many, and the way to the others. Pages are addresses.</summary>
public sealed partial class Pager
{
    /// <summary>Numbers of the first and last row shown, from 1.</summary>
    [Parameter, EditorRequired] public long First { get; set; }
    [Parameter, EditorRequired] public long Last { get; set; }
    [Parameter, EditorRequired] public long Total { get; set; }

    /// <summary>Null where there is no such page.</summary>
    [Parameter] public string? PreviousHref { get; set; }
    [Parameter] public string? NextHref { get; set; }
}
