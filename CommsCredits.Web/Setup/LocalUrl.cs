namespace CommsCredits.Web.Setup;

/// <summary>Return addresses come from outside; only paths of this site are followed.</summary>
public static class LocalUrl
{
    public static string OrHome(string? url) => IsLocal(url) ? url! : "/";

    /// <summary>A path that begins with one slash: <c>//host</c> and <c>/\host</c> lead elsewhere.</summary>
    public static bool IsLocal(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);
}
