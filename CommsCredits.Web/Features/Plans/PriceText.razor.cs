using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Plans;

/// <summary>A plan's price with who says so and since when. No price is said in words, never as zero.</summary>
public sealed partial class PriceText
{
    [Parameter, EditorRequired] public PlanCost Cost { get; set; } = default!;
    [Parameter, EditorRequired] public string PlanId { get; set; } = "";

    /// <summary>Where a price is entered; null where the reader may not.</summary>
    [Parameter] public string? EnterHref { get; set; }

    private string Said() => Cost.Entered is { } own ? L["Price_Entered", Format.Date(own.Price.ValidFrom), own.Price.Source]
        : L["Price_Published", Cost.Published!.Market, PlanWords.Published(Cost.Published.Published), Cost.Published.Source];
}
