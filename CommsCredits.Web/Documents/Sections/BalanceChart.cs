using CommsCredits.Domain;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>
/// The balance of each day as a stair: a step up is a purchase, a step down use or a lapse. The largest purchase and the largest lapse carry
/// their figure; below zero is filled and named.
/// </summary>
internal static class BalanceChart
{
    private static readonly TextStyle s_label = new(FontFace.Regular, 7.5, 9, Ink.Secondary);

    public static void Write(StatementPage page, Box box, double y, double height)
    {
        var days = page.Statement.BalanceByDay;
        if (days.Count == 0) return;
        var scale = new ChartScale(
            days.Append(page.Statement.Opening).Min().ToDecimal(), days.Append(page.Statement.Opening).Max().ToDecimal());
        var ticks = scale.Ticks.Select(tick => (Value: tick, Text: page.Words.Number(tick, scale.Decimals))).ToList();
        var axis = ticks.Max(t => TextMeasure.Width(t.Text, s_label)) + 5;
        var plot = new Plot(new(box.X + axis, box.Width - axis), y + 14, height - 14 - 13, scale, days.Count);
        page.Flow.Page.Tagged(page.Flow.Document.Structure.AddFigure(Sentence(page)), () =>
        {
            foreach (var (value, text) in ticks)
            {
                page.Flow.Page.Line(plot.Box.X, plot.Y(value), plot.Box.Right, plot.Y(value), value == 0 ? Ink.Secondary : Ink.Hairline, value == 0 ? 0.75 : 0.6);
                page.Flow.Line(text, s_label, new(box.X, axis - 5), plot.Y(value) - 4.5, Align.End);
            }
            DrawLevel(page, plot);
            DrawDays(page, plot);
            ChartMarks.Draw(page, plot);
        });
    }

    private static void DrawLevel(StatementPage page, Plot plot)
    {
        var values = page.Statement.BalanceByDay.Select(b => b.ToDecimal()).ToList();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] == 0) continue;
            var (top, bottom) = (plot.Y(Math.Max(values[i], 0)), plot.Y(Math.Min(values[i], 0)));
            // A hair wider than a day: no seam shows between two of them
            var width = plot.X(i + 1) - plot.X(i) + (i + 1 < values.Count ? 0.3 : 0);
            page.Flow.Page.Fill(plot.X(i), top, width, bottom - top, values[i] < 0 ? Ink.BelowZeroArea : Ink.Level);
        }
        page.Flow.Page.Line(plot.Box.X, plot.Y(0), plot.Box.Right, plot.Y(0), Ink.Secondary, 0.75);
        List<(double X, double Y)> line = [(plot.X(0), plot.Y(page.Statement.Opening.ToDecimal()))];
        for (var i = 0; i < values.Count; i++) line.AddRange([(plot.X(i), plot.Y(values[i])), (plot.X(i + 1), plot.Y(values[i]))]);
        page.Flow.Page.Path(line, Ink.Primary, 1.1);
    }

    private static void DrawDays(StatementPage page, Plot plot)
    {
        for (var i = 0; i < plot.Days; i += 7)
        {
            var (x, bottom) = (plot.X(i), plot.Top + plot.Height);
            page.Flow.Page.Line(x, bottom, x, bottom + 3, Ink.Secondary, 0.6);
            var text = page.Words.Day(page.Statement.Period.FirstDay.AddDays(i));
            var width = TextMeasure.Width(text, s_label) + 0.5;
            page.Flow.Line(text, s_label, new(Math.Clamp(x - width / 2, plot.Box.X, plot.Box.Right - width), width), bottom + 4);
        }
    }

    private static string Sentence(StatementPage page)
    {
        var (statement, words, figures) = (page.Statement, page.Words, page.Figures);
        var lowest = statement.BalanceByDay.Index().MinBy(d => d.Item);
        var highest = statement.BalanceByDay.Index().MaxBy(d => d.Item);
        string On(int index) => words.Date(statement.Period.FirstDay.AddDays(index));
        return words["ChartSentence", statement.Organization.Currency, figures.Text(statement.Opening), figures.Text(statement.Closing),
            figures.Text(lowest.Item), On(lowest.Index), figures.Text(highest.Item), On(highest.Index)];
    }
}

/// <summary>Where days and amounts lie on the page.</summary>
internal sealed record Plot(Box Box, double Top, double Height, ChartScale Scale, int Days)
{
    public double X(int day) => Box.X + Box.Width * day / Days;
    public double Y(decimal value) => Top + Height * (1 - Scale.Part(value));
}
