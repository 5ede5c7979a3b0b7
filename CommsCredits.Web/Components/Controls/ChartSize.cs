using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Components.Controls;

/// <summary>One of the sizes in which a chart is rendered; the style sheet shows the one of this class.</summary>
public sealed record ChartSize(string Class, int Width, int Height)
{
    public bool IsWide => Class == "wide-only";

    /// <summary>How wide words are in a chart: page and paper are set in the same face.</summary>
    public static decimal WidthOf(string text, decimal size = 12) => Math.Ceiling((decimal)TextMeasure.Width(text, new TextStyle(FontFace.Medium, (double)size, (double)size)));
}
