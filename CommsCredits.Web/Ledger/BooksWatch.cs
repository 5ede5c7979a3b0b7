using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Ledger;

/// <summary>
/// Sees what another process wrote - an operator's command beside a running server - by the heads of the chains, twice a second, and tells the feed: open pages and jobs follow it as if it had been posted here.
/// </summary>
public sealed class BooksWatch(Database database, BalanceFeed feed, ILogger<BooksWatch> log) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<Guid, long> _told = [];
    private readonly Lock _lock = new();

    /// <summary>Compares the heads with what was told before, and announces those that moved. The first look only remembers.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        await using var db = database.Server();
        var heads = await db.Pools.IgnoreQueryFilters().AsNoTracking().Select(p => new LedgerChange(p.OrganizationId, p.HeadSequence)).ToListAsync(cancel);
        foreach (var head in heads.Where(IsNews)) feed.Announce(head);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What this process writes is told at once by the writer: it is no news here.
        using var subscription = feed.Subscribe(null, change => IsNews(change));
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await Task.Delay(s_pause, TimeProvider.System, stoppingToken);
                await LookSafelyAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.LogDebug("The watch ends with the server.");
        }
    }

    private async Task LookSafelyAsync(CancellationToken cancel)
    {
        try
        {
            await LookAsync(cancel);
        }
        catch (DatabaseLostException lost)
        {
            // Said once, by the file's own watch.
            log.LogDebug(lost, "The database is lost.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "The heads of the books could not be read; the next look follows.");
        }
    }

    private bool IsNews(LedgerChange head)
    {
        lock (_lock)
        {
            var isKnown = _told.TryGetValue(head.OrganizationId, out var told);
            if (!isKnown || head.HeadSequence > told) _told[head.OrganizationId] = head.HeadSequence;
            return isKnown && head.HeadSequence > told;
        }
    }
}
