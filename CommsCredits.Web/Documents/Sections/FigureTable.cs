using CommsCredits.Web.Documents.Layout;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>
/// A table whose figures add up as printed: where the shown lines of a column miss its shown total, a rounding line stands between them (R2.5).
/// </summary>
internal static class FigureTable
{
    public static Table Of(StatementWords words, string total, int count, IReadOnlyList<FigureColumn> columns, bool hasRowNames = true)
    {
        var rows = new List<Row>();
        for (var i = 0; i < count; i++)
        {
            var line = i;
            rows.Add(new([.. columns.Select(c => c.Line(line))]));
        }
        if (columns.Any(c => c.Rounding != 0))
            rows.Add(new([words["Rounding"], .. columns.Skip(1).Select(c => c.RoundingText)], RowKind.Quiet));
        rows.Add(new([total, .. columns.Skip(1).Select(c => c.TotalText)], RowKind.Total));
        return new([.. columns.Select(c => c.Column)], rows, hasRowNames);
    }
}

/// <summary>One column of a <see cref="FigureTable"/>: words, or shown figures with their total.</summary>
internal sealed record FigureColumn(Column Column, Func<int, Cell> Line)
{
    public decimal Rounding { get; private init; }
    public string RoundingText { get; private init; } = "";
    public string TotalText { get; init; } = "";

    public static FigureColumn Words(string head, Func<int, Cell> line, bool grows = false) => new(new(head, Grows: grows), line);

    /// <param name="lines">Null for nothing here.</param>
    public static FigureColumn Amounts(string head, IReadOnlyList<decimal?> lines, decimal total, Func<decimal, string> text)
    {
        var rounding = total - lines.Sum(l => l ?? 0);
        return new(Layout.Column.Figure(head), i => lines[i] is { } shown ? text(shown) : Figures.Nothing)
        {
            Rounding = rounding, RoundingText = rounding == 0 ? "" : text(rounding), TotalText = text(total),
        };
    }
}
