using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Runs stored imports one after another, oldest first; after a restart it goes on with what was not finished. It has its own loop, so that recharge and expiry never wait behind a file.</summary>
public sealed class ImportQueue(Database database, UsageImporter importer, TimeProvider clock, ILogger<ImportQueue> log) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(60), s_pauseAfterFault = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _wake = new(0);

    public void Wake() => _wake.Release();

    /// <summary>Runs all that is waiting and comes back; the commands and tests call this.</summary>
    public async Task RunWaitingAsync(CancellationToken cancel)
    {
        while (await NextAsync(cancel) is { } import)
            await importer.RunAsync(Actor.Job(import.OrganizationId, "import"), import.Id, cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var pause = await RunSafelyAsync(stoppingToken) ? s_pause : s_pauseAfterFault;
                await _wake.WaitAsync(pause, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.LogDebug("The import queue stops with the server.");
        }
    }

    private async Task<bool> RunSafelyAsync(CancellationToken cancel)
    {
        try
        {
            await RunWaitingAsync(cancel);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "An import stopped; it goes on behind its last booked line.");
            return false;
        }
    }

    private async Task<ImportRow?> NextAsync(CancellationToken cancel)
    {
        await using var db = database.Server();
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.Imports.IgnoreQueryFilters().AsNoTracking().Where(i => (i.State == ImportState.Waiting || i.State == ImportState.Running) && (i.ClaimedUntil == null || i.ClaimedUntil < now)).OrderBy(i => i.Started).FirstOrDefaultAsync(cancel);
    }
}
