using CommsCredits.Domain;
using Microsoft.JSInterop;

namespace CommsCredits.Web.Ledger;

/// <summary>
/// The page of one person's browser tab, as far as it follows the books: whether somebody looks at it, and what it reads and draws after changes. One for each
/// tab (scoped).
/// </summary>
public sealed class PageFeed(PagePulse pulse)
{
    private readonly Lock _lock = new();
    private readonly List<PagePulse.Follower> _followers = [];
    private volatile bool _isSeen = true;

    /// <summary>
    /// For an open page: reads and draws anew after changes of the organization's books, at most once a second, only while somebody looks at the tab, and at
    /// once when somebody looks again. See <see cref="PagePulse"/>.
    /// </summary>
    public IDisposable Follow(Guid organizationId, Func<Task> refresh)
    {
        var follower = pulse.Follow(organizationId, () => _isSeen, refresh);
        lock (_lock) _followers.Add(follower);
        return new Following(this, follower);
    }

    /// <inheritdoc cref="PagePulse.ShareAsync{T}(Actor, object, Func{CancellationToken, Task{T}})" />
    public Task<T> ShareAsync<T>(Actor actor, object what, Func<CancellationToken, Task<T>> read) => pulse.ShareAsync(actor, what, read);

    /// <summary>Called by the browser when the tab is hidden or shown.</summary>
    [JSInvokable]
    public void Seen(bool isSeen)
    {
        _isSeen = isSeen;
        if (!isSeen) return;
        PagePulse.Follower[] followers;
        lock (_lock) followers = [.. _followers];
        foreach (var follower in followers) follower.Look();
    }

    private sealed class Following(PageFeed feed, PagePulse.Follower follower) : IDisposable
    {
        public void Dispose()
        {
            lock (feed._lock) feed._followers.Remove(follower);
            follower.Dispose();
        }
    }
}
