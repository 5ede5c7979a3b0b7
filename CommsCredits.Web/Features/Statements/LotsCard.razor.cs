using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Statements;

/// <summary>What each purchase held, paid and lost; and which lot paid for what. A column that holds nothing is left out, except those of the sum.</summary>
public sealed partial class LotsCard
{
    private static readonly Column[] s_all =
    [
        new("Statement_ColumnOpening", l => l.Opening, IsKept: true, IsNarrow: true),
        new("Statement_ColumnBought", l => l.Bought),
        new("Statement_ColumnCorrected", l => l.Corrected, IsSigned: true),
        new("Statement_UsedTotal", l => l.Used, IsKept: true, IsNarrow: true),
        new("Statement_ColumnMadeGood", l => l.MadeGood),
        new("Statement_ColumnPaidBack", l => l.PaidBack),
        new("Statement_ColumnLapsed", l => l.Lapsed, IsLapse: true),
        new("Statement_ColumnClosing", l => l.Closing, IsKept: true, IsNarrow: true, IsClosing: true),
    ];

    [Parameter, EditorRequired] public Statement Statement { get; set; } = default!;

    private Currency Currency => Statement.Organization.Currency;
    private IReadOnlyList<Column> Columns => [.. s_all.Where(c => c.IsKept || Statement.Lots.Any(l => !c.Of(l).IsZero))];
    private IEnumerable<UsageKind> Kinds => Statement.Usage.Select(u => u.Kind);

    private Money TotalOf(Column column) => Statement.Lots.Select(column.Of).Total();

    private Money RoundingOf(Column column) => SumLines.Rounding(Statement.Lots.Select(column.Of), TotalOf(column), Currency);

    private string Shown(Column column, Money amount) =>
        amount.IsZero && !column.IsClosing ? "–" : column.IsSigned ? Format.SignedMoney(amount, Currency) : Format.Money(amount, Currency);

    private sealed record Column(string Name, Func<LotLine, Money> Of, bool IsKept = false, bool IsNarrow = false, bool IsSigned = false, bool IsLapse = false, bool IsClosing = false)
    {
        public string CssClass => IsNarrow ? "num" : "num wide-only";

        public string CssOf(LotLine lot) => CssClass + (IsClosing ? " med" : IsLapse && !Of(lot).IsZero ? " lapse-ink med" : "");
    }
}
