namespace CommsCredits.Web.Components.Controls;

/// <summary>Which task of the help a page is about, by the beginning of its address. A new page adds a line here.</summary>
public static class HelpLinks
{
    /// <summary>The longer beginning counts.</summary>
    public static readonly IReadOnlyDictionary<string, string> Tasks = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["funding"] = "add-funds",
        ["recharge"] = "auto-recharge",
        ["payments"] = "auto-recharge",
        ["subscriptions"] = "billed-after-use",
        ["ledger"] = "correct-charge",
        ["statements"] = "read-statement",
        ["verify"] = "verify-pdf",
        ["usage"] = "import-usage",
        ["usage/calls"] = "why-charged",
        ["usage/exceptions"] = "exceptions",
        ["imports"] = "import-usage",
        ["exceptions"] = "exceptions",
        ["rates"] = "price-list",
        ["rates/pools"] = "why-charged",
        ["notices"] = "notices",
        ["settings"] = "settings",
        ["settings/mail"] = "notices",
        ["api-keys"] = "api-keys",
        ["privacy"] = "personal-data",
        ["audit"] = "audit-trail",
        ["settings/sign-in"] = "register-app",
    };

    /// <summary>The task of an address without its leading slash and query; null where there is none.</summary>
    public static string? Of(string path)
    {
        path = path.Split('?', '#')[0].Trim('/');
        return Tasks.Where(t => path == t.Key || path.StartsWith(t.Key + "/", StringComparison.Ordinal)).OrderByDescending(t => t.Key.Length).Select(t => t.Value).FirstOrDefault();
    }
}
