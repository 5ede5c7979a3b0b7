using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Ledger.Mending;
using CommsCredits.Web.Security;
using FluentValidation;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CommsCredits.Web.Components.Controls.Mending;

/// <summary>Mends a charge or a lot: first what it means, then what exactly it will move, then a reason. Answers with the entries that were posted.</summary>
public sealed partial class MendDialog
{
    private MudForm? _form;
    private MendForm _typed = new();
    private MendPreview? _preview;
    private string? _previewRefusal, _refusal;
    private bool _isPosting;
    private Actor? _actor;
    private Func<object, string, Task<IEnumerable<string>>> _validate = default!;

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = default!;
    [Parameter, EditorRequired] public MendSubject Subject { get; set; } = default!;
    [Inject] private Corrections Mending { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;

    private Currency Currency => Subject.Organization.Currency;
    private string KeptAs => $"mend-{Subject.Kind}-{Subject.UsageId}{Subject.Lot}";
    private string Title => Subject.Lot > 0 ? L[$"MendTitle_{Subject.Kind}", Subject.Lot] : L[$"MendTitle_{Subject.Kind}"];

    /// <summary>Opens it and waits; null where the person thought better of it.</summary>
    public static async Task<Posted?> OpenAsync(IDialogService dialogs, MendSubject subject)
    {
        var options = new DialogOptions { FullWidth = true, MaxWidth = MaxWidth.Small, CloseOnEscapeKey = true, BackdropClick = false };
        var opened = await dialogs.ShowAsync<MendDialog>(null, new DialogParameters<MendDialog> { { d => d.Subject, subject } }, options);
        return (await opened.Result)?.Data as Posted;
    }

    protected override async Task OnInitializedAsync()
    {
        _typed = MendForm.Open(Subject);
        var validator = new MendFormValidator(Subject, Words);
        _validate = async (model, field) =>
            (await validator.ValidateAsync(ValidationContext<MendForm>.CreateWithOptions((MendForm)model, o => o.IncludeProperties(field)))).Errors.Select(e => e.ErrorMessage);
        _actor = await Current.GetAsync();
        await LookAheadAsync();
    }

    /// <summary>A dialog that is opened again after a lost connection goes on with its deed: what may have been posted already is not posted again.</summary>
    private void TakeKey(ChangeEventArgs typed)
    {
        if (Guid.TryParseExact(typed.Value as string, "N", out var key)) _typed.Key = key.ToString("N");
    }

    private Task TypeAmountAsync(string amount)
    {
        _typed.Amount = amount;
        return LookAheadAsync();
    }

    private Task TypeDisputeAsync(string dispute)
    {
        _typed.Dispute = dispute;
        return LookAheadAsync();
    }

    /// <summary>The pure decision on the books as they are now; what a slower answer says of an older amount is not shown.</summary>
    private async Task LookAheadAsync()
    {
        var (amount, dispute) = (_typed.Amount, _typed.Dispute);
        var outcome = _typed.Wish(Subject, CultureInfo.CurrentCulture) is { } wish ? await Mending.PreviewAsync(_actor!, wish, CancellationToken.None) : null;
        if ((amount, dispute) != (_typed.Amount, _typed.Dispute)) return;
        (_preview, _previewRefusal) = (outcome?.Value, outcome?.Refused is { } why ? Words(why) : null);
    }

    private async Task PostAsync()
    {
        if (_isPosting || _form is null) return;
        _isPosting = true;
        try
        {
            _refusal = null;
            await _form.ValidateAsync();
            if (!_form.IsValid || _typed.Wish(Subject, CultureInfo.CurrentCulture) is not { } wish) return;
            var outcome = await Mending.PostAsync(_actor!, _typed.Key, wish, _typed.Reason, CancellationToken.None, switchRuleOff: _preview?.Trigger is not null);
            if (outcome.Value is { } posted) Dialog.Close(DialogResult.Ok(posted));
            else
            {
                _refusal = Words(outcome.Refused!);
                await LookAheadAsync();
            }
        }
        finally
        {
            _isPosting = false;
        }
    }

    private string Words(Refused why) => RefusalWords.Say(L, why, Subject.Organization);
}
