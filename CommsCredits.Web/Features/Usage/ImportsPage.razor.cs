using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
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

    [SupplyParameterFromQuery] public string? Page { get; set; }
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.GetAsync();
        _mayImport = _actor.May(Permission.ImportUsage);
        if (RendererInfo.IsInteractive) _subscription = Feed.Follow(_actor.OrganizationId, () => InvokeAsync(RefreshAsync));
    }

    protected override Task OnParametersSetAsync() => _actor is null ? Task.CompletedTask : ReadAsync();

    private async Task ReadAsync() => _list = await Reader.ListAsync(_actor!, Query.Page(Page), CancellationToken.None);

    private async Task RefreshAsync()
    {
        _list = await Feed.ShareAsync(_actor!, (nameof(ImportList), Query.Page(Page)), cancel => Reader.ListAsync(_actor!, Query.Page(Page), cancel));
        StateHasChanged();
    }

    private string Paged(int by) => Navigation.With(("page", _list!.First / ImportsReader.PageSize + 1 + by));

    public void Dispose() => _subscription?.Dispose();
}
