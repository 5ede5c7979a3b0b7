namespace CommsCredits.Web.Components.Layout;

/// <summary>
/// Light or dark: the person's choice, else what the system of the last visit preferred. <c>portal.js</c> keeps both cookies and, when the
/// system's preference differs from what the server drew, asks again before anything is painted.
/// </summary>
public static class Appearance
{
    private const string ChoiceCookie = "cc-theme";
    private const string SystemCookie = "cc-theme-system";

    public static bool IsChosen(IRequestCookieCollection cookies) => cookies.ContainsKey(ChoiceCookie);

    public static bool IsDark(IRequestCookieCollection cookies) => (cookies[ChoiceCookie] ?? cookies[SystemCookie]) == "dark";
}
