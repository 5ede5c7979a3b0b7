using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>The words in the balance chart: the largest purchase, the largest lapse, and "below zero". A label that would lie on another is left out.</summary>
internal static class ChartMarks
{
    private static readonly TextStyle s_style = new(FontFace.Medium, 7.5, 9);

    public static void Draw(StatementPage page, Plot plot)
    {
        var statement = page.Statement;
        var taken = new List<(double X, double Y, double Width)>();
        if (Largest(statement.TopUps.Where(t => t.Kind == EntryKind.Purchase)) is { } bought)
            Mark(page, plot, taken, bought.Happened, page.Words["ChartBought", page.Figures.Signed(bought.Amount)], Ink.Text, Ink.Primary);
        if (Largest(statement.Lapses.Where(l => l.Kind == EntryKind.Expiry)) is { Lot: { } lot } lapse)
        {
            // What lapses at the end of a day is gone the next morning
            var day = page.Statement.Period.LastDay > lapse.Happened ? lapse.Happened.AddDays(1) : lapse.Happened;
            Mark(page, plot, taken, day, page.Words["ChartLapsed", page.Words.Lot(lot), page.Figures.Text(lapse.Amount)], Ink.LapseText, Ink.LapseMark);
        }
        if (statement.BalanceByDay.Index().FirstOrDefault(d => d.Item.IsNegative) is { Item.IsNegative: true } below)
        {
            var text = page.Words["ChartBelowZero"];
            Label(page, plot, taken, text, plot.X(below.Index) + TextMeasure.Width(text, s_style) / 2, Ink.BelowZero);
        }
    }

    private static MovementLine? Largest(IEnumerable<MovementLine> lines) => lines.MaxBy(l => l.Amount.Abs());

    /// <summary>The step itself drawn thick, its figure above.</summary>
    private static void Mark(
        StatementPage page, Plot plot, List<(double X, double Y, double Width)> taken, DateOnly day, string text, int ink, int mark)
    {
        var balances = page.Statement.BalanceByDay;
        var index = day.DayNumber - page.Statement.Period.FirstDay.DayNumber;
        if (index < 0 || index >= balances.Count) return;
        var before = index == 0 ? page.Statement.Opening : balances[index - 1];
        var (from, to) = (plot.Y(before.ToDecimal()), plot.Y(balances[index].ToDecimal()));
        if (Math.Abs(from - to) >= 1) page.Flow.Page.Line(plot.X(index), from, plot.X(index), to, mark, 2.2);
        Label(page, plot, taken, text, plot.X(index), ink);
    }

    /// <summary>Above the line, wherever the line is highest under the words.</summary>
    private static void Label(StatementPage page, Plot plot, List<(double X, double Y, double Width)> taken, string text, double center, int ink)
    {
        var width = TextMeasure.Width(text, s_style) + 0.5;
        if (width > plot.Box.Width) return;
        var x = Math.Clamp(center - width / 2, plot.Box.X, plot.Box.Right - width);
        var y = Math.Min(plot.Y(0), Highest(page, plot, x, width)) - 11;
        if (taken.Any(t => x < t.X + t.Width + 4 && t.X < x + width + 4 && Math.Abs(y - t.Y) < 10))
        {
            if (taken.Any(t => Math.Abs(y - 10 - t.Y) < 10 && x < t.X + t.Width + 4 && t.X < x + width + 4) || y - 10 < plot.Top - 14) return;
            y -= 10;
        }
        taken.Add((x, y, width));
        // The panel's ground behind the words: a grid line does not run through them
        page.Flow.Page.Fill(x - 1.5, y, width + 3, s_style.LineHeight, Ink.Panel);
        page.Flow.Line(text, s_style.In(ink), new(x, width), y);
    }

    private static double Highest(StatementPage page, Plot plot, double x, double width)
    {
        var balances = page.Statement.BalanceByDay;
        var first = Math.Max(0, (int)((x - plot.Box.X) / plot.Box.Width * plot.Days) - 1);
        var last = Math.Min(balances.Count - 1, (int)((x + width - plot.Box.X) / plot.Box.Width * plot.Days));
        return plot.Y(balances.Skip(first).Take(last - first + 1).Max().ToDecimal());
    }
}
