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
}
