using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Layout;

/// <summary>
/// The widths of a table's columns. Figures get the width they need; words share what is left and wrap; where that is too little, the whole
/// table is set smaller, down to 70 %; what is still too wide then is shrunk in its own cell (<see cref="Flow.DrawLine"/>).
/// </summary>
public sealed class TableLayout
{
    public const double Padding = 6;
    private const double SmallestScale = 0.7;
    private const int MostLines = 12;

    private readonly Dictionary<(Row Row, int Column), IReadOnlyList<string>> _lines = [];

    public TableLayout(Table table, Box box)
    {
        Table = table;
        Scale = 1;
        while (Scale > SmallestScale && LeastWidths(table, Scale).Sum() > box.Width) Scale = Math.Round(Scale - 0.05, 2);
        var widths = Share(table, box.Width, Scale);
        var x = box.X;
        Columns = [.. widths.Select((width, i) =>
        {
            var (left, right) = (i == 0 ? 0 : Padding, i == widths.Length - 1 ? 0 : Padding);
            var column = new Box(x + left, Math.Max(1, width - left - right));
            x += width;
            return column;
        })];
        Box = box;
    }

    public Table Table { get; }
    public Box Box { get; }
    public double Scale { get; }

    /// <summary>Where each column's text may stand.</summary>
    public IReadOnlyList<Box> Columns { get; }

    public TextStyle HeadStyle => TextStyle.Small.Scaled(Scale).In(FontFace.Medium).In(Ink.Secondary);

    public IReadOnlyList<string> HeadLines(int column) => LineBreaker.Break(Table.Columns[column].Head, HeadStyle, Columns[column].Width, MostLines);

    public double HeadHeight => Enumerable.Range(0, Columns.Count).Max(i => HeadLines(i).Count) * HeadStyle.LineHeight + 5.2;

    /// <summary>A cell's text as it wraps; asked for its height and again when it is drawn, so it is kept.</summary>
    public IReadOnlyList<string> Lines(Row row, int column) =>
        _lines.TryGetValue((row, column), out var lines) ? lines : _lines[(row, column)] = Break(row, column);

    public double HeightOf(Row row) =>
        Enumerable.Range(0, Columns.Count).Max(i => Lines(row, i).Count) * TextStyle.Small.LineHeight * Scale + 5.6;

    public double Height => HeadHeight + Table.Rows.Sum(HeightOf);

    private IReadOnlyList<string> Break(Row row, int column)
    {
        var cell = row.Cells[column];
        var width = Columns[column].Width - cell.Indent - cell.MarkWidth(Scale);
        if (Table.Columns[column].Align == Align.End) return [cell.Text];
        return LineBreaker.Break(cell.Text, cell.Style(row.Kind, Scale), width, MostLines);
    }

    private static double[] Share(Table table, double width, double scale)
    {
        var (natural, least) = (NaturalWidths(table, scale, hasWholeHeads: true), LeastWidths(table, scale));
        // Heads stand on one line where all of the table has room beside them
        if (natural.Sum() > width) natural = NaturalWidths(table, scale, hasWholeHeads: false);
        var growing = Enumerable.Range(0, table.Columns.Count).Where(i => table.Columns[i].Grows).ToArray();
        var spare = width - natural.Sum();
        if (spare >= 0)
        {
            var takers = growing.Length > 0 ? growing : [.. Enumerable.Range(0, natural.Length).Where(i => table.Columns[i].Width == 0)];
            foreach (var i in takers) natural[i] += spare / takers.Length;
            return natural;
        }
        var (room, excess) = (width - least.Sum(), natural.Sum() - least.Sum());
        if (room >= 0) return [.. natural.Select((n, i) => least[i] + (excess > 0 ? (n - least[i]) * room / excess : 0))];
        return [.. least.Select(w => w * width / least.Sum())];
    }

    private static double[] NaturalWidths(Table table, double scale, bool hasWholeHeads) =>
        Widths(table, (cell, kind, _) => cell.NaturalWidth(kind, scale), scale, hasWholeHeads);

    /// <summary>Words, and the name of a quiet row, may wrap, but no narrower than their longest word; names and figures may not.</summary>
    private static double[] LeastWidths(Table table, double scale) => Widths(table, (cell, kind, column) =>
    {
        var mayWrap = column.Grows || (kind == RowKind.Quiet && column.Align == Align.Start);
        if (!mayWrap) return cell.NaturalWidth(kind, scale);
        var longest = cell.Indent + cell.MarkWidth(scale) + LineBreaker.WidestPiece(cell.Text, cell.Style(kind, scale));
        return Math.Min(longest, 90);
    }, scale);

    private static double[] Widths(Table table, Func<Cell, RowKind, Column, double> measure, double scale, bool hasWholeHeads = false)
    {
        var head = TextStyle.Small.Scaled(scale).In(FontFace.Medium);
        var last = table.Columns.Count - 1;
        return [.. table.Columns.Select((column, i) =>
        {
            var text = table.Rows.Select(row => measure(row.Cells[i], row.Kind, column)).DefaultIfEmpty().Max();
            var sides = (i == 0 ? 0 : Padding) + (i == last ? 0 : Padding);
            var heading = hasWholeHeads ? TextMeasure.Width(column.Head, head) : HeadWidth(column, head);
            return Math.Max(Math.Max(text, heading), column.Width) + sides + 0.5;
        })];
    }

    /// <summary>A head stands on one line where it is short, on about two where it is long, broken inside no Chinese word; only over words may it wrap further.</summary>
    private static double HeadWidth(Column column, TextStyle style)
    {
        var (longest, whole) = (LineBreaker.WidestPhrase(column.Head, style), TextMeasure.Width(column.Head, style));
        return column.Grows ? Math.Min(longest, 70) : Math.Max(longest, Math.Min(whole, Math.Max(40, whole / 2 + 8)));
    }
}
