using CommsCredits.Domain;

namespace CommsCredits.Web.Features.Rates.Reading;

/// <summary>
/// Which cell is what, by the names in the header: in any order and case, blanks and signs left out, by the names that carriers commonly use. Unknown columns are left alone.
/// </summary>
internal sealed class DeckColumns
{
    public static readonly DeckColumn Prefix = new DeckColumn("Prefix", "Dial prefix", "Dialing prefix", "Destination prefix", "Dial code", "Dialing code", "Code");
    public static readonly DeckColumn Price = new DeckColumn("Price / min", "Price per minute", "Price", "Rate / min", "Rate per minute", "Rate", "Cost per minute", "Per minute");
    public static readonly DeckColumn Country = new DeckColumn("ISO2", "Country ISO", "ISO", "Country code", "Country");
    public static readonly DeckColumn Name = new DeckColumn("Destination Name", "Destination", "Name", "Description");
    public static readonly DeckColumn Type = new DeckColumn("Destination Type", "Type", "Line type");
    public static readonly DeckColumn Fee = new DeckColumn("Connection Fee", "Connection charge", "Connect fee", "Setup fee", "Fee");
    public static readonly DeckColumn First = new DeckColumn("First Increment", "Initial increment", "Minimum seconds", "Minimum");
    public static readonly DeckColumn Step = new DeckColumn("Step", "Next increment", "Subsequent increment", "Increment");

    private readonly Dictionary<DeckColumn, (int Index, string Written)> _found = [];

    private DeckColumns(int count) => Count = count;

    public int Count { get; }

    /// <summary>
    /// Refused: <c>DeckColumnMissing</c> (the names that are accepted), <c>DeckColumnTwice</c> (the name).
    /// </summary>
    public static Refused? Find(IReadOnlyList<string> header, out DeckColumns columns)
    {
        columns = new(header.Count);
        foreach (var column in new[] { Prefix, Price, Country, Name, Type, Fee, First, Step })
        {
            foreach (var name in column.Names)
            {
                int[] at = [.. Enumerable.Range(0, header.Count).Where(i => Plain(header[i]) == Plain(name))];
                if (at.Length > 1) return new("DeckColumnTwice", header[at[0]].Trim(), "");
                if (at.Length == 0) continue;
                columns._found[column] = (at[0], header[at[0]].Trim());
                break;
            }
        }
        foreach (var column in new[] { Prefix, Price, Country })
            if (!columns.Has(column)) return new("DeckColumnMissing", string.Join(", ", column.Names), "");
        return null;
    }

    public bool Has(DeckColumn column) => _found.ContainsKey(column);

    /// <summary>The name as the file writes it.</summary>
    public string NameOf(DeckColumn column) => _found.TryGetValue(column, out var found) ? found.Written : column.Names[0];

    /// <summary>Empty where the file has no such column.</summary>
    public string Cell(IReadOnlyList<string> cells, DeckColumn column) => _found.TryGetValue(column, out var found) ? cells[found.Index].Trim() : "";

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}

/// <summary>A column by all names that are accepted for it; where a file has several, the one that stands first here counts.</summary>
internal sealed record DeckColumn(params string[] Names);
