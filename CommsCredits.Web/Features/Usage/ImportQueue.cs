using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Runs stored imports one after another, oldest first; after a restart it goes on with what was not finished. It has its own loop, so that recharge and expiry never wait behind a file.</summary>
public sealed class ImportQueue(Database database, UsageImporter importer, UnfinishedImports unfinished, ImportTroubles troubles, TimeProvider clock, ILogger<ImportQueue> log) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(60), s_pauseAfterFault = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _wake = new(0);

    public void Wake() => _wake.Release();

    /// <summary>Runs all that is waiting and comes back; the commands and tests call this.</summary>
    public async Task RunWaitingAsync(CancellationToken cancel)
    {
        while (await NextAsync([], cancel) is { } import)
            await importer.RunAsync(Actor.Job(import.OrganizationId, "import"), import.Id, cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(JobRunner.AfterStart, TimeProvider.System, stoppingToken);
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

    /// <summary>An import that stops does not keep the others waiting; the next round tries it again. False where one stopped.</summary>
    private async Task<bool> RunSafelyAsync(CancellationToken cancel)
    {
        var stopped = new HashSet<Guid>();
        try
        {
            while (await NextAsync(stopped, cancel) is { } import)
                if (!await RunSafelyAsync(import, cancel)) stopped.Add(import.Id);
            await unfinished.SweepAsync(cancel);
            return stopped.Count == 0;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "The imports that wait cannot be read.");
            return false;
        }
    }

    private async Task<bool> RunSafelyAsync(ImportRow import, CancellationToken cancel)
    {
        try
        {
            await importer.RunAsync(Actor.Job(import.OrganizationId, "import"), import.Id, cancel);
            troubles.Over(import.Id);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            troubles.Met(import.Id, StorageTroubles.Of(fault) ?? StorageTrouble.Other);
            log.LogError(fault, "The import {Import} stopped; it goes on behind its last booked line.", import.Id);
            return false;
        }
    }

    private async Task<ImportRow?> NextAsync(HashSet<Guid> without, CancellationToken cancel)
    {
        await using var db = database.Server();
        var now = clock.GetUtcNow().UtcDateTime;
        var open = await db.Imports.IgnoreQueryFilters().AsNoTracking().Where(i => i.State == ImportState.Waiting || i.State == ImportState.Running).OrderBy(i => i.Started).ThenBy(i => i.Id).ToListAsync(cancel);
        return open.Find(i => !without.Contains(i.Id) && importer.IsFree(i, now));
    }
}
