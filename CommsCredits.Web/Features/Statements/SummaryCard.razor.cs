using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Documents;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Statements;

/// <summary>The sum that proves itself, beside the balance of each day; below it what is in no line of it.</summary>
public sealed partial class SummaryCard
{
    [Parameter, EditorRequired] public Statement Statement { get; set; } = default!;

    /// <summary>The month after the period has begun, and has an opening balance.</summary>
    [Parameter] public bool NextHasBegun { get; set; } = true;

    private Currency Currency => Statement.Organization.Currency;
    private LevelCourse Course { get; set; } = default!;

    protected override void OnParametersSet() => Course = StatementCourse.Of(Statement);

    /// <summary>What the pool owes at the end, or owed in between: the chart beside it shows that too.</summary>
    private string Owed => Statement.Overdraft.IsPositive ? L["Statement_Overdraft", Format.Money(Statement.Overdraft, Currency)]
        : Course.Points.Where(p => p.Balance.IsNegative).MinBy(p => p.Balance) is { } lowest
            ? L["Statement_OverdraftBetween", Format.Money(-lowest.Balance, Currency), Format.Date(Statement.Period.FirstDay.AddDays(Math.Max(0, lowest.At - 1)))]
            : L["Statement_NoOverdraft"];

    private string Spoken => L["Statement_ChartSpoken", new StatementWords(CultureInfo.CurrentUICulture).NameOf(Statement.Period), Format.Money(Statement.Opening, Currency), Format.Money(Statement.Closing, Currency),
        Format.Money(Statement.BalanceByDay.Min(), Currency), Format.Money(Statement.BalanceByDay.Max(), Currency)];
}
