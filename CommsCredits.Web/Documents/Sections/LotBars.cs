using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>What the lots held on the first and the last day, as two bars of one scale. The lot that pays first lies on the right.</summary>
internal static class LotBars
{
    private const double BarHeight = 15;
    private const double Gap = 1.5;
    private const double LabelWidth = 46;

    public static void Write(StatementPage page)
    {
        var (flow, words, statement) = (page.Flow, page.Words, page.Statement);
        var lots = statement.Lots.OrderByDescending(l => l.LastUsableDay).ThenByDescending(l => l.Number).ToList();
        var (opening, closing) = (lots.Select(l => l.Opening).Total(), lots.Select(l => l.Closing).Total());
        var largest = Money.Max(opening, closing);
        if (!largest.IsPositive) return;
        var (first, last) = (words.Day(statement.Period.FirstDay), words.Day(statement.Period.LastDay));
        var sentence = words["BarsSentence", first, Held(page, l => l.Opening), last, Held(page, l => l.Closing)];
        flow.Reserve(2 * (BarHeight + 4));
        flow.Page.Tagged(flow.Document.Structure.AddFigure(sentence), () =>
        {
            WriteBar(page, first, lots.Select(l => (l.Number, l.Opening)), opening, largest);
            WriteBar(page, last, lots.Select(l => (l.Number, l.Closing)), closing, largest);
        });
        flow.Space(6);
    }

    private static void WriteBar(StatementPage page, string day, IEnumerable<(int Number, Money Amount)> lots, Money total, Money largest)
    {
        var (flow, style) = (page.Flow, TextStyle.Body with { LineHeight = BarHeight });
        flow.Line(day, style.In(Ink.Secondary), new(flow.Column.X, LabelWidth), flow.Y);
        var figure = page.Figures.Text(total);
        flow.Line(figure, style.In(FontFace.Medium), new(flow.Column.Right - 76, 76), flow.Y, Align.End);
        var bars = new Box(flow.Column.X + LabelWidth + 4, flow.Column.Width - LabelWidth - 88);
        var x = bars.X;
        foreach (var (number, amount) in lots.Where(l => l.Amount.IsPositive))
        {
            var width = bars.Width * (double)(amount.ToDecimal() / largest.ToDecimal());
            flow.Page.Fill(x, flow.Y, Math.Max(0.6, width - Gap), BarHeight, Ink.Lot(number));
            WriteName(page, number, new(x + 4.5, width - Gap - 9));
            x += width;
        }
        flow.Y += BarHeight + 4;
    }

    /// <summary>"Lot 8" where there is room, else its number, else nothing: the table below names every lot.</summary>
    private static void WriteName(StatementPage page, int number, Box box)
    {
        var style = new TextStyle(FontFace.Medium, 8.25, BarHeight, Ink.OnLot(number));
        foreach (var name in new[] { page.Words.Lot(number), page.Words.Count(number) })
        {
            if (TextMeasure.Width(name, style) > box.Width) continue;
            page.Flow.Line(name, style, box, page.Flow.Y);
            return;
        }
    }

    private static string Held(StatementPage page, Func<LotLine, Money> amount)
    {
        var held = page.Statement.Lots.Where(l => amount(l).IsPositive).Select(l => $"{page.Words.Lot(l.Number)} {page.Figures.Text(amount(l))}").ToList();
        return held.Count == 0 ? Figures.Nothing : string.Join(", ", held);
    }
}
