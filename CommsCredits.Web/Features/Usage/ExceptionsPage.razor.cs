using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Everything that waits for a person, whatever file it came with.</summary>
public sealed partial class ExceptionsPage : IDisposable
{
    private OpenExceptions? _open;
    private Actor? _actor;
    private IDisposable? _subscription;

    [Inject] private ImportsReader Reader { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private BalanceFeed Feed { get; set; } = default!;

    private string? Lead => _open is not { } open ? null : L[open.Total == 0 ? "Exceptions_LeadNone" : "Exceptions_Lead", Format.Number(open.Total), Format.Number(open.Groups.Count)].Value;

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.GetAsync();
        _open = await Reader.ExceptionsAsync(_actor, CancellationToken.None);
        if (RendererInfo.IsInteractive) _subscription = Feed.Subscribe(_actor.OrganizationId, _ => InvokeAsync(RefreshAsync));
    }

    private async Task RefreshAsync()
    {
        _open = await Reader.ExceptionsAsync(_actor!, CancellationToken.None);
        StateHasChanged();
    }

    public void Dispose() => _subscription?.Dispose();
}
