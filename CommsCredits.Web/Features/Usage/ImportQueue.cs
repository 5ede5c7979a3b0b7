using System.Collections.Concurrent;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage.Reading;
using CommsCredits.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage;

/// <summary>
/// Runs stored imports: of each organization one after another, oldest first, and of several organizations side by side, so that nobody's file waits behind another's. The writer takes turns batch by batch.
/// After a restart it goes on with what was not finished. It has its own loop, so that recharge and expiry never wait behind a file.
/// </summary>
public sealed class ImportQueue(Database database, UsageImporter importer, UnfinishedImports unfinished, ImportTroubles troubles, ImportSettings settings, TimeProvider clock, ILogger<ImportQueue> log) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(60);

    /// <summary>An import that meets an unknown fault so often at the same line is given up: a fault of the program does not go away by itself.</summary>
    public const int MostTries = 5;

    /// <summary>After so long an import that stopped is tried again.</summary>
    public TimeSpan PauseAfterFault { get; init; } = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _wake = new(0);
    private readonly ConcurrentDictionary<Guid, Task> _underWay = new();
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _notBefore = new();
    private readonly ConcurrentDictionary<Guid, long> _served = new();
    private long _round;

    public void Wake() => _wake.Release();

    /// <summary>Runs all that is waiting and comes back; the commands and tests call this.</summary>
    public async Task RunWaitingAsync(CancellationToken cancel)
    {
        while (await WaitingAsync(cancel) is [var import, ..])
            await importer.RunAsync(Actor.Job(import.OrganizationId, "import"), import.Id, cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(JobRunner.AfterStart, TimeProvider.System, stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                var isWell = await BeginAsync(stoppingToken);
                await _wake.WaitAsync(isWell && _notBefore.IsEmpty ? s_pause : PauseAfterFault, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.LogDebug("The import queue stops with the server.");
        }
        finally
        {
            await Task.WhenAll(_underWay.Values);
        }
    }

    /// <summary>Begins one import of each organization that has none under way, whoever waited longest first. False where what waits cannot be read.</summary>
    private async Task<bool> BeginAsync(CancellationToken cancel)
    {
        try
        {
            var waiting = await WaitingAsync(cancel);
            foreach (var import in waiting.DistinctBy(i => i.OrganizationId).OrderBy(i => _served.GetValueOrDefault(i.OrganizationId)))
            {
                if (_underWay.Count >= settings.OrganizationsAtOnce) break;
                _served[import.OrganizationId] = ++_round;
                // Noted before it begins: it may be over before the task is known here
                _underWay[import.OrganizationId] = Task.CompletedTask;
                _underWay.TryUpdate(import.OrganizationId, Task.Run(() => RunSafelyAsync(import, cancel), CancellationToken.None), Task.CompletedTask);
            }
            if (waiting.Count == 0 && _underWay.IsEmpty) await unfinished.SweepAsync(cancel);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "The imports that wait cannot be read.");
            return false;
        }
    }

    /// <summary>An import that stops does not keep the others waiting; it is tried again after a pause.</summary>
    private async Task RunSafelyAsync(ImportRow import, CancellationToken cancel)
    {
        var actor = Actor.Job(import.OrganizationId, "import");
        try
        {
            await importer.RunAsync(actor, import.Id, cancel);
            troubles.Over(import.Id);
            _notBefore.TryRemove(import.Id, out _);
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("The import {Import} stops with the server.", import.Id);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "The import {Import} stopped; it goes on behind its last booked line.", import.Id);
            _notBefore[import.Id] = TimeProvider.System.GetUtcNow() + PauseAfterFault;
            await MetAsync(actor, import.Id, StorageTroubles.Of(fault) ?? StorageTrouble.Other, cancel);
        }
        finally
        {
            _underWay.TryRemove(import.OrganizationId, out _);
            Wake();
        }
    }

    private async Task MetAsync(Actor actor, Guid importId, StorageTrouble trouble, CancellationToken cancel)
    {
        try
        {
            var line = await importer.LastLineAsync(actor, importId, cancel);
            if (troubles.Met(importId, trouble, line) < MostTries || trouble != StorageTrouble.Other) return;
            await importer.GiveUpAsync(actor, importId, FileFault.Broken, cancel);
            troubles.Over(importId);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "What stopped the import {Import} cannot be noted.", importId);
            troubles.Met(importId, trouble);
        }
    }

    /// <summary>What can begin now, oldest first: nothing of an organization that has one under way.</summary>
    private async Task<List<ImportRow>> WaitingAsync(CancellationToken cancel)
    {
        await using var db = database.Server();
        var (now, real) = (clock.GetUtcNow().UtcDateTime, TimeProvider.System.GetUtcNow());
        var open = await db.Imports.IgnoreQueryFilters().AsNoTracking().Where(i => i.State == ImportState.Waiting || i.State == ImportState.Running).OrderBy(i => i.Started).ThenBy(i => i.Id).ToListAsync(cancel);
        foreach (var over in _notBefore.Keys.Except(open.Select(i => i.Id))) _notBefore.TryRemove(over, out _);
        return open.FindAll(i => !_underWay.ContainsKey(i.OrganizationId) && !(_notBefore.TryGetValue(i.Id, out var until) && until > real) && importer.IsFree(i, now));
    }
}
