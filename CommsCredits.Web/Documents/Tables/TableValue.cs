using CommsCredits.Domain;

namespace CommsCredits.Web.Documents.Tables;

/// <summary>What stands in a cell of an exported table: words, an exact amount, a count or a day; or nothing.</summary>
public abstract record TableValue
{
    public static readonly TableValue Nothing = new WordsValue("");

    public static implicit operator TableValue(string words) => new WordsValue(words);
    public static implicit operator TableValue(Money amount) => new AmountValue(amount);
    public static implicit operator TableValue(long count) => new CountValue(count);
    public static implicit operator TableValue(int count) => new CountValue(count);
    public static implicit operator TableValue(DateOnly day) => new DayValue(day);
}

public sealed record WordsValue(string Words) : TableValue;

/// <summary>Exact, to the micro: an export rounds nothing.</summary>
public sealed record AmountValue(Money Amount) : TableValue;

public sealed record CountValue(long Count) : TableValue;

public sealed record DayValue(DateOnly Day) : TableValue;

/// <summary>A part of a statement as rows and columns. <see cref="Heads"/> is empty for a list of facts: name, value.</summary>
public sealed record StatementTable(string Name, IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<TableValue>> Rows)
{
    /// <summary>The last of the rows is the total of those above it.</summary>
    public bool EndsInTotal { get; init; }

    /// <summary>
    /// A total to be written below the rows where a file can say that it is one; null for none. Not in CSV: there a column is added as it stands.
    /// </summary>
    public IReadOnlyList<TableValue>? Total { get; init; }
}
