using CommsCredits.Web.Features.Rates.Reading;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Rates;

/// <summary>What of a list is not used, before anything is added (R10.3): columns, and lines with their reasons. It stands there too where no line can be used.</summary>
public sealed partial class DeckLinesCard
{
    private const int BadShown = 50, ColumnsShown = 30;

    [Parameter, EditorRequired] public RateDeckFile File { get; set; } = default!;
}
