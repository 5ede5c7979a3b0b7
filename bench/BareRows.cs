using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommsCredits.Bench;

/// <summary>
/// The rows of some tables in memory, and their bare insertion elsewhere: one connection, the portal's settings, its schema with indexes and triggers, one prepared statement a table, values bound by
/// position. No work is done but SQLite's.
/// </summary>
internal sealed class BareRows : IDisposable
{
    private const string Settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4000; PRAGMA foreign_keys=ON;";
    private readonly List<Table> _tables = [];

    public static BareRows Of(string file, params string[] tables)
    {
        var rows = new BareRows();
        using var connection = Open(file);
        foreach (var name in tables) rows._tables.Add(Read(connection, name));
        return rows;
    }

    /// <summary>Inserts all rows in so many transactions, each followed by moving the log into the database, as an import does. Answers the seconds.</summary>
    public double Insert(string file, int transactions)
    {
        using var connection = Open(file);
        Run(connection, Settings);
        var statements = _tables.ConvertAll(t => Prepare(connection, $"INSERT INTO \"{t.Name}\" ({t.Columns}) VALUES ({t.Marks})"));
        var watch = Stopwatch.StartNew();
        for (var part = 0; part < transactions; part++)
        {
            Run(connection, "BEGIN IMMEDIATE");
            for (var t = 0; t < _tables.Count; t++)
            {
                var rows = _tables[t].Rows;
                for (var i = (long)rows.Count * part / transactions; i < (long)rows.Count * (part + 1) / transactions; i++) Insert(statements[t], rows[(int)i]);
            }
            Run(connection, "COMMIT");
            Run(connection, "PRAGMA wal_checkpoint(PASSIVE)");
        }
        var took = watch.Elapsed.TotalSeconds;
        foreach (var statement in statements) statement.Dispose();
        return took;
    }

    /// <summary>Steps through all rows and takes every column, and does nothing with them. Answers the seconds.</summary>
    public static double ReadThrough(string file, string table, string order)
    {
        using var connection = Open(file);
        Run(connection, Settings);
        using var select = Prepare(connection, $"SELECT * FROM \"{table}\" ORDER BY {order}");
        var watch = Stopwatch.StartNew();
        var taken = 0L;
        while (raw.sqlite3_step(select) == raw.SQLITE_ROW)
            for (var c = 0; c < raw.sqlite3_column_count(select); c++)
                taken += raw.sqlite3_column_type(select, c) == raw.SQLITE_INTEGER ? raw.sqlite3_column_int64(select, c) & 1 : raw.sqlite3_column_blob(select, c).Length;
        return taken > 0 ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException("Nothing was read.");
    }

    public void Dispose() => _tables.Clear();

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static Table Read(SqliteConnection connection, string name)
    {
        using var select = Prepare(connection, $"SELECT * FROM \"{name}\" ORDER BY rowid");
        var columns = raw.sqlite3_column_count(select);
        var rows = new List<object?[]>();
        while (raw.sqlite3_step(select) == raw.SQLITE_ROW) rows.Add([.. Enumerable.Range(0, columns).Select(c => Value(select, c))]);
        return new(name, string.Join(", ", Enumerable.Range(0, columns).Select(c => $"\"{raw.sqlite3_column_name(select, c).utf8_to_string()}\"")), string.Join(", ", Enumerable.Repeat("?", columns)), rows);
    }

    private static object? Value(sqlite3_stmt row, int column) => raw.sqlite3_column_type(row, column) switch
    {
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(row, column),
        raw.SQLITE_TEXT => new Utf8(raw.sqlite3_column_blob(row, column).ToArray()),
        raw.SQLITE_BLOB => raw.sqlite3_column_blob(row, column).ToArray(),
        _ => null,
    };

    private static void Insert(sqlite3_stmt insert, object?[] row)
    {
        for (var c = 0; c < row.Length; c++)
        {
            switch (row[c])
            {
                case long number: raw.sqlite3_bind_int64(insert, c + 1, number); break;
                case Utf8 { Bytes: { Length: > 0 } text }: raw.sqlite3_bind_text(insert, c + 1, text); break;
                case Utf8: raw.sqlite3_bind_text(insert, c + 1, ""); break;
                case byte[] blob: raw.sqlite3_bind_blob(insert, c + 1, blob); break;
                default: raw.sqlite3_bind_null(insert, c + 1); break;
            }
        }
        if (raw.sqlite3_step(insert) != raw.SQLITE_DONE) throw new InvalidOperationException("A row was not inserted.");
        raw.sqlite3_reset(insert);
    }

    private static sqlite3_stmt Prepare(SqliteConnection connection, string sql)
    {
        if (raw.sqlite3_prepare_v2(connection.Handle!, sql, out var statement) != raw.SQLITE_OK) throw new InvalidOperationException(sql);
        return statement;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed record Utf8(byte[] Bytes);

    private sealed record Table(string Name, string Columns, string Marks, List<object?[]> Rows);
}
