using CommsCredits.Domain.Rating;

namespace CommsCredits.Domain.Calls;

/// <summary>Minutes used of a pool in a period: before the calls at hand, and now.</summary>
public sealed record MinuteUse(MinutePool Pool, string Period, int Before, int Used);

/// <summary>
/// The minute pools of an organization while calls are booked, one after another (R9.2). The start of a call decides its pool and month (R4.2); of several pools the one that
/// resets, or ends, soonest pays first (I18). A domestic and an international pool of the same plan end together: the cap is reached when either is (R9.3).
/// </summary>
public sealed class MinutePools
{
    private readonly LocalCalendar _calendar;
    private readonly MinutePool[] _pools;
    private readonly HashSet<string> _capabilities;
    private readonly Dictionary<(Guid Pool, string Period), int> _stored;
    private readonly Dictionary<(Guid Pool, string Period), int> _used;

    /// <param name="used">Minutes used so far by pool and period; what is not listed is unused.</param>
    public MinutePools(LocalCalendar calendar, IEnumerable<MinutePool> pools, IEnumerable<(Guid Pool, string Period, int Minutes)> used)
    {
        _calendar = calendar;
        _pools = [.. pools];
        _capabilities = new(_pools.SelectMany(p => p.Capabilities), StringComparer.OrdinalIgnoreCase);
        _stored = used.ToDictionary(u => (u.Pool, u.Period), u => u.Minutes);
        _used = new(_stored);
    }

    public static MinutePools None(LocalCalendar calendar) => new(calendar, [], []);

    /// <summary>True where what becomes of the call may depend on the pools: such a call is decided in the order of booking, not ahead of it.</summary>
    public bool MayCover(CallRecord call) => _capabilities.Contains(call.Capability);

    /// <summary>What the pools would give to a call now; nothing is taken yet. Null where no pool covers it.</summary>
    public MinuteShare? Look(CallRecord call)
    {
        if (!MayCover(call)) return null;
        var takings = new List<MinuteTaking>();
        var beyond = call.Seconds;
        foreach (var pool in _pools.Where(p => p.Covers(call) && IsOpen(p, call.Start)).OrderBy(p => EndOf(p, call.Start)).ThenBy(p => p.ValidFrom).ThenBy(p => p.Id))
        {
            var (period, left) = (PeriodOf(pool, call.Start), Left(pool, call.Start));
            if (left > 0 && EndedWith(pool, call.Start) is { } other)
            {
                takings.Add(new(pool, period, left, 0, other));
                continue;
            }
            if (beyond == 0 && takings.Count > 0) break;
            var share = Rater.BeyondIncluded(left, beyond);
            takings.Add(new(pool, period, left, share.Minutes));
            beyond = share.SecondsBeyond;
        }
        return takings.Count == 0 ? null : new(takings, beyond);
    }

    /// <summary>Takes what <see cref="Look"/> found, when the call is booked.</summary>
    public void Take(MinuteShare share)
    {
        foreach (var taking in share.Takings.Where(t => t.Taken > 0))
            _used[(taking.Pool.Id, taking.Period)] = Used(taking.Pool.Id, taking.Period) + taking.Taken;
    }

    /// <summary>Where more was used than before: what is to be stored and told.</summary>
    public IEnumerable<MinuteUse> Changes() =>
        from pool in _pools
        from used in _used
        where used.Key.Pool == pool.Id && used.Value != _stored.GetValueOrDefault(used.Key)
        select new MinuteUse(pool, used.Key.Period, _stored.GetValueOrDefault(used.Key), used.Value);

    /// <summary>Minutes left of a pool for a call that starts then; never below zero, also where licences went since.</summary>
    public int Left(MinutePool pool, DateTime start) => Math.Max(0, pool.Size - Used(pool.Id, PeriodOf(pool, start)));

    public int Used(MinutePool pool, DateTime at) => Used(pool.Id, PeriodOf(pool, at));

    public bool IsOpen(MinutePool pool, DateTime start) =>
        start >= _calendar.StartOf(pool.ValidFrom) && (pool.LastDay is not { } last || start < _calendar.EndOf(last));

    /// <summary>The other pool of the same plan whose minutes are used up, where one of the two is domestic and the other international.</summary>
    public MinutePool? EndedWith(MinutePool pool, DateTime start) => pool.Scope == PoolScope.All || pool.Reset != PoolReset.Monthly ? null
        : Array.Find(_pools, other => other.Scope != PoolScope.All && other.Scope != pool.Scope && other.Reset == PoolReset.Monthly && other.Size > 0
            && other.Capabilities.Intersect(pool.Capabilities, StringComparer.OrdinalIgnoreCase).Any() && IsOpen(other, start) && Left(other, start) == 0);

    private int Used(Guid pool, string period) => _used.GetValueOrDefault((pool, period));

    private string PeriodOf(MinutePool pool, DateTime start) => pool.Reset == PoolReset.Monthly ? _calendar.MonthOf(start).ToString() : MinuteTaking.Once;

    /// <summary>When what is left is gone: the end of the month, or of the pool.</summary>
    private DateTime EndOf(MinutePool pool, DateTime start)
    {
        var last = pool.LastDay is { } day ? _calendar.EndOf(day) : DateTime.MaxValue;
        if (pool.Reset != PoolReset.Monthly) return last;
        var reset = _calendar.EndOf(_calendar.MonthOf(start));
        return reset < last ? reset : last;
    }
}
