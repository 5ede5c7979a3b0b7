using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Payments;
using FluentValidation;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CommsCredits.Web.Features.Funding;

/// <summary>
/// The form for adding funds beside every tab: what is asked, what one will get, and what became of it. The page keeps the form, so that its key outlives this component.
/// </summary>
public sealed partial class AddFundsCard
{
    private MudForm? _form;
    private Money _amount;
    private TopUpLine? _answer;
    private string? _refusal;
    private bool _isPaying, _hasPaid;
    private bool _mustProve;
    private Func<object, string, Task<IEnumerable<string>>> _validate = default!;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = default!;
    [Parameter, EditorRequired] public FundingFacts Facts { get; set; } = default!;
    [Parameter, EditorRequired] public AddFundsForm Form { get; set; } = default!;

    /// <summary>The page takes another form: a new key.</summary>
    [Parameter] public EventCallback<AddFundsForm> FormChanged { get; set; }

    [Inject] private TopUpDesk Desk { get; set; } = default!;
    [Inject] private FundingReader Reader { get; set; } = default!;

    private bool MayAdd => Actor.May(Permission.AddFunds);
    private string AmountHelp => Form.IsRecorded ? L["AddFunds_LeftHelp"] : L["AddFunds_AmountHelp", Facts.Currency.Code, Format.Short(Facts.Limits.Minimum, Facts.Currency), Format.Short(Facts.Limits.Maximum, Facts.Currency)];
    private DateOnly? LastUsableDay => (Form.IsRecorded ? Form.Day : Facts.Today) is { } day ? CreditLot.LastUsableDayOf(day) : null;

    private string Deed
    {
        get
        {
            if (!_amount.IsPositive) return Form.IsRecorded ? L["AddFunds_Record"] : L["AddFunds_Pay"];
            var sum = Format.Money(_amount, Facts.Currency);
            return Form.IsRecorded ? L["AddFunds_RecordSum", sum, Facts.Currency.Code]
                : Chosen is { Method: PaymentMethod.Invoice } ? L["AddFunds_InvoiceSum", sum, Facts.Currency.Code]
                : L["AddFunds_PaySum", sum, Facts.Currency.Code];
        }
    }

    /// <summary>Back to this page with the amount that was asked.</summary>
    private string ProveHref => $"/signin-again?returnUrl={Uri.EscapeDataString($"/funding?amount={Uri.EscapeDataString(Form.Amount ?? "")}")}";

    private PaymentOption? Chosen => Facts.Options.FirstOrDefault(o => o.Id == Form.OptionId);

    protected override async Task OnParametersSetAsync()
    {
        var validator = new AddFundsFormValidator(Facts, why => RefusalWords.Say(L, why, Facts.Organization));
        _validate = async (model, field) =>
            (await validator.ValidateAsync(ValidationContext<AddFundsForm>.CreateWithOptions((AddFundsForm)model, o => o.IncludeProperties(field)))).Errors.Select(e => e.ErrorMessage);
        if (Form.IsSpent && (_answer is null || _answer.TopUp.IsOpen)) _answer = await Reader.TopUpAsync(Actor, Form.Key, CancellationToken.None);
    }

    /// <summary>Worked out at every drawing, so that the preview follows each key.</summary>
    protected override bool ShouldRender()
    {
        Work();
        return true;
    }

    protected override void OnParametersSet() => Work();

    private void Work() => Form.ReadAmount(Facts, CultureInfo.CurrentCulture, out _amount);

    /// <summary>A page that is drawn again after a lost connection goes on with its purchase: what may have been bought already is not bought again (R6.4).</summary>
    private void TakeKey(ChangeEventArgs typed)
    {
        if (Guid.TryParseExact(typed.Value as string, "N", out var key)) Form.Key = key.ToString("N");
    }

    private async Task ChooseAsync(Money sum)
    {
        Form.Amount = Format.Short(sum, Facts.Currency);
        StateHasChanged();
        if (_form is not null) await _form.ValidateAsync();
    }

    private string? PaymentText(string? payment) => payment == AddFundsForm.Recorded
        ? L["Payment_Recorded"].Value
        : Facts.Options.FirstOrDefault(o => o.Id.ToString() == payment) is { } option ? PaymentWords.OptionWithMonth(L, option) : payment;

    /// <summary>A second press while the first is under way does nothing here; one that comes through anyhow is answered by the key (R6.4).</summary>
    private async Task PayAsync()
    {
        if (_isPaying || _form is null) return;
        (_isPaying, _hasPaid) = (true, true);
        try
        {
            _refusal = null;
            await _form.ValidateAsync();
            if (!_form.IsValid) return;
            var outcome = await Desk.BuyAsync(Actor, Form.Key, Form.Wish(Facts, CultureInfo.CurrentCulture), CancellationToken.None);
            _mustProve = outcome.Refused?.Code == "SignInAgain";
            if (outcome.Refused is { } why) _refusal = RefusalWords.Say(L, why, Facts.Organization);
            if (outcome.Refused is null || outcome.Refused.Code == "KeySpent") await ShowAnswerAsync();
        }
        finally
        {
            _isPaying = false;
        }
    }

    /// <summary>What was declined may be tried again at once: as another purchase, with what was typed.</summary>
    private async Task ShowAnswerAsync()
    {
        _answer = await Reader.TopUpAsync(Actor, Form.Key, CancellationToken.None);
        if (_answer?.TopUp.State is TopUpState.Failed or TopUpState.Canceled) await FormChanged.InvokeAsync(Form.Again());
        else Form.IsSpent = true;
    }

    private async Task AgainAsync()
    {
        (_answer, _refusal) = (null, null);
        await FormChanged.InvokeAsync(AddFundsForm.Open(Facts));
    }
}
