using CommsCredits.Web.Setup;
using Microsoft.Extensions.Logging;

namespace CommsCredits.Tests.Setup;

/// <summary>A flood of requests is no flood of lines in the log.</summary>
public sealed class OverLimitTests
{
    [Fact]
    public void EachCaller_IsToldOfOnceAMinute()
    {
        var log = new Lines();
        var limit = new OverLimit(log);
        for (var i = 0; i < 200; i++)
        {
            limit.Tell("192.0.2.1", "/api/v1/pool");
            limit.Tell("key 7", "/usage/imports");
        }
        // A minute may have begun in between
        Assert.InRange(log.Written.Count, 2, 4);
        Assert.Contains(log.Written, l => l.Contains("192.0.2.1 was over a limit, first at /api/v1/pool", StringComparison.Ordinal));
        Assert.Contains(log.Written, l => l.Contains("key 7", StringComparison.Ordinal));
    }

    private sealed class Lines : ILogger<OverLimit>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Written.Add(formatter(state, exception));
    }
}
