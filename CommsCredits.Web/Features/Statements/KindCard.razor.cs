using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Statements;

/// <summary>What calls took, by kind, with shares and the line that makes the shown figures add up (R2.5).</summary>
public sealed partial class KindCard
{
    [Parameter, EditorRequired] public Statement Statement { get; set; } = default!;

    private Currency Currency => Statement.Organization.Currency;
    private Money Rounding => SumLines.Rounding(Statement.Usage.Select(u => u.Amount), Statement.Used, Currency);
}
