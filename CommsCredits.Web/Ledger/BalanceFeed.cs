namespace CommsCredits.Web.Ledger;

/// <summary>What a committed write changed, for open pages and waiting jobs. Never the truth: whoever hears it reads the database.</summary>
public sealed record LedgerChange(Guid OrganizationId, long HeadSequence);

/// <summary>
/// Tells open pages that the books moved, and wakes the jobs. Subscribers are called after the commit, outside the write gate, each in its own context: a page that draws itself anew stays in the
/// language of its reader, whoever posted. A subscriber's fault is its own.
/// </summary>
public sealed class BalanceFeed(ILogger<BalanceFeed> log)
{
    private readonly Lock _lock = new();
    private readonly List<Subscription> _subscriptions = [];

    /// <summary>Null organization: every organization (the jobs).</summary>
    public IDisposable Subscribe(Guid? organizationId, Action<LedgerChange> heard)
    {
        var subscription = new Subscription(this, organizationId, heard, ExecutionContext.Capture());
        lock (_lock) _subscriptions.Add(subscription);
        return subscription;
    }

    /// <summary>
    /// For an open page: reads and draws anew after a change, at once if nothing was heard for a second, else together with whatever else is heard within that second. A page never falls further behind, and an import of many
    /// batches costs it a drawing a second. The next one begins only when the last has ended.
    /// </summary>
    public IDisposable Follow(Guid organizationId, Func<Task> refresh)
    {
        var follower = new Follower(refresh, log);
        follower.Subscription = Subscribe(organizationId, _ => follower.Hear());
        return follower;
    }

    public void Announce(LedgerChange change)
    {
        Subscription[] heard;
        lock (_lock) heard = [.. _subscriptions.Where(s => s.OrganizationId is null || s.OrganizationId == change.OrganizationId)];
        foreach (var subscription in heard)
        {
            try
            {
                subscription.Hear(change);
            }
            catch (Exception fault)
            {
                log.LogError(fault, "A page that listens for the balance failed.");
            }
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_lock) _subscriptions.Remove(subscription);
    }

    private sealed record Subscription(BalanceFeed Feed, Guid? OrganizationId, Action<LedgerChange> Heard, ExecutionContext? Context) : IDisposable
    {
        public void Hear(LedgerChange change)
        {
            if (Context is null) Heard(change);
            else ExecutionContext.Run(Context, _ => Heard(change), null);
        }

        public void Dispose() => Feed.Remove(this);
    }
    private sealed class Follower(Func<Task> refresh, ILogger log) : IDisposable
    {
        private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

        private readonly Lock _lock = new();
        private bool _isDue, _isAtWork, _isDisposed;

        public IDisposable? Subscription { get; set; }

        public void Hear()
        {
            lock (_lock)
            {
                _isDue = true;
                if (_isAtWork) return;
                _isAtWork = true;
            }
            _ = WorkAsync();
        }

        public void Dispose()
        {
            lock (_lock) _isDisposed = true;
            Subscription?.Dispose();
        }

        private async Task WorkAsync()
        {
            while (MayGoOn())
            {
                try
                {
                    await refresh();
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    // A page that is gone needs nothing; one that lives reads again at the next change, and a person's click shows the fault.
                    log.LogDebug(fault, "A page that follows the books could not be drawn anew.");
                }
                await Task.Delay(s_pause);
            }
        }

        private bool MayGoOn()
        {
            lock (_lock)
            {
                _isAtWork = _isDue && !_isDisposed;
                _isDue = false;
                return _isAtWork;
            }
        }
    }
}
