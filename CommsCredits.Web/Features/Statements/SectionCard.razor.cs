using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Documents;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Statements;

/// <summary>A table of a statement that has no card of its own, as every other writer shows it too.</summary>
public sealed partial class SectionCard
{
    [Parameter, EditorRequired] public StatementSection Section { get; set; } = default!;
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;
    [Parameter, EditorRequired] public StatementWords Words { get; set; } = default!;

    private IEnumerable<SectionRow> Lines => Section.Rows.Where(r => !r.IsTotal);
    private SectionRow? Total => Section.Rows is [.., { IsTotal: true } total] ? total : null;

    private Money RoundingOf(int column) => Total!.Cells[column] is AmountCell sum ? SumLines.Rounding(Lines.Select(l => l.Cells[column]).OfType<AmountCell>().Select(a => a.Amount), sum.Amount, Currency) : Money.Zero;

    private string Shown(SectionCell cell) => cell switch
    {
        AmountCell { Amount: var amount } => Format.Money(amount, Currency),
        CountCell { Count: var count } => Format.Number(count),
        PeriodCell { Period: var period } => Words.NameOf(period),
        TermCell { Key: var key } => Words[key],
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, null),
    };
}
