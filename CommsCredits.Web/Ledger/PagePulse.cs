using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CommsCredits.Domain;

namespace CommsCredits.Web.Ledger;

/// <summary>
/// Keeps open pages up to date without letting them slow the books. All pages of an organization draw on the same beat: at once after a change, then at most
/// once a second while changes go on, so an import of many batches costs each page one drawing a second. What they read on a beat is read once and shared.
/// Pages draw a few at a time, beside the work that changed the books and never inside it. Safe for use by several threads.
/// </summary>
public sealed class PagePulse : IDisposable
{
    /// <summary>Between two beats of an organization.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_longestKept = 2 * Pause;

    /// <summary>A page that waits for its browser keeps the others waiting no longer than this.</summary>
    private static readonly TimeSpan s_longestTurn = TimeSpan.FromSeconds(1);

    /// <summary>After a drawing its turn rests as long as it took, but no longer than this: half of what pages could take of the processors is left to the books.</summary>
    private static readonly TimeSpan s_longestRest = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<Guid, Organization> _organizations = new();
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly IDisposable _subscription;
    private readonly ILogger<PagePulse> _log;

    public PagePulse(BalanceFeed feed, ILogger<PagePulse> log)
    {
        _log = log;
        _subscription = feed.Subscribe(null, change =>
        {
            if (_organizations.TryGetValue(change.OrganizationId, out var organization)) organization.Hear();
        });
    }

    /// <summary>
    /// Calls <paramref name="refresh"/> after changes, on the organization's beat and in the language of the caller, never twice at a time. A fault of it is
    /// logged and the next change calls it again.
    /// </summary>
    /// <param name="organizationId">Whose changes are followed.</param>
    /// <param name="isSeen">False while nobody looks at the page: nothing is called then. See <see cref="Follower.Look"/>.</param>
    /// <param name="refresh">Reads and draws the page.</param>
    public Follower Follow(Guid organizationId, Func<bool> isSeen, Func<Task> refresh)
    {
        var organization = _organizations.GetOrAdd(organizationId, _ => new());
        var follower = new Follower(this, organization, isSeen, refresh);
        organization.Add(follower);
        return follower;
    }

    /// <summary>
    /// The reading of the last beat: the first page that asks reads, the others wait for it and get the same. Only for readings that depend on nothing but the
    /// books, the permissions of the actor, the language and <paramref name="what"/>; what is read is never changed.
    /// </summary>
    /// <param name="actor">Whose permissions the reading depends on; only actors with the same ones share it.</param>
    /// <param name="what">What is read: a value with equality, such as a name and a filter.</param>
    /// <param name="read">Reads it. Is not stopped when the page that began it is left: others may wait for it.</param>
    public Task<T> ShareAsync<T>(Actor actor, object what, Func<CancellationToken, Task<T>> read) =>
        _organizations.TryGetValue(actor.OrganizationId, out var organization)
            ? organization.ShareAsync(($"{CultureInfo.CurrentUICulture.Name} {string.Join(' ', actor.Permissions.Order())}", what), read)
            : read(CancellationToken.None);

    public void Dispose()
    {
        _subscription.Dispose();
        _turns.Dispose();
    }

    /// <summary>One open page.</summary>
    public sealed class Follower : IDisposable
    {
        private readonly PagePulse _pulse;
        private readonly Organization _organization;
        private readonly Func<bool> _isSeen;
        private readonly Func<Task> _refresh;
        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private readonly Lock _lock = new();
        private bool _isDue, _isAtWork, _isDisposed;

        internal Follower(PagePulse pulse, Organization organization, Func<bool> isSeen, Func<Task> refresh) =>
            (_pulse, _organization, _isSeen, _refresh) = (pulse, organization, isSeen, refresh);

        /// <summary>Somebody looks at the page again: what it missed is drawn.</summary>
        public void Look() => Begin();

        public void Dispose()
        {
            lock (_lock) _isDisposed = true;
            _organization.Remove(this);
        }

        internal void Hear()
        {
            lock (_lock) _isDue = true;
            Begin();
        }

        private void Begin()
        {
            lock (_lock)
            {
                if (!_isDue || _isAtWork || _isDisposed || !_isSeen()) return;
                _isAtWork = true;
            }
            if (_context is null) _ = Task.Run(WorkAsync);
            else ExecutionContext.Run(_context, _ => _ = Task.Run(WorkAsync), null);
        }

        private async Task WorkAsync()
        {
            while (MayGoOn())
            {
                await _pulse._turns.WaitAsync();
                var (begun, work) = (Stopwatch.GetTimestamp(), DrawAsync());
                try
                {
                    await Task.WhenAny(work, Task.Delay(s_longestTurn));
                    var took = Stopwatch.GetElapsedTime(begun);
                    await Task.Delay(took < s_longestRest ? took : s_longestRest);
                }
                finally
                {
                    _pulse._turns.Release();
                }
                await work;
            }
        }

        private async Task DrawAsync()
        {
            try
            {
                await _refresh();
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A page that is gone needs nothing; one that lives reads again at the next change, and a person's click shows the fault.
                _pulse._log.LogDebug(fault, "A page that follows the books could not be drawn anew.");
            }
            catch (OperationCanceledException)
            {
                // The page was left while it was reading.
            }
        }

        private bool MayGoOn()
        {
            lock (_lock)
            {
                _isAtWork = _isDue && !_isDisposed && _isSeen();
                if (_isAtWork) _isDue = false;
                return _isAtWork;
            }
        }
    }

    /// <summary>The beat of one organization, and what was read on it.</summary>
    internal sealed class Organization
    {
        private readonly Lock _lock = new();
        private readonly List<Follower> _followers = [];
        private readonly Dictionary<(string For, object What), (Task Reading, long Begun)> _readings = [];
        private bool _isDue, _isBeating;

        public void Add(Follower follower)
        {
            lock (_lock) _followers.Add(follower);
        }

        public void Remove(Follower follower)
        {
            lock (_lock) _followers.Remove(follower);
        }

        public void Hear()
        {
            lock (_lock)
            {
                _isDue = _followers.Count > 0;
                if (!_isDue || _isBeating) return;
                _isBeating = true;
            }
            // Never in the thread of the write that is announced
            _ = Task.Run(BeatAsync);
        }

        public Task<T> ShareAsync<T>((string For, object What) key, Func<CancellationToken, Task<T>> read)
        {
            lock (_lock)
            {
                // Long after the beat - a page that nobody looked at, or that was kept waiting - time itself has moved
                if (!_readings.TryGetValue(key, out var known) || Stopwatch.GetElapsedTime(known.Begun) > s_longestKept)
                    _readings[key] = known = (Task.Run(() => read(CancellationToken.None)), Stopwatch.GetTimestamp());
                return (Task<T>)known.Reading;
            }
        }

        private async Task BeatAsync()
        {
            while (Beat() is { } followers)
            {
                foreach (var follower in followers) follower.Hear();
                await Task.Delay(Pause);
            }
        }

        /// <summary>The pages to draw, or null where nothing was heard since the last beat.</summary>
        private Follower[]? Beat()
        {
            lock (_lock)
            {
                _isBeating = _isDue;
                if (!_isDue) return null;
                _isDue = false;
                _readings.Clear();
                return [.. _followers];
            }
        }
    }
}
