namespace CommsCredits.Web.Features.Usage.Reading;

/// <summary>Finds columns by name, in any order, whatever the case and the blanks around; unknown columns are left alone.</summary>
internal sealed class CsvHeader
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    private CsvHeader(int count) => Count = count;

    public int Count { get; }

    /// <summary>
    /// Reads the header; throws <see cref="UnreadableFileException"/> for a file without lines, one that is not text, one that lacks a required column,
    /// and one that has a <paramref name="known"/> column twice.
    /// </summary>
    public static async ValueTask<CsvHeader> ReadAsync(CsvRecords records, IReadOnlyList<string> required, IReadOnlyList<string> known, CancellationToken cancel)
    {
        await records.ChooseSeparatorAsync([.. known], cancel);
        if (!await records.ReadAsync(cancel)) throw new UnreadableFileException(FileFault.Empty);
        if (IsBinary(records.Raw)) throw new UnreadableFileException(FileFault.NotText);
        var header = new CsvHeader(records.Count);
        for (var i = 0; i < records.Count; i++)
        {
            var name = records[i].Trim().ToString();
            if (!header._columns.TryAdd(name, i) && known.Concat(required).Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new UnreadableFileException(FileFault.DoubledColumn, name);
        }
        var missing = required.Where(name => !header._columns.ContainsKey(name)).ToList();
        if (missing.Count > 0) throw new UnreadableFileException(FileFault.MissingColumns, missing);
        return header;
    }

    /// <summary>The column's position, or -1.</summary>
    public int Find(string name) => _columns.GetValueOrDefault(name, -1);

    public bool Has(string name) => _columns.ContainsKey(name);

    private static bool IsBinary(ReadOnlySpan<char> line)
    {
        foreach (var c in line)
            if (c is '\0' or '\uFFFD' || (char.IsControl(c) && c is not ('\t' or '\r' or '\n'))) return true;
        return false;
    }
}
