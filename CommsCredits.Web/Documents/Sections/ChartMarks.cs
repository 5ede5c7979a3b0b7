using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>Every purchase and lapse of the period as a thick step, and its words where there is room for them, the largest first; and "below zero".</summary>
internal static class ChartMarks
{
    private static readonly TextStyle s_style = new(FontFace.Medium, 7.5, 9);

    public static void Draw(StatementPage page, Plot plot)
    {
        var marks = plot.Course.Marks.OrderByDescending(m => m.Step.Amount.Abs()).ToList();
        var isCrowd = ChartLabels.IsCrowd(marks.Count);
        var labels = new ChartLabels((decimal)plot.Box.X, (decimal)plot.Box.Right, (decimal)plot.Top - 14, (decimal)s_style.LineHeight, isCrowd ? 2 : 4);
        foreach (var mark in marks)
            page.Flow.Page.Line(plot.X(mark.At), plot.Y(mark.Before.ToDecimal()), plot.X(mark.At), plot.Y(mark.After.ToDecimal()), mark.Step.Amount.IsNegative ? Ink.LapseMark : Ink.Primary, 2.2);
        if (plot.Line.Any(p => p.Value < 0)) Label(page, plot, labels, page.Words["ChartBelowZero"], plot.X(plot.Line.MinBy(p => p.Value).At), Ink.BelowZero);
        // What was bought on one day is one upright line, and so one text
        var said = marks.GroupBy(m => (m.At, IsIn: m.Step.Amount.IsPositive, Lot: m.Step.Amount.IsPositive ? null : m.Step.Lot)).Select(g => (g.Key.At, Steps: g.Select(m => m.Step).ToList()));
        foreach (var (at, steps) in said.OrderByDescending(s => s.Steps.Select(step => step.Amount).Total().Abs()))
            Label(page, plot, labels, TextOf(page, steps, isCrowd), plot.X(at), steps[0].Amount.IsNegative ? Ink.LapseText : Ink.Text);
    }

    private static string TextOf(StatementPage page, List<LevelStep> steps, bool isCrowd)
    {
        var amount = steps.Select(s => s.Amount).Total();
        return steps switch
        {
            [{ Amount.IsNegative: true, Lot: { } lot }, ..] => page.Words["ChartLapsed", page.Words.Lot(lot), page.Figures.Text(amount)],
            _ when isCrowd => page.Figures.Signed(amount),
            [_] => page.Words["ChartBought", page.Figures.Signed(amount)],
            _ => page.Words["ChartBoughtOften", page.Words.Count(steps.Count), page.Figures.Signed(amount)],
        };
    }

    private static void Label(StatementPage page, Plot plot, ChartLabels labels, string text, double at, int ink)
    {
        var width = TextMeasure.Width(text, s_style) + 0.5;
        if (labels.Place((decimal)width, (decimal)at, plot.TopBetween) is not { } place) return;
        var top = (double)place.Y - s_style.LineHeight * 0.8;
        // The panel's ground behind the words: a grid line does not run through them
        page.Flow.Page.Fill((double)place.X - 1.5, top, width + 3, s_style.LineHeight, Ink.Panel);
        page.Flow.Line(text, s_style.In(ink), new((double)place.X, width), top);
    }
}
