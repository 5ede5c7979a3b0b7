using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>A lot by its colour and its name, never by the colour alone.</summary>
public sealed partial class LotSwatch
{
    [Parameter, EditorRequired] public int Number { get; set; }

    /// <summary>Given by a page that shows the open lots.</summary>
    [CascadingParameter] public LotColors Colors { get; set; } = LotColors.Plain;
}
