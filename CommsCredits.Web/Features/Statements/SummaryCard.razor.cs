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

    private Currency Currency => Statement.Organization.Currency;
    private LevelCourse Course { get; set; } = default!;

    protected override void OnParametersSet() => Course = StatementCourse.Of(Statement);

    private string Spoken => L["Statement_ChartSpoken", new StatementWords(CultureInfo.CurrentUICulture).NameOf(Statement.Period), Format.Money(Statement.Opening, Currency), Format.Money(Statement.Closing, Currency),
        Format.Money(Statement.BalanceByDay.Min(), Currency), Format.Money(Statement.BalanceByDay.Max(), Currency)];
}
