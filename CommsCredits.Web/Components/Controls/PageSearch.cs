using CommsCredits.Domain;
using CommsCredits.Web.Security;

namespace CommsCredits.Web.Components.Controls;

/// <summary>The searches of one page: each takes its turn, a new one stops the one before it, and leaving the page stops the last.</summary>
public sealed class PageSearch(ReadTurns turns) : IDisposable
{
    private CancellationTokenSource? _now;
    private bool _isLeft;

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
            var answer = await turns.RunAsync(actor, read, mine.Token);
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
