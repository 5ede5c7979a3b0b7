using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Web.Components.Controls;
using FluentValidation;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CommsCredits.Web.Features.Recharge;

/// <summary>The rule's form. Saving what would buy at once asks first, with the sum on the button (R7.1).</summary>
public sealed partial class RuleCard
{
    private static readonly RechargeMode[] s_modes = [RechargeMode.AddAmount, RechargeMode.FillUp];

    private MudForm? _form;
    private Func<object, string, Task<IEnumerable<string>>> _validate = default!;
    private Money? _toConfirm;
    private string? _refusal;
    private bool _saved;
    private bool _isSaving;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = default!;
    [Parameter, EditorRequired] public RechargeFacts Facts { get; set; } = default!;
    [Parameter, EditorRequired] public RechargeForm Form { get; set; } = default!;
    [Parameter] public EventCallback<RechargeForm> FormChanged { get; set; }
    [Parameter] public EventCallback OnTyped { get; set; }
    [Parameter] public EventCallback OnSaved { get; set; }
    [Parameter] public string Class { get; set; } = "";

    [Inject] private RechargeOperations Operations { get; set; } = default!;

    private bool MayChange => Actor.May(Permission.ChangeRecharge) && !Facts.Organization.IsPostpaid;
    private RechargeRule Rule => Form.Rule(CultureInfo.CurrentCulture);
    private string Suggested => Rule.SuggestedMonthCap(Facts.Limits) is { IsPositive: true } four ? Format.Short(four, Facts.Currency) : "–";
    private bool MayNotLift => Form.IsOn && Rule.Validate(Facts.Limits).Count == 0 && Rule.OneRechargeMayNotLift(Facts.Limits, Facts.Situation.Counted);

    protected override void OnParametersSet()
    {
        var validator = new RechargeFormValidator(Facts, why => RefusalWords.Say(L, why, Facts.Organization));
        _validate = async (model, field) =>
            (await validator.ValidateAsync(ValidationContext<RechargeForm>.CreateWithOptions((RechargeForm)model, o => o.IncludeProperties(field)))).Errors.Select(e => e.ErrorMessage);
    }

    private async Task SwitchAsync()
    {
        Form.IsOn = !Form.IsOn;
        await TypedAsync();
    }

    private async Task ChooseAsync(RechargeMode mode)
    {
        Form.Mode = mode;
        await TypedAsync();
    }

    private async Task TypedAsync()
    {
        (_toConfirm, _saved) = (null, false);
        await OnTyped.InvokeAsync();
    }

    private void Reconsider() => _toConfirm = null;

    private async Task DiscardAsync()
    {
        (_toConfirm, _refusal, _saved) = (null, null, false);
        await FormChanged.InvokeAsync(RechargeForm.Of(Facts, CultureInfo.CurrentCulture));
    }

    private async Task SaveAsync(Money? confirmed)
    {
        if (_isSaving || _form is null) return;
        _isSaving = true;
        try
        {
            (_refusal, _toConfirm, _saved) = (null, null, false);
            await _form.ValidateAsync();
            if (!_form.IsValid) return;
            var outcome = await Operations.SaveAsync(Actor, Form.RuleToSave(Facts, CultureInfo.CurrentCulture), confirmed, CancellationToken.None);
            if (outcome.Refused is { Code: "ConfirmPurchase" } ask) _toConfirm = (Money)ask.Figures[0];
            else if (outcome.Refused is { } why) _refusal = RefusalWords.Say(L, why, Facts.Organization);
            else _saved = true;
            if (_saved) await OnSaved.InvokeAsync();
        }
        finally
        {
            _isSaving = false;
        }
    }

    private string? OptionText(string? id) => Facts.Options.FirstOrDefault(o => o.Id.ToString() == id) is { } option ? PaymentWords.OptionWithMonth(L, option) : L["Recharge_NoOption"].Value;
    private string? BackupText(string? id) => Facts.Options.FirstOrDefault(o => o.Id.ToString() == id) is { } option ? PaymentWords.OptionWithMonth(L, option) : L["Recharge_NoBackup"].Value;
}
