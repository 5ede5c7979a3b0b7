using System.Threading.RateLimiting;
using CommsCredits.Domain;
using CommsCredits.Web.Setup;

namespace CommsCredits.Web.Security;

/// <summary>Too many searches and exports wait already; this one is not begun.</summary>
public sealed class TooBusyException() : Exception("Too many searches and exports are under way.");

/// <summary>
/// Turns for what reads much: searches and exports. A few at a time for each person or key, a few more in all, and a short queue, so that one person's searches slow nobody else's page. They run on threads of
/// their own: reading a database of this kind holds its thread.
/// </summary>
public sealed class ReadTurns(HostSettings settings) : IDisposable
{
    /// <summary>How many of one person wait; more are refused.</summary>
    public const int QueueOfPerson = 8;
    private const int MostWaiting = 10_000;
    private readonly PartitionedRateLimiter<string> _turns = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetConcurrencyLimiter(who, _ => Of(settings.SearchesPerPerson, QueueOfPerson))),
        // Only what has its person's turn waits here
        PartitionedRateLimiter.Create<string, string>(_ => RateLimitPartition.GetConcurrencyLimiter("all", _ => Of(settings.SearchesInAll, MostWaiting))));

    /// <summary>Waits for a turn; disposing the answer gives it back. Throws <see cref="TooBusyException"/> where the queue is full.</summary>
    public async Task<IDisposable> EnterAsync(string who, CancellationToken cancel)
    {
        var turn = await _turns.AcquireAsync(who, 1, cancel).ConfigureAwait(false);
        if (turn.IsAcquired) return turn;
        turn.Dispose();
        throw new TooBusyException();
    }

    /// <summary>Reads in its turn. Throws <see cref="TooBusyException"/>; <see cref="OperationCanceledException"/> as soon as nobody waits for the answer.</summary>
    public async Task<T> RunAsync<T>(Actor actor, Func<CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        using var turn = await EnterAsync(actor.Id, cancel).ConfigureAwait(false);
        return await Task.Run(() => read(cancel), cancel).ConfigureAwait(false);
    }

    public void Dispose() => _turns.Dispose();

    private static ConcurrencyLimiterOptions Of(int permits, int queue) => new() { PermitLimit = permits, QueueLimit = queue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };
}

/// <summary>Marks an endpoint that waits for its turn among searches and exports.</summary>
public sealed class ReadsMuch
{
    public static readonly ReadsMuch Instance = new();
}
