using CommsCredits.Domain;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>An amount: rounded for showing, exact in its tooltip. Below zero it is red unless signed, where minus is ordinary spending.</summary>
public sealed partial class MoneyText
{
    [Parameter, EditorRequired] public Money Amount { get; set; }
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;

    /// <summary>Plus and minus as the pool sees them: usage minus, top-up plus (green).</summary>
    [Parameter] public bool Signed { get; set; }

    /// <summary>With the ISO code after the figure.</summary>
    [Parameter] public bool Code { get; set; }

    private string Shown => Signed ? Format.SignedMoney(Amount, Currency) : Format.Money(Amount, Currency);
    private string Exact => $"{Format.ExactMoney(Amount, Currency)} {Currency.Code}";
    private string CssClass => Signed ? (Amount.IsPositive ? "nw plus" : "nw") : Amount.IsNegative ? "nw neg" : "nw";
}
