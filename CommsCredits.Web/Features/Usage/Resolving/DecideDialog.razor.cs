using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Security;
using FluentValidation;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CommsCredits.Web.Features.Usage.Resolving;

/// <summary>Decides about one call that waits, or all alike; what it means stands first.</summary>
public sealed partial class DecideDialog
{
    private MudForm? _form;
    private DecideForm _typed = new();
    private IReadOnlyList<Choice> _choices = [];
    private ChangedCall? _changed;
    private string? _refusal;
    private bool _isDeciding;
    private Actor? _actor;
    private Func<object, string, Task<IEnumerable<string>>> _validate = default!;

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = default!;
    [Parameter, EditorRequired] public string Title { get; set; } = "";
    [Parameter, EditorRequired] public ExceptionChoice Chosen { get; set; } = default!;
    [Parameter, EditorRequired] public int Count { get; set; }
    [Parameter, EditorRequired] public Organization Organization { get; set; } = default!;
    [Parameter] public bool HasSourceCharge { get; set; }
    [Inject] private ExceptionOperations Operations { get; set; } = default!;
    [Inject] private ResolvingReader Reader { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;

    public static async Task<Resolved?> OpenAsync(IDialogService dialogs, DialogParameters<DecideDialog> parameters)
    {
        var options = new DialogOptions { FullWidth = true, MaxWidth = MaxWidth.Small, CloseOnEscapeKey = true, BackdropClick = false };
        var opened = await dialogs.ShowAsync<DecideDialog>(null, parameters, options);
        return (await opened.Result)?.Data as Resolved;
    }

    protected override async Task OnInitializedAsync()
    {
        var validator = new DecideFormValidator(Words);
        _validate = async (model, field) =>
            (await validator.ValidateAsync(ValidationContext<DecideForm>.CreateWithOptions((DecideForm)model, o => o.IncludeProperties(field)))).Errors.Select(e => e.ErrorMessage);
        _actor = await Current.GetAsync();
        _choices = DecideForm.ChoicesFor(Chosen.Code, HasSourceCharge, _actor);
        if (_choices is [var first, ..]) _typed.Choice = first;
        _typed.Kind = await Reader.KindAsync(_actor, Chosen, CancellationToken.None) ?? UsageKind.International;
        if (Chosen is { Code: ExceptionReason.ChangedSinceBooked, Id: { } id }) _changed = await Reader.ChangedAsync(_actor, id, CancellationToken.None);
    }

    private string Help(Choice choice) => choice == Choice.TakeNew && _changed is { } changed
        ? changed.Cost is { } cost ? L["Decide_TakeNewFrom", Exact(changed.Stands), Exact(cost)] : L["Decide_TakeNewUnknown"]
        : L[$"DecideHelp_{choice}"];

    private async Task DecideAsync()
    {
        if (_isDeciding || _form is null) return;
        _isDeciding = true;
        try
        {
            _refusal = null;
            await _form.ValidateAsync();
            if (!_form.IsValid) return;
            var outcome = await Operations.DecideAsync(_actor!, Chosen, _typed.Verdict(CultureInfo.CurrentCulture), _typed.Reason, CancellationToken.None);
            if (outcome.Refused is { } why) _refusal = Words(why);
            else if (outcome.Value is { Count: 0, Beyond: > 0 }) _refusal = L["Decide_Beyond", Roles.BillingAdmin];
            else if (outcome.Value is { Count: 0, Waiting: > 0 }) _refusal = L["Decide_StillWaits"];
            else Dialog.Close(DialogResult.Ok(outcome.Value));
        }
        finally
        {
            _isDeciding = false;
        }
    }

    private string Words(Refused why) => RefusalWords.Say(L, why, Organization);
    private string Exact(Money amount) => Format.ExactMoney(amount, Organization.Currency);
}
