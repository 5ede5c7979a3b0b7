using System.Globalization;
using CommsCredits.Domain.Insight;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>
/// The balance through the statement's days, the same line as on the page: upright where money was bought or lapsed, and every such step drawn thick. Below zero is filled and named.
/// </summary>
internal static class BalanceChart
{
    private const decimal TickRoom = 40;

    private static readonly TextStyle s_label = new(FontFace.Regular, 7.5, 9, Ink.Secondary);

    public static void Write(StatementPage page, Box box, double y, double height)
    {
        if (page.Statement.BalanceByDay.Count == 0) return;
        var course = StatementCourse.Of(page.Statement);
        var line = ChartLine.Of(course.Points);
        var scale = new ChartScale(line.Min(p => p.Value), line.Max(p => p.Value));
        var ticks = scale.Ticks.Select(tick => (Value: tick, Text: page.Words.Number(tick, scale.Decimals))).ToList();
        var axis = ticks.Max(t => TextMeasure.Width(t.Text, s_label)) + 5;
        var plot = new Plot(new(box.X + axis, box.Width - axis), y + 14, height - 14 - 13, scale, course, line);
        page.Flow.Page.Tagged(page.Flow.Document.Structure.AddFigure(Sentence(page, course)), () =>
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
        List<(double X, double Y)> Area(Func<decimal, decimal> part) =>
            [(plot.X(0), plot.Y(0)), .. plot.Line.Select(p => (plot.X(p.At), plot.Y(part(p.Value)))), (plot.X(plot.Course.Days), plot.Y(0))];
        if (plot.Line.Any(p => p.Value > 0)) page.Flow.Page.Area(Area(v => Math.Max(0, v)), Ink.Level);
        if (plot.Line.Any(p => p.Value < 0)) page.Flow.Page.Area(Area(v => Math.Min(0, v)), Ink.BelowZeroArea);
        page.Flow.Page.Line(plot.Box.X, plot.Y(0), plot.Box.Right, plot.Y(0), Ink.Secondary, 0.75);
        page.Flow.Page.Path([.. plot.Line.Select(p => (plot.X(p.At), plot.Y(p.Value)))], Ink.Primary, 1.1);
    }

    private static void DrawDays(StatementPage page, Plot plot)
    {
        var culture = CultureInfo.GetCultureInfo(page.Words.Culture);
        var ticks = ChartTicks.Of(plot.Course.First, plot.Course.Days, (decimal)plot.Box.Width, TickRoom);
        foreach (var day in ticks.Days)
        {
            var (x, bottom) = (plot.X(day.DayNumber - plot.Course.First.DayNumber), plot.Top + plot.Height);
            page.Flow.Page.Line(x, bottom, x, bottom + 3, Ink.Secondary, 0.6);
            var text = ticks.IsByMonth ? day.ToString(page.Words[day.Month == 1 ? "AxisYearPattern" : "AxisMonthPattern"], culture) : page.Words.Day(day);
            var width = TextMeasure.Width(text, s_label) + 0.5;
            page.Flow.Line(text, s_label, new(Math.Clamp(x - width / 2, plot.Box.X, plot.Box.Right - width), width), bottom + 4);
        }
    }

    private static string Sentence(StatementPage page, LevelCourse course)
    {
        var (statement, words, figures) = (page.Statement, page.Words, page.Figures);
        var lowest = statement.BalanceByDay.Index().MinBy(d => d.Item);
        var highest = statement.BalanceByDay.Index().MaxBy(d => d.Item);
        string On(int index) => words.Date(course.First.AddDays(index));
        return words["ChartSentence", statement.Organization.Currency, figures.Text(statement.Opening), figures.Text(statement.Closing),
            figures.Text(lowest.Item), On(lowest.Index), figures.Text(highest.Item), On(highest.Index)];
    }
}

/// <summary>Where days and amounts lie on the page.</summary>
internal sealed record Plot(Box Box, double Top, double Height, ChartScale Scale, LevelCourse Course, IReadOnlyList<(decimal At, decimal Value)> Line)
{
    /// <summary>So many days after the first one began.</summary>
    public double X(decimal at) => Box.X + Box.Width * (double)at / Course.Days;
    public double Y(decimal value) => Top + Height * (1 - Scale.Part(value));

    /// <summary>The top of the line between two places; the zero line where it is below.</summary>
    public decimal TopBetween(decimal left, decimal right) => (decimal)Y(Math.Max(0, ChartLine.Highest(Line, AtOf(left), AtOf(right))));

    private decimal AtOf(decimal x) => (x - (decimal)Box.X) / (decimal)Box.Width * Course.Days;
}
