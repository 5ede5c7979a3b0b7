using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CommsCredits.Web.Data;

/// <summary>
/// What a start has to know of the database before anything else, in plain SQL of SQLite: EF Core takes most of a second to make its model and its first queries, and at nearly every start there is nothing to do
/// (decision 0013).
/// </summary>
/// <param name="Newer">A migration that this program does not know; null where it knows them all.</param>
/// <param name="IsOfThisVersion">Every migration was made, and what follows from entries and calls is kept as this version keeps it.</param>
/// <param name="IsEmpty">No organization is there.</param>
/// <param name="ClockOffset">Ticks that the development clock was moved by.</param>
public sealed record DatabaseLook(string? Newer, bool IsOfThisVersion, bool IsEmpty, long ClockOffset)
{
    /// <summary>The migrations of this program by name, oldest first.</summary>
    public static IReadOnlyList<string> Known { get; } =
        [.. typeof(DatabaseLook).Assembly.GetTypes().Where(t => t.BaseType == typeof(Migration)).Select(t => t.GetCustomAttribute<MigrationAttribute>()!.Id).Order(StringComparer.Ordinal)];

    /// <summary>A file that is not there, or that holds nothing yet, is empty and not of this version.</summary>
    public static DatabaseLook At(SqliteConnection connection)
    {
        if (Read(connection, """SELECT "name" FROM "sqlite_master" WHERE "name" = '__EFMigrationsHistory'""", row => row.GetString(0)).Count == 0) return new(null, IsOfThisVersion: false, IsEmpty: true, 0);
        var applied = Read(connection, """SELECT "MigrationId" FROM "__EFMigrationsHistory" ORDER BY "MigrationId" """, row => row.GetString(0));
        if (applied.Except(Known).FirstOrDefault() is { } newer) return new(newer, IsOfThisVersion: false, IsEmpty: false, 0);
        if (applied.Count < Known.Count || Read(connection, "PRAGMA user_version", row => row.GetInt32(0))[0] != UsageSums.Grouping) return new(null, IsOfThisVersion: false, IsEmpty: false, 0);
        var isEmpty = Read(connection, """SELECT 1 FROM "Organizations" LIMIT 1""", row => row.GetInt32(0)).Count == 0;
        return new(null, IsOfThisVersion: true, isEmpty, Read(connection, """SELECT "OffsetTicks" FROM "Clock" """, row => row.GetInt64(0)).FirstOrDefault());
    }

    private static List<T> Read<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> value)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(value(reader));
        return rows;
    }
}
