namespace CommsCredits.Web.Security;

/// <summary>What the sign-in check found when it was last made, in this process: how many things were wrong or could not be tried, and when (the machine's time). Signing in is set up once for all organizations.</summary>
public sealed class SignInRecord
{
    private sealed record Found(int Open, DateTime At);

    private Found? _last;

    /// <summary>Null where none was made since the start.</summary>
    public (int Open, DateTime At)? Last => Volatile.Read(ref _last) is { } last ? (last.Open, last.At) : null;

    public void Keep(int open, DateTime at) => Volatile.Write(ref _last, new(open, at));
}
