namespace CommsCredits.Web.Features.Usage;

/// <summary>How fast an import is and how long it will take, counted from where this run of it began: what was read before a stop does not make it look faster.</summary>
/// <param name="LinesASecond">Zero where nothing can be said yet.</param>
/// <param name="SecondsLeft">Null where nothing can be said yet.</param>
public sealed record ImportProgress(int Thousandths, long LinesASecond, long? SecondsLeft)
{
    private const double SaysSomethingFrom = 0.2;

    /// <param name="runBegan">Null where it has not begun.</param>
    /// <param name="until">Now, or when it ended.</param>
    public static ImportProgress Of(long bytes, long bytesRead, int lines, DateTime? runBegan, long bytesBefore, int linesBefore, DateTime until)
    {
        var thousandths = bytes == 0 ? 0 : (int)Math.Min(1000, bytesRead * 1000 / bytes);
        var seconds = runBegan is { } began ? (until - began).TotalSeconds : 0;
        if (seconds < SaysSomethingFrom) return new(thousandths, 0, null);
        var read = bytesRead - bytesBefore;
        return new(thousandths, (long)((lines - linesBefore) / seconds), read > 0 && bytesRead < bytes ? (long)Math.Ceiling((bytes - bytesRead) * seconds / read) : null);
    }
}
