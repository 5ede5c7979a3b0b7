namespace CommsCredits.Domain;

/// <summary>
/// What an API key may be given (R14.3). Stored by name. The scope <c>control</c> of the table is for call control and is not given yet: a name that is not here gives nothing.
/// </summary>
public enum ApiScope
{
    /// <summary>The balance and the lots, as Overview shows them.</summary>
    Balance,

    /// <summary>Calls come in and are looked at; other parties' numbers stay masked.</summary>
    Usage,

    /// <summary>The ledger, statements and their files, the check of the books.</summary>
    Statements,
}

/// <summary>The last column of R14.3's table.</summary>
public static class ApiScopes
{
    private const char Between = ' ';

    public static IReadOnlyList<ApiScope> All { get; } = Enum.GetValues<ApiScope>();

    /// <summary>The union over the scopes; none of them changes a setting, pays, corrects or sees who else has keys.</summary>
    public static IReadOnlySet<Permission> PermissionsOf(IEnumerable<ApiScope> scopes) => scopes.SelectMany(Of).ToHashSet();

    /// <summary>Names parted by spaces, in the table's order, each once.</summary>
    public static string Write(IEnumerable<ApiScope> scopes) => string.Join(Between, scopes.Distinct().Order());

    /// <summary>What <see cref="Write"/> wrote. A name that is not known, or a number, gives nothing.</summary>
    public static IReadOnlyList<ApiScope> Read(string text) =>
        [.. text.Split(Between, StringSplitOptions.RemoveEmptyEntries).SelectMany(name => All.Where(s => s.ToString() == name)).Distinct().Order()];

    private static Permission[] Of(ApiScope scope) => scope switch
    {
        ApiScope.Balance => [Permission.SeeOverview],
        ApiScope.Usage => [Permission.SeeUsage, Permission.ImportUsage],
        ApiScope.Statements => [Permission.SeeLedger, Permission.SeeStatements, Permission.CheckBooks],
        _ => [],
    };
}
