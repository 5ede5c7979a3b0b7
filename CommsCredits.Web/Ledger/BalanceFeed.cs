namespace CommsCredits.Web.Ledger;

/// <summary>What a committed write changed, for open pages and waiting jobs. Never the truth: whoever hears it reads the database.</summary>
public sealed record LedgerChange(Guid OrganizationId, long HeadSequence);

/// <summary>
/// Tells open pages that the books moved, and wakes the jobs. Subscribers are called after the commit, outside the write gate; a subscriber's fault is its own.
/// </summary>
public sealed class BalanceFeed(ILogger<BalanceFeed> log)
{
    private readonly Lock _lock = new();
    private readonly List<Subscription> _subscriptions = [];

    /// <summary>Null organization: every organization (the jobs).</summary>
    public IDisposable Subscribe(Guid? organizationId, Action<LedgerChange> heard)
    {
        var subscription = new Subscription(this, organizationId, heard);
        lock (_lock) _subscriptions.Add(subscription);
        return subscription;
    }

    public void Announce(LedgerChange change)
    {
        Subscription[] heard;
        lock (_lock) heard = [.. _subscriptions.Where(s => s.OrganizationId is null || s.OrganizationId == change.OrganizationId)];
        foreach (var subscription in heard)
        {
            try
            {
                subscription.Heard(change);
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

    private sealed record Subscription(BalanceFeed Feed, Guid? OrganizationId, Action<LedgerChange> Heard) : IDisposable
    {
        public void Dispose() => Feed.Remove(this);
    }
}
