using Microsoft.Data.Sqlite;

namespace CommsCredits.Web.Data;

/// <summary>
/// Triggers by which the database itself refuses to change, delete or replace what is append-only (R3.7). A migration that rebuilds a table drops its triggers without a word,
/// so they are put back at every start, after the migrations.
/// </summary>
public static class LedgerGuards
{
    private static readonly string[] s_deeds = ["UPDATE", "DELETE"];

    /// <summary>By which columns a row is itself: a second one of them would replace the first, and SQLite asks no delete trigger then.</summary>
    private static readonly (string Table, string[] Key)[] s_keys =
    [
        ("Entries", ["OrganizationId", "Sequence"]), ("Postings", ["OrganizationId", "Key"]), ("ClosedMonths", ["OrganizationId", "Month"]), ("StatementPrints", ["OrganizationId", "Sha256"]), ("Audit", ["Id"]), ("Audit", ["OrganizationId", "Sequence"]),
    ];

    public static IReadOnlyList<string> Tables { get; } = ["Entries", "Postings", "ClosedMonths", "StatementPrints", "Audit"];

    public static void PutUp(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = string.Concat(Tables.SelectMany(_ => s_deeds, Trigger)) + string.Concat(s_keys.Select(k => NoSecond(k.Table, k.Key)));
        command.ExecuteNonQuery();
    }

    private static string NoSecond(string table, string[] key) =>
        $"CREATE TRIGGER IF NOT EXISTS {table}_no_second_{key[^1].ToLowerInvariant()} BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {string.Join(" AND ", key.Select(k => $"\"{k}\" = NEW.\"{k}\""))}) "
        + $"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;";

    private static string Trigger(string table, string deed) =>
        $"CREATE TRIGGER IF NOT EXISTS {table}_no_{deed.ToLowerInvariant()} BEFORE {deed} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;";
}
