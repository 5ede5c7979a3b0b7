using CommsCredits.Domain.Plans;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Plans;

/// <summary>Plans as columns. Where they do not fit they scroll sideways, and what a line means stays in sight.</summary>
public sealed partial class CompareTable
{
    private const int HeadWidth = 112, ColumnWidth = 168;

    [Parameter, EditorRequired] public IReadOnlyList<Plan> Plans { get; set; } = [];
    [Parameter, EditorRequired] public PriceBook Book { get; set; } = default!;
    [Parameter, EditorRequired] public string Label { get; set; } = "";
    [Parameter] public CountryAvailability? Country { get; set; }
    [Parameter] public bool MayChange { get; set; }

    private bool IsForCalls => Plans.All(p => p.IsForCalls);
    private int Width => HeadWidth + Plans.Count * ColumnWidth;

    /// <summary>In the country, or each figure that some country has: <c>1,200 or 3,000</c>.</summary>
    private string Minutes(Plan plan, Func<(int Domestic, int International), int> which)
    {
        var figures = Country?.Offer(plan.Id) is { } offer ? [(offer.Domestic, offer.International)] : Book.Catalog.MinutesOf(plan);
        var texts = figures.Select(which).Distinct().Select(m => Format.Number(m)).ToList();
        return texts.Count == 0 ? "0" : string.Join(L["Plans_Or"], texts);
    }
}
