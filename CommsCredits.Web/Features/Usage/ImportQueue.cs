using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Runs stored imports one after another, oldest first; after a restart it goes on with what was not finished. It has its own loop, so that recharge and expiry never wait behind a file.</summary>
public sealed class ImportQueue(Database database, UsageImporter importer, TimeProvider clock, ILogger<ImportQueue> log) : BackgroundService
{
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
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunWaitingAsync(stoppingToken);
                await _wake.WaitAsync(TimeSpan.FromSeconds(60), stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "An import stopped; it goes on behind its last booked line.");
                await Task.Delay(TimeSpan.FromSeconds(10), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<ImportRow?> NextAsync(CancellationToken cancel)
    {
        await using var db = database.Server();
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.Imports.IgnoreQueryFilters().AsNoTracking().Where(i => (i.State == ImportState.Waiting || i.State == ImportState.Running) && (i.ClaimedUntil == null || i.ClaimedUntil < now)).OrderBy(i => i.Started).FirstOrDefaultAsync(cancel);
    }
}
