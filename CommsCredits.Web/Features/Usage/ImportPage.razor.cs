using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Usage;

/// <summary>One import, live while it runs. The job does not need the page: what is shown is read from the database again and again.</summary>
public sealed partial class ImportPage : IAsyncDisposable
{
    private static readonly TimeSpan s_refresh = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource _gone = new();
    private Actor? _actor;
    private ImportView? _view;
    private bool _missing, _mayImport;
    private IDisposable? _subscription;
    private Task _following = Task.CompletedTask;

    [Parameter] public Guid Id { get; set; }
    [CascadingParameter] private HttpContext? Http { get; set; }
    [Inject] private UsageOperations Operations { get; set; } = default!;
    [Inject] private ImportsReader Reader { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private PageFeed Feed { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        _actor ??= await Current.GetAsync();
        _mayImport = _actor.May(Permission.ImportUsage);
        if (RendererInfo.IsInteractive) _subscription ??= Feed.Follow(_actor.OrganizationId, () => InvokeAsync(HeardAsync));
        await ReadAsync();
        if (_missing) Http.SayNotFound();
        if (!RendererInfo.IsInteractive) return;
        Follow();
    }

    private async Task StopAsync()
    {
        await Operations.StopImportAsync(_actor!, Id, CancellationToken.None);
        await ReadAsync();
    }

    private async Task ResumeAsync()
    {
        await Operations.ResumeImportAsync(_actor!, Id, CancellationToken.None);
        await ReadAsync();
        Follow();
    }

    private void Follow()
    {
        if (_view is { Import.IsUnderWay: true } && _following.IsCompleted) _following = FollowAsync();
    }

    private string Lead(ImportSummary import) => import.IsUnderWay
        ? L[import.Lines == 0 ? "Import_LeadWaiting" : "Import_LeadRunning", Format.Number(import.Lines)]
        : L["Import_LeadDone", Format.Number(import.Records), Format.Number(import.Lines), Format.Number(import.Known), Format.Number(import.Open), Format.Number(import.Unreadable)];

    /// <summary>While the import runs its own rhythm draws the page; a finished one changes when somebody books elsewhere.</summary>
    private async Task HeardAsync()
    {
        if (!_following.IsCompleted || _gone.IsCancellationRequested) return;
        await ReadAsync();
        Follow();
        StateHasChanged();
    }

    private async Task FollowAsync()
    {
        using var rhythm = new PeriodicTimer(s_refresh);
        try
        {
            while (_view is { Import.IsUnderWay: true } && await rhythm.WaitForNextTickAsync(_gone.Token))
            {
                await InvokeAsync(async () =>
                {
                    await ReadAsync();
                    StateHasChanged();
                });
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed; the import goes on.
        }
    }

    private async Task ReadAsync()
    {
        if (_gone.IsCancellationRequested) return;
        _view = await Reader.ViewAsync(_actor!, Id, CancellationToken.None);
        _missing = _view is null;
    }

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        await _gone.CancelAsync();
    }
}
