using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Recharge;

/// <summary>The formula with today's figures, worked again at each key: what is counted, whether saving charges, and what a recharge will do.</summary>
public sealed partial class WorkedCard
{
    [Parameter, EditorRequired] public RechargeFacts Facts { get; set; } = default!;
    [Parameter, EditorRequired] public RechargeForm Form { get; set; } = default!;
    [Parameter] public string Class { get; set; } = "";

    private RechargeRule Rule => Form.Rule(CultureInfo.CurrentCulture);

    /// <summary>Every figure can be read and the rule could be saved.</summary>
    private bool IsWhole => Rule.Validate(Facts.Limits).Count == 0;
    private RechargeOutlook Outlook => RechargeOutlook.Of(Rule, Facts.Situation with { Option = Find(Form.OptionId), Backup = Find(Form.BackupOptionId) });
    private string ChargedTo => Find(Form.OptionId) is { } option ? L["Recharge_ChargedTo", PaymentWords.Option(L, option)] : L["Recharge_ChargedToNobody"];

    private PaymentOption? Find(string id) => Facts.Options.FirstOrDefault(o => o.Id.ToString() == id);
    private string Money(Money amount) => Format.Money(amount, Facts.Currency);
    private string Known(Money amount) => IsWhole ? Money(amount) : "–";
}
