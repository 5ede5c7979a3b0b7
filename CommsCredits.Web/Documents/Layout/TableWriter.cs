using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Layout;

/// <summary>Draws tables: the head again on each page, no row split, the total never alone on a page.</summary>
public static class TableWriter
{
    public static void Write(Flow flow, Table table) => Write(flow, new TableLayout(table, flow.Column));

    public static void Write(Flow flow, TableLayout layout)
    {
        var element = flow.Document.Structure.Add("Table");
        flow.Reserve(layout.HeadHeight + layout.Table.Rows.Take(2).Sum(layout.HeightOf));
        WriteHead(flow, layout, element.Add("TR"));
        var rows = layout.Table.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            // A line keeps what closes it (a rounding line, the total) on its page
            var kept = rows.Skip(i).TakeWhile((row, n) => n == 0 || row.Kind != RowKind.Line).Sum(layout.HeightOf);
            if (flow.Left < kept && rows[i].Kind == RowKind.Line)
            {
                flow.NewPage();
                WriteHead(flow, layout, element: null);
            }
            WriteRow(flow, layout, element.Add("TR"), rows[i], isLast: i == rows.Count - 1 || rows[i + 1].Kind == RowKind.Total);
        }
    }

    /// <summary>Two tables beside each other where both fit on the page, else one below the other.</summary>
    public static void WriteBeside(Flow flow, (string Heading, Table Table) left, (string Heading, Table Table) right, double gap)
    {
        var (first, second) = Beside(flow, left.Table, right.Table, gap);
        var height = HeightOf(first, second);
        if (height > flow.Bottom - flow.Top || first.Scale < 1 || second.Scale < 1)
        {
            foreach (var (heading, table) in new[] { left, right })
            {
                flow.Heading(heading, "H2", TextStyle.Heading, before: 13);
                flow.Space(3);
                Write(flow, table);
            }
            return;
        }
        flow.Reserve(height);
        if (!flow.IsAtTop) flow.Space(13);
        var (start, end) = (flow.Y, flow.Y);
        foreach (var (heading, layout) in new[] { (left.Heading, first), (right.Heading, second) })
        {
            flow.Document.Bookmark(heading, flow.Page, start);
            flow.Y = start + flow.Write(flow.Document.Structure.Add("H2"), heading, TextStyle.Heading, layout.Box, start) + 3;
            Write(flow, layout);
            end = Math.Max(end, flow.Y);
        }
        flow.Y = end;
    }

    /// <summary>How much of the page two tables beside each other take, with their headings and the space above them.</summary>
    public static double HeightBeside(Flow flow, Table left, Table right, double gap)
    {
        var (first, second) = Beside(flow, left, right, gap);
        return HeightOf(first, second);
    }

    private static (TableLayout First, TableLayout Second) Beside(Flow flow, Table left, Table right, double gap)
    {
        var (leftBox, rightBox) = flow.Column.Halves(gap);
        return (new(left, leftBox), new(right, rightBox));
    }

    private static double HeightOf(TableLayout first, TableLayout second) => Math.Max(first.Height, second.Height) + TextStyle.Heading.LineHeight + 16;

    private static void WriteHead(Flow flow, TableLayout layout, StructureElement? element)
    {
        var (style, height) = (layout.HeadStyle, layout.HeadHeight);
        for (var i = 0; i < layout.Columns.Count; i++)
        {
            var (column, lines) = (i, layout.HeadLines(i));
            var top = flow.Y + 2.2 + (height - 5.2) - lines.Count * style.LineHeight;
            Draw(flow, layout.Table.Columns[i].Head.Length > 0 ? element?.AddHead() : element?.Add("TD"), () =>
            {
                for (var n = 0; n < lines.Count; n++)
                    flow.Line(lines[n], style, layout.Columns[column], top + n * style.LineHeight, layout.Table.Columns[column].Align);
            });
        }
        flow.Y += height;
        Rule(flow, layout, Ink.Text);
    }

    private static void WriteRow(Flow flow, TableLayout layout, StructureElement element, Row row, bool isLast)
    {
        if (row.Kind == RowKind.Total) Rule(flow, layout, Ink.Text);
        for (var i = 0; i < layout.Columns.Count; i++)
        {
            var column = i;
            // What names the row is said before each of its figures
            var named = i == 0 && (layout.Table.HasRowNames || row.Kind == RowKind.Total) && row.Cells[0].Text.Length > 0;
            Draw(flow, named ? element.AddRowHead() : element.Add("TD"), () => WriteCell(flow, layout, row, column));
        }
        flow.Y += layout.HeightOf(row);
        if (!isLast) Rule(flow, layout, Ink.TableLine);
    }

    private static void WriteCell(Flow flow, TableLayout layout, Row row, int column)
    {
        var (cell, box, y) = (row.Cells[column], layout.Columns[column], flow.Y + 2.8);
        var style = cell.Style(row.Kind, layout.Scale);
        if (cell.Bar is { } part)
        {
            flow.Page.Fill(box.X, y + style.LineHeight / 2 - 2.25, box.Width, 4.5, Ink.BarGround);
            if (part > 0) flow.Page.Fill(box.X, y + style.LineHeight / 2 - 2.25, Math.Max(0.75, box.Width * Math.Min(part, 1)), 4.5, Ink.Primary);
            return;
        }
        if (cell.Lot is { } lot) flow.Page.Fill(box.X, y + style.LineHeight / 2 - 5, 9.75, 9.75, Ink.Lot(lot), radius: 2.25);
        var text = new Box(box.X + cell.Indent, box.Width - cell.Indent - cell.MarkWidth(layout.Scale));
        var lines = layout.Lines(row, column);
        for (var i = 0; i < lines.Count; i++) flow.Line(lines[i], style, text, y + i * style.LineHeight, layout.Table.Columns[column].Align);
        if (cell.Mark.Length == 0) return;
        var after = text.X + Math.Min(text.Width, TextMeasure.Width(lines[^1], style));
        flow.Line(" " + cell.Mark, cell.Style(RowKind.Total, layout.Scale), new(after, cell.MarkWidth(layout.Scale)), y + (lines.Count - 1) * style.LineHeight);
    }

    private static void Rule(Flow flow, TableLayout layout, int color) =>
        flow.Page.Artifact(() => flow.Page.Line(layout.Box.X, flow.Y, layout.Box.Right, flow.Y, color, color == Ink.Text ? 0.75 : 0.6));

    private static void Draw(Flow flow, StructureElement? element, Action draw)
    {
        if (element is null) flow.Page.Artifact(draw); else flow.Page.Tagged(element, draw);
    }
}
