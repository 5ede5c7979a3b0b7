using CommsCredits.Domain;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>Makes a backup at once and says what became of it.</summary>
public sealed partial class BackUpButton
{
    private bool _isBacking;

    [Parameter] public string? Class { get; set; }
    [Parameter] public bool Disabled { get; set; }
    [Parameter, EditorRequired] public EventCallback<Outcome<DateTime>> OnDone { get; set; }
    [Inject] private BackupOperations Operations { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;

    private async Task BackUpAsync()
    {
        if (_isBacking) return;
        _isBacking = true;
        try
        {
            await OnDone.InvokeAsync(await Operations.BackUpAsync(await Current.GetAsync(), CancellationToken.None));
        }
        finally
        {
            _isBacking = false;
        }
    }
}
