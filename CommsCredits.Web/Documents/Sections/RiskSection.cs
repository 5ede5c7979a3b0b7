using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>Three figures a reader asks for first: what lapsed, what will lapse soon, what is owed.</summary>
internal static class RiskSection
{
    private const double Padding = 12;
    private const int DaysAhead = 90;
    private static readonly double[] s_shares = [1, 1.25, 1.1];

    public static void Write(StatementPage page)
    {
        var (statement, words, flow) = (page.Statement, page.Words, page.Flow);
        (string Name, string Figure, string Note)[] cells =
        [
            (words["LapsedThisMonth"], page.Figures.Text(statement.Lapsed), LapsedNote(page)),
            (words["WillLapse"], page.Figures.Text(statement.AtRisk), RiskNote(page)),
            (words["OverdraftAtEnd"], page.Figures.Text(statement.Overdraft),
                statement.Overdraft.IsZero ? words["NothingOwed"] : words["NextTopUpRepays"]),
        ];
        var (small, figure) = (TextStyle.Small.In(Ink.Secondary), new TextStyle(FontFace.Medium, 13.5, 18));
        var boxes = Boxes(flow.Column);
        double Height(string text, Box box) => LineBreaker.Break(text, small, box.Width).Count * small.LineHeight;
        var (nameHeight, noteHeight) = (cells.Index().Max(c => Height(c.Item.Name, boxes[c.Index])), cells.Index().Max(c => Height(c.Item.Note, boxes[c.Index])));
        var height = nameHeight + figure.LineHeight + noteHeight + 14;
        flow.Reserve(height);
        flow.Page.Artifact(() =>
        {
            flow.Page.Frame(flow.Column.X, flow.Y, flow.Column.Width, height, Ink.Hairline, radius: 4.5, thickness: 0.75);
            foreach (var box in boxes.Skip(1)) flow.Page.Line(box.X - Padding, flow.Y, box.X - Padding, flow.Y + height, Ink.Hairline, 0.75);
        });
        foreach (var (i, cell) in cells.Index())
        {
            var y = flow.Y + 7;
            flow.Write(flow.Document.Structure.Add("P"), cell.Name, small, boxes[i], y);
            var shrunk = TextMeasure.Shrunk(cell.Figure, figure, boxes[i].Width);
            flow.Page.Tagged(flow.Document.Structure.Add("P"), () => flow.Line(cell.Figure, shrunk, boxes[i], y + nameHeight));
            flow.Write(flow.Document.Structure.Add("P"), cell.Note, small, boxes[i], y + nameHeight + figure.LineHeight);
        }
        flow.Y += height;
    }

    private static Box[] Boxes(Box column)
    {
        var x = column.X;
        return [.. s_shares.Select(share =>
        {
            var width = column.Width * share / s_shares.Sum();
            x += width;
            return new Box(x - width + Padding, width - 2 * Padding);
        })];
    }

    private static string LapsedNote(StatementPage page)
    {
        var words = page.Words;
        var lapses = page.Statement.Lapses.Where(l => l.Kind == EntryKind.Expiry).ToList();
        return lapses switch
        {
            [] => words["NothingLapsed"],
            [{ Lot: { } lot } lapse] => words["LotEnded", words.Lot(lot), words.LongDate(lapse.Happened)],
            _ => words["LotsEnded", words.Count(lapses.Count)],
        };
    }

    private static string RiskNote(StatementPage page)
    {
        var words = page.Words;
        var end = page.Statement.Period.LastDay.AddDays(DaysAhead);
        var lots = page.Statement.Lots.Where(l => !l.HasEnded && l.Closing.IsPositive && l.LastUsableDay <= end).OrderBy(l => l.LastUsableDay).ToList();
        return lots switch
        {
            [] => words["NothingWillLapse"],
            [LotLine lot] => words["LotWillEnd", words.Lot(lot.Number), words.LongDate(lot.LastUsableDay)],
            [LotLine first, ..] => words["LotsWillEnd", words.Count(lots.Count), words.LongDate(first.LastUsableDay)],
        };
    }
}
