namespace CommsCredits.Web.Ledger;

/// <summary>
/// One writer at a time in this process, first come, first served. SQLite's own lock is not fair: behind an import's batches a purchase could starve. Another process
/// is kept out by the immediate transaction.
/// </summary>
public sealed class WriteGate
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private bool _isTaken;

    /// <summary>Waits its turn; disposing the answer lets the next one in.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancel)
    {
        TaskCompletionSource? turn = null;
        lock (_lock)
        {
            if (_isTaken) _waiting.Enqueue(turn = new(TaskCreationOptions.RunContinuationsAsynchronously));
            else _isTaken = true;
        }
        if (turn is not null)
        {
            await using var giveUp = cancel.Register(() => turn.TrySetCanceled(cancel));
            await turn.Task;
        }
        return new Turn(this);
    }

    private void Leave()
    {
        lock (_lock)
        {
            while (_waiting.TryDequeue(out var next))
                if (next.TrySetResult()) return;
            _isTaken = false;
        }
    }

    private sealed class Turn(WriteGate gate) : IDisposable
    {
        private WriteGate? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Leave();
    }
}
