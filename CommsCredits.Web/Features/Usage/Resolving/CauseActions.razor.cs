using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CommsCredits.Web.Features.Usage.Resolving;

/// <summary>What can be done about a cause, for whoever may: the fix first, then booking again, then deciding.</summary>
public sealed partial class CauseActions
{
    private bool _isWorking;

    [Parameter, EditorRequired] public ExceptionGroup Group { get; set; } = default!;
    [Parameter, EditorRequired] public Actor Actor { get; set; } = default!;
    [Parameter, EditorRequired] public Organization Organization { get; set; } = default!;
    [Parameter] public EventCallback<Resolved> OnResolved { get; set; }

    /// <summary>A decision for all alike is wanted.</summary>
    [Parameter] public EventCallback OnDecide { get; set; }
    [Inject] private IDialogService Dialogs { get; set; } = default!;
    [Inject] private ExceptionOperations Operations { get; set; } = default!;

    private bool MayWork => Actor.May(Permission.ImportUsage);
    private bool MayDecide => DecideForm.ChoicesFor(Group.Code, false, Actor).Count > 0;

    private CodeKind? CodeKindOf => Group.Code switch
    {
        ExceptionReason.UnknownCallType => CodeKind.CallType,
        ExceptionReason.UnknownCapability => CodeKind.Capability,
        _ => null,
    };

    private bool CanRebook => Group.Code is ExceptionReason.NoRate or ExceptionReason.UnknownCallType or ExceptionReason.UnknownCapability or ExceptionReason.NumberMasked or ExceptionReason.StartInFuture or ExceptionReason.ImplausibleCharge;

    private string RateHref => $"/rates?prefix={Uri.EscapeDataString(PhoneNumber.DigitsOf(Group.Figures is [_, var number, ..] ? number : "").TrimEnd('*'))}";

    private async Task MapAsync(CodeKind kind)
    {
        var resolved = await MapDialog.OpenAsync(Dialogs, new() { { d => d.Kind, kind }, { d => d.Code, Group.Key }, { d => d.Count, Group.Count }, { d => d.Organization, Organization } });
        if (resolved is not null) await OnResolved.InvokeAsync(resolved);
    }

    private async Task RebookAsync()
    {
        _isWorking = true;
        try
        {
            var outcome = await Operations.RebookAsync(Actor, new(Group.Code, Group.Key), CancellationToken.None);
            await OnResolved.InvokeAsync(outcome.Value);
        }
        finally
        {
            _isWorking = false;
        }
    }
}
