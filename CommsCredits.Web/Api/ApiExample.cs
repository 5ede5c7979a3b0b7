using CommsCredits.Domain;

namespace CommsCredits.Web.Api;

/// <summary>A command that can be run as it stands, once the variables in it are set: the key is never a part of it.</summary>
public sealed record ApiExample(string Id, ApiScope? Scope, string Command)
{
    /// <summary>The variables: the secret, the cursor and the import of an answer before.</summary>
    public const string Key = "$CC_KEY", After = "$CC_CURSOR", Import = "$CC_IMPORT";

    private const string Bearer = $"-H \"Authorization: Bearer {Key}\"";

    /// <summary>The examples of the help, with the address of this portal.</summary>
    /// <param name="month">Of the statement.</param>
    public static IReadOnlyList<ApiExample> All(Uri portal, MonthSpan month)
    {
        var root = new Uri(portal, ApiEndpoints.Root).ToString();
        return
        [
            new("balance", ApiScope.Balance, Get($"{root}/balance")),
            new("lots", ApiScope.Balance, Get($"{root}/lots?limit=50")),
            new("ledger", ApiScope.Statements, Get($"{root}/ledger?limit=200")),
            new("ledger-next", ApiScope.Statements, Get($"{root}/ledger?limit=200&cursor={After}")),
            new("upload", ApiScope.Usage, $"curl -sS {Bearer} \\\n  -H \"Idempotency-Key: calls-of-{month}\" \\\n  -F \"file=@calls.csv\" \\\n  \"{root}/usage\""),
            new("import", ApiScope.Usage, Get($"{root}/usage/imports/{Import}")),
            new("exceptions", ApiScope.Usage, Get($"{root}/exceptions")),
            new("statements", ApiScope.Statements, Get($"{root}/statements")),
            new("figures", ApiScope.Statements, Get($"{root}/statements/{month}")),
            new("pdf", ApiScope.Statements, $"curl -sS {Bearer} \\\n  -o statement.pdf \\\n  \"{root}/statements/{month}.pdf\""),
            new("document", null, Get(new Uri(portal, ApiEndpoints.DocumentAddress).ToString())),
        ];
    }

    private static string Get(string address) => $"curl -sS {Bearer} \\\n  \"{address}\"";
}
