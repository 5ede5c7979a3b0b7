namespace CommsCredits.Web.Setup;

/// <summary>Writes into the log who asks for more than their share: once a minute for each caller, so that a flood of requests is no flood of lines.</summary>
public sealed class OverLimit(ILogger<OverLimit> log)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _told = [];
    private long _minute;

    public void Tell(string caller, PathString path)
    {
        lock (_lock)
        {
            var minute = TimeProvider.System.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
            if (minute != _minute) _told.Clear();
            _minute = minute;
            if (!_told.Add(caller)) return;
        }
        log.LogWarning("{Caller} was over a limit, first at {Path}; more of this minute is not written.", caller, path);
    }
}
