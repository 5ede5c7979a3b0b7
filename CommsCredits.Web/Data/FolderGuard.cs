namespace CommsCredits.Web.Data;

/// <summary>Holds the data folder while the portal runs, so that no restore takes its database away.</summary>
public sealed class FolderGuard(DataFolder folder) : IHostedService, IDisposable
{
    private FolderLock? _held;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _held = FolderLock.Shared(folder);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _held?.Dispose();
}
