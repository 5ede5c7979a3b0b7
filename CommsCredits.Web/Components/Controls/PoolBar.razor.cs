using CommsCredits.Domain;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>A lot in the bar: what is left, and how much of it will likely lapse.</summary>
public sealed record PoolLot(int Number, Money Left, Money Lapsing = default);

/// <summary>
/// The pool as a bar of lots. What is used first lies at the right, so the level sinks towards the trigger line; below zero it is red
/// stripes left of a zero line.
/// </summary>
public sealed partial class PoolBar
{
    /// <summary>The zero line stands here, in percent, when the pool is below zero.</summary>
    private const decimal Zero = 20;

    /// <summary>Given by a page that shows the open lots.</summary>
    [CascadingParameter] public LotColors Colors { get; set; } = LotColors.Plain;

    /// <summary>Open lots in the order of use: the first is used first.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<PoolLot> Lots { get; set; } = [];
    [Parameter, EditorRequired] public Money Balance { get; set; }
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;

    /// <summary>The trigger of auto-recharge; null while it is off.</summary>
    [Parameter] public Money? Trigger { get; set; }

    private IReadOnlyList<PoolLot> Drawn => [.. Lots.Where(l => l.Left.IsPositive).Reverse()];

    private NiceScale Scale => Balance.IsNegative
        ? NiceScale.For(-Balance.ToDecimal() / Zero * (100 - Zero), 4)
        : NiceScale.For(Math.Max(Lots.Select(l => l.Left).Total().ToDecimal(), Trigger?.ToDecimal() ?? 0), 4);

    private decimal Below => Math.Max(1, Zero + Balance.ToDecimal() / Scale.End * (100 - Zero));
    private decimal Filled => At(Lots.Select(l => l.Left).Total());

    private string Spoken => string.Concat(Drawn.Select(l => l.Lapsing.IsPositive
        ? L["PoolBar_SpokenLapsing", l.Number, Format.Money(l.Left, Currency), Whole(l.Lapsing.ToDecimal())]
        : L["PoolBar_Spoken", l.Number, Format.Money(l.Left, Currency)]));

    private decimal At(Money amount) => amount.ToDecimal() / Scale.End * 100;
    private string Share(Money amount) => Format.Css(At(amount));
    private static string Whole(decimal amount) => amount == decimal.Truncate(amount) ? Format.Number((long)amount) : amount.ToString("0.##", System.Globalization.CultureInfo.CurrentCulture);
}
