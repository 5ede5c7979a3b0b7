using Microsoft.Data.Sqlite;

namespace CommsCredits.Web.Data;

/// <summary>
/// Triggers by which the database itself refuses to change or delete what is append-only (R3.7). A migration that rebuilds a table drops its triggers without a word,
/// so they are put back at every start, after the migrations.
/// </summary>
public static class LedgerGuards
{
    private static readonly string[] s_deeds = ["UPDATE", "DELETE"];

    public static IReadOnlyList<string> Tables { get; } = ["Entries", "Postings", "ClosedMonths", "StatementPrints", "Audit"];

    public static void PutUp(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = string.Concat(Tables.SelectMany(_ => s_deeds, Trigger));
        command.ExecuteNonQuery();
    }

    private static string Trigger(string table, string deed) =>
        $"CREATE TRIGGER IF NOT EXISTS {table}_no_{deed.ToLowerInvariant()} BEFORE {deed} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;";
}
