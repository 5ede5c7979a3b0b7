using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Layout;

/// <summary>A table as its rows say it; <see cref="TableLayout"/> gives it widths, <see cref="TableWriter"/> draws it.</summary>
/// <param name="HasRowNames">The first cell says what its row is about; false for lists, where it is a day.</param>
public sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<Row> Rows, bool HasRowNames = true);

/// <param name="Align">Figures stand right, and their head with them.</param>
/// <param name="Grows">Takes the width that is left over, and gives way first: its text wraps.</param>
/// <param name="Width">In points, for a column of bars: no wider and no narrower. Zero: as wide as its text.</param>
public sealed record Column(string Head, Align Align = Align.Start, bool Grows = false, double Width = 0)
{
    public static Column Figure(string head) => new(head, Align.End);
    public static Column Words(string head) => new(head, Grows: true);
    public static Column Bars(double width) => new("", Width: width);
}

public enum RowKind
{
    Line,

    /// <summary>Said in secondary ink: the rounding of the lines above.</summary>
    Quiet,

    /// <summary>An ink rule above, and semibold.</summary>
    Total,
}

public sealed record Row(IReadOnlyList<Cell> Cells, RowKind Kind = RowKind.Line);

/// <param name="Lot">A swatch of this lot's colour stands before the text.</param>
/// <param name="Mark">A short word in semibold after the text, such as the L of a late booking.</param>
/// <param name="Bar">A bar instead of text, filled to this part of one; null for none.</param>
public sealed record Cell(string Text, int? Lot = null, string Mark = "", double? Bar = null)
{
    public static implicit operator Cell(string text) => new(text);

    internal double Indent => Lot is null ? 0 : 15;

    internal TextStyle Style(RowKind kind, double scale)
    {
        var style = TextStyle.Small.Scaled(scale);
        return kind switch { RowKind.Total => style.In(FontFace.SemiBold), RowKind.Quiet => style.In(Ink.Secondary), _ => style };
    }

    /// <summary>The width in which the text stands on one line.</summary>
    internal double NaturalWidth(RowKind kind, double scale) =>
        Indent + TextMeasure.Width(TextMeasure.OneLine(Text), Style(kind, scale)) + MarkWidth(scale);

    internal double MarkWidth(double scale) => Mark.Length == 0 ? 0 : TextMeasure.Width(" " + Mark, Style(RowKind.Total, scale));
}
