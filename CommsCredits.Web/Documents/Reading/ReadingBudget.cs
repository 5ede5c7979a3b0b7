namespace CommsCredits.Web.Documents.Reading;

/// <summary>A file that asks for more than its reader gives. It never leaves <see cref="PaperReader"/>: the file is one that cannot be read.</summary>
public sealed class OverBudgetException() : Exception("Reading this file would cost more than is given.");

/// <summary>
/// What reading one foreign file may cost in all, whatever stands in it: memory, bytes looked through, and time. A limit for each list and stream alone would not do, as a small file can ask for each of them
/// many times. Every step says what it is about to take; the first that goes beyond ends the reading (<see cref="OverBudgetException"/>), and so does the reader who has left (<paramref name="cancel"/>).
/// </summary>
/// <param name="time">What <see cref="MostTime"/> is measured by: the machine's time, never the portal's.</param>
public sealed class ReadingBudget(CancellationToken cancel, TimeProvider? time = null)
{
    /// <summary>Bytes that are set aside for what is unpacked and kept.</summary>
    public const long MostMemory = 144L << 20;

    /// <summary>Bytes unpacked and looked through; each pass over the same bytes counts.</summary>
    public const long MostWork = 512L << 20;

    /// <summary>A machine that is busy with other things takes longer for the same work: nobody waits for more than this.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(8);

    private const long LookAtClockEvery = 1 << 20;

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly long _begun = (time ?? TimeProvider.System).GetTimestamp();
    private long _memory, _work, _sinceLook;

    /// <summary>Before so many bytes of memory are taken.</summary>
    public void Take(long bytes)
    {
        if ((_memory += bytes) > MostMemory) throw new OverBudgetException();
        Work(bytes / 8);
    }

    /// <summary>Before so many bytes are looked through.</summary>
    public void Work(long bytes)
    {
        if ((_work += bytes) > MostWork) throw new OverBudgetException();
        // Where the work is in small steps, the steps count too
        if ((_sinceLook += bytes + 64) < LookAtClockEvery) return;
        _sinceLook = 0;
        cancel.ThrowIfCancellationRequested();
        if (_time.GetElapsedTime(_begun) > MostTime) throw new OverBudgetException();
    }
}
