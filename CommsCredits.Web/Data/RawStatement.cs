using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace CommsCredits.Web.Data;

/// <summary>
/// One prepared statement on the connection of a context, in its transaction, for work that is done a million times: values are bound and read by position, without objects in between, exactly as
/// the mapping stores them. Parameters and columns count from 0. A failure throws <see cref="SqliteException"/>, as everywhere else.
/// </summary>
internal sealed class RawStatement : IDisposable
{
    private const int InstantChars = 27;
    private readonly sqlite3 _handle;
    private readonly sqlite3_stmt _statement;

    public RawStatement(CommsCreditsDb db, string sql) : this((SqliteConnection)db.Database.GetDbConnection(), sql)
    {
    }

    /// <param name="connection">Open.</param>
    public RawStatement(SqliteConnection connection, string sql)
    {
        _handle = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Demand(raw.sqlite3_prepare_v2(_handle, sql, out _statement));
    }

    public void Bind(int index, long? value) => Demand(value is { } v ? raw.sqlite3_bind_int64(_statement, index + 1, v) : raw.sqlite3_bind_null(_statement, index + 1));

    public void Bind(int index, bool value) => Bind(index, value ? 1 : 0);

    public void Bind(int index, ReadOnlySpan<byte> blob) => Demand(raw.sqlite3_bind_blob(_statement, index + 1, blob));

    public void Bind(int index, Guid value) => BindText(index, value.ToString("D").ToUpperInvariant());

    public void BindText(int index, string? text)
    {
        if (text is null) Demand(raw.sqlite3_bind_null(_statement, index + 1));
        else if (text.Length == 0) Demand(raw.sqlite3_bind_text(_statement, index + 1, ""));
        else BindChars(index, text);
    }

    /// <param name="utf8">Not empty.</param>
    public void BindText(int index, ReadOnlySpan<byte> utf8) => Demand(raw.sqlite3_bind_text(_statement, index + 1, utf8));

    public void Bind(int index, DateTime instant)
    {
        Span<char> text = stackalloc char[InstantChars];
        instant.TryFormat(text, out var length, "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        BindChars(index, text[..length]);
    }

    public void Bind(int index, DateOnly day) => BindText(index, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>True where there is a row to read.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is raw.SQLITE_ROW) return true;
        if (result is not raw.SQLITE_DONE) Demand(result);
        return false;
    }

    /// <summary>Before it is bound anew.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    /// <summary>Runs a statement that answers no rows; ready for the next binding.</summary>
    public void Execute()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not raw.SQLITE_DONE) Demand(result);
        raw.sqlite3_reset(_statement);
    }

    public long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>The column's bytes, text as UTF-8; gone at the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public void Dispose() => _statement.Dispose();

    private void BindChars(int index, ReadOnlySpan<char> text)
    {
        byte[]? rented = null;
        var most = text.Length * 3;
        var bytes = most <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(most);
        var length = Encoding.UTF8.GetBytes(text, bytes);
        var result = raw.sqlite3_bind_text(_statement, index + 1, bytes[..length]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        Demand(result);
    }

    private void Demand(int result)
    {
        if (result is raw.SQLITE_OK) return;
        throw new SqliteException(raw.sqlite3_errmsg(_handle).utf8_to_string(), result, raw.sqlite3_extended_errcode(_handle));
    }
}
