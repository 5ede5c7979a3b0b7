using CommsCredits.Domain;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>Amounts as horizontal bars, the largest over the whole width.</summary>
public sealed partial class Bars
{
    [Parameter, EditorRequired] public IReadOnlyList<BarItem> Items { get; set; } = [];
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;

    private string Width(BarItem item)
    {
        var largest = Items.Max(i => i.Amount);
        return Format.Css(largest.IsPositive ? Math.Max(0, item.Amount.ToDecimal() / largest.ToDecimal() * 100) : 0);
    }
}

/// <summary>A bar: its name, its amount, and what stands after the name (77 calls).</summary>
public sealed record BarItem(string Label, Money Amount, string? Note = null);
