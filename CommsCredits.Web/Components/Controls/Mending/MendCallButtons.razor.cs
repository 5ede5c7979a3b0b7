using CommsCredits.Domain;
using CommsCredits.Web.Ledger;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CommsCredits.Web.Components.Controls.Mending;

/// <summary>The ways to mend the charge of a call, for whoever may, and what came of it.</summary>
public sealed partial class MendCallButtons
{
    private Posted? _posted;
    private string? _of;

    [Parameter, EditorRequired] public string UsageId { get; set; } = "";
    [Parameter, EditorRequired] public Organization Organization { get; set; } = default!;

    /// <summary>What stands of the charge now.</summary>
    [Parameter, EditorRequired] public Money Stands { get; set; }
    [Parameter] public EventCallback OnPosted { get; set; }
    [Inject] private IDialogService Dialogs { get; set; } = default!;

    /// <summary>Another call has no answer yet.</summary>
    protected override void OnParametersSet()
    {
        if (_of != UsageId) (_of, _posted) = (UsageId, null);
    }

    private async Task MendAsync(MendKind kind)
    {
        if (await MendDialog.OpenAsync(Dialogs, new(kind, Organization) { UsageId = UsageId, Suggested = kind == MendKind.Correct ? Stands : null }) is not { } posted) return;
        _posted = posted;
        await OnPosted.InvokeAsync();
    }
}
