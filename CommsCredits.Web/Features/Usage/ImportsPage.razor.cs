using CommsCredits.Domain;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Usage;

/// <summary>All imports, and where a file is brought in.</summary>
public sealed partial class ImportsPage : IDisposable
{
    private ImportList? _list;
    private Actor? _actor;
    private bool _mayImport;
    private IDisposable? _subscription;

    [Inject] private ImportsReader Reader { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private PageFeed Feed { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.GetAsync();
        _mayImport = _actor.May(Permission.ImportUsage);
        if (RendererInfo.IsInteractive) _subscription = Feed.Follow(_actor.OrganizationId, () => InvokeAsync(RefreshAsync));
        _list = await Reader.ListAsync(_actor, CancellationToken.None);
    }

    private async Task RefreshAsync()
    {
        _list = await Feed.ShareAsync(_actor!, nameof(ImportList), cancel => Reader.ListAsync(_actor!, cancel));
        StateHasChanged();
    }

    public void Dispose() => _subscription?.Dispose();
}
