using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Overview;

/// <summary>The figures of the chart: the days ahead by the week, then every day behind, latest first; each lot in a column of its own.</summary>
public sealed partial class PathTable
{
    [Parameter, EditorRequired] public PoolPast Past { get; set; } = default!;
    [Parameter, EditorRequired] public IReadOnlyList<ForecastRow> Ahead { get; set; } = [];

    /// <summary>In the order of use.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<int> Lots { get; set; } = [];
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;

    private string Cell(IReadOnlyList<LotLevel> lots, int number)
    {
        var left = lots.FirstOrDefault(l => l.Number == number).Left;
        return left.IsZero ? "–" : Format.Money(left, Currency);
    }
}
