using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>Nothing for 300 ms, then rows of the real height and words for those who do not see them.</summary>
public sealed partial class LoadingRows
{
    [Parameter, EditorRequired] public string Text { get; set; } = "";
    [Parameter] public int Rows { get; set; } = 9;
    [Parameter] public int Columns { get; set; } = 4;

    /// <summary>Uneven, but the same at every drawing.</summary>
    private static int Width(int row, int column) => 45 + (row * 37 + column * 23) % 45;
}
