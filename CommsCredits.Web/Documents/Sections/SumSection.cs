using CommsCredits.Domain;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>The sum of the month (R12.1), line by line with its signs, beside the balance of each day.</summary>
internal static class SumSection
{
    private const double RowHeight = 19;
    private const double Padding = 13.5;

    public static void Write(StatementPage page)
    {
        var flow = page.Flow;
        var lines = Lines(page);
        var height = lines.Count * RowHeight + 4 + 2 * Padding;
        flow.Reserve(height);
        flow.Page.Artifact(() => flow.Page.Fill(flow.Column.X, flow.Y, flow.Column.Width, height, Ink.Panel, radius: 4.5));
        var sum = new Box(flow.Column.X + Padding, 225);
        var chart = new Box(sum.Right + 20, flow.Column.Right - Padding - sum.Right - 20);
        WriteSum(flow, lines, sum, flow.Y + Padding);
        BalanceChart.Write(page, chart, flow.Y + Padding, height - 2 * Padding);
        flow.Y += height + 10.5;
    }

    private static List<SumLine> Lines(StatementPage page)
    {
        var (statement, words, figures) = (page.Statement, page.Words, page.Figures);
        var lines = new List<SumLine> { new("", words["Opening"], figures.Text(statement.Opening)) };
        var moved = new List<Money>();
        void Add(string name, Money amount, bool isAlwaysShown, string signOfZero)
        {
            moved.Add(amount);
            if (amount.IsZero && !isAlwaysShown) return;
            lines.Add(new(amount.IsZero ? signOfZero : amount.IsNegative ? "\u2212" : "+", name, figures.Text(amount.Abs())));
        }
        Add(words["Bought"], statement.Bought, isAlwaysShown: true, "+");
        Add(words["OpeningLots"], statement.OpeningLots, isAlwaysShown: false, "+");
        Add(words["CreditedBack"], statement.CreditedBack, isAlwaysShown: false, "+");
        Add(words["Used"], -statement.Used, isAlwaysShown: true, "\u2212");
        Add(words["Lapsed"], -statement.Lapsed, isAlwaysShown: true, "\u2212");
        Add(words["PaidBack"], -statement.PaidBack, isAlwaysShown: false, "\u2212");
        Add(words["Corrections"], statement.Corrections, isAlwaysShown: true, "±");
        var rounding = figures.Rounding([statement.Opening, .. moved], statement.Closing);
        if (rounding != 0) lines.Add(new(rounding < 0 ? "\u2212" : "+", words["Rounding"], figures.Text(Math.Abs(rounding))));
        lines.Add(new("=", words["Closing"], figures.Text(statement.Closing), IsTotal: true));
        return lines;
    }

    private static void WriteSum(Flow flow, List<SumLine> lines, Box box, double y)
    {
        var table = flow.Document.Structure.Add("Table");
        foreach (var line in lines)
        {
            var style = new TextStyle(line.IsTotal ? FontFace.SemiBold : FontFace.Regular, line.IsTotal ? 11.6 : 10.5, RowHeight);
            if (line.IsTotal)
            {
                y += 2;
                var rule = y;
                flow.Page.Artifact(() => flow.Page.Line(box.X, rule, box.Right, rule, Ink.Text, 0.75));
                y += 2;
            }
            var (row, top) = (table.Add("TR"), y);
            var amountWidth = Math.Min(110, TextMeasure.Width(line.Amount, style));
            var name = TextMeasure.Shrunk(line.Name, style, box.Width - 16 - amountWidth - 6);
            flow.Page.Tagged(row.Add("TD"), () => flow.Line(line.Sign, style.In(Ink.Secondary), new(box.X, 14), top));
            flow.Page.Tagged(row.AddRowHead(), () => flow.Line(line.Name, name, new(box.X + 16, box.Width - 16 - amountWidth - 6), top));
            flow.Page.Tagged(row.Add("TD"), () => flow.Line(line.Amount, style, new(box.Right - amountWidth, amountWidth), top, Align.End));
            y += RowHeight;
        }
    }

    private sealed record SumLine(string Sign, string Name, string Amount, bool IsTotal = false);
}
