namespace CommsCredits.Web.Security;

/// <summary>
/// Which sign-ins have come back already. The cookie that ties one to its browser is in the browser's hands, and so could be shown again and again, each time with a request of ours to the issuer: a state is good
/// once, and for as long as somebody may take to sign in.
/// </summary>
public sealed class UsedStates(TimeProvider? time = null)
{
    /// <summary>How long a person may take at the issuer.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(15);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Lock _lock = new();
    private HashSet<string> _now = [], _before = [];
    private DateTimeOffset _since;

    /// <summary>False for a state that was used, or that was given out longer ago than <see cref="GoodFor"/>.</summary>
    /// <param name="number">The state's own, which nobody else has.</param>
    /// <param name="given">When the sign-in began, as the state itself says.</param>
    public bool Use(string number, DateTimeOffset given)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            if (now - given > GoodFor) return false;
            // Two halves, each as long as a state is good: what fell out of both is too old anyway
            if (now - _since > GoodFor) (_before, _now, _since) = (now - _since > 2 * GoodFor ? [] : _now, [], now);
            return !_before.Contains(number) && _now.Add(number);
        }
    }
}
