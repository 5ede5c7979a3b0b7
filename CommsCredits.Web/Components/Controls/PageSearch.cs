using CommsCredits.Domain;
using CommsCredits.Web.Security;

namespace CommsCredits.Web.Components.Controls;

/// <summary>The searches of one page: each takes its turn, a new one stops the one before it, and leaving the page stops the last.</summary>
public sealed class PageSearch(ReadTurns turns) : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(250);

    private CancellationTokenSource? _now;
    private bool _isLeft, _hasRead;

    /// <summary>The last search was refused: too many of the same person are under way.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Null where nobody waits for the answer any more, or it was refused: then what the page shows stays.</summary>
    /// <param name="request">Of a page that is drawn for a request; none on a page's connection.</param>
    public async Task<T?> RunAsync<T>(Actor actor, HttpContext? request, Func<CancellationToken, Task<T>> read) where T : class
    {
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(request?.RequestAborted ?? CancellationToken.None);
        _now?.Cancel();
        _now = mine;
        try
        {
            if (_isLeft) return null;
            var reading = turns.RunAsync(actor, read, mine.Token);
            // A page that is opened draws once, with its list: drawn without it first, what stands below would jump. A list that takes longer comes later.
            if (!_hasRead) ((IAsyncResult)reading).AsyncWaitHandle.WaitOne(s_patience);
            _hasRead = true;
            var answer = await reading;
            IsBusy = false;
            return answer;
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            return null;
        }
        catch (TooBusyException)
        {
            IsBusy = true;
            return null;
        }
        finally
        {
            if (ReferenceEquals(_now, mine)) _now = null;
        }
    }

    public void Dispose()
    {
        _isLeft = true;
        _now?.Cancel();
    }
}
