using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>What this is, for which month, whose it is, and by which clock and entries it was made.</summary>
internal static class TitleSection
{
    private const double LabelWidth = 111;

    public static void Write(StatementPage page)
    {
        var (flow, words, statement) = (page.Flow, page.Words, page.Statement);
        flow.Space(14);
        flow.Y += flow.Write(flow.Document.Structure.Add("H1"), words["Title"], TextStyle.Title, flow.Column, flow.Y) + 2;
        flow.Y += flow.Write(flow.Document.Structure.Add("P"), words.Period(statement.Period), TextStyle.Lead, flow.Column, flow.Y) + 12;

        var (left, right) = (new Box(flow.Column.X, 240), new Box(flow.Column.X + 266, flow.Column.Width - 266));
        var style = TextStyle.Body with { LineHeight = 13.5 };
        var nameEnd = flow.Y + flow.Write(flow.Document.Structure.Add("P"), statement.Organization.Name, style.In(FontFace.SemiBold), left, flow.Y);
        foreach (var (label, value) in Facts(page)) flow.Y += WriteFact(flow, style, right, label, value);
        flow.Y = Math.Max(flow.Y, nameEnd) + 13;
    }

    private static IEnumerable<(string Label, string Value)> Facts(StatementPage page)
    {
        var (words, statement) = (page.Words, page.Statement);
        var calendar = statement.Organization.Calendar;
        yield return (words["Currency"], statement.Organization.Currency.Code);
        yield return (words["Zone"], calendar.Zone.Id);
        yield return (words["Entries"], statement.EntryCount == 0
            ? words["NoEntries"]
            : words["EntryRange", words.Count(statement.FirstSequence), words.Count(statement.LastSequence), words.Count(statement.EntryCount)]);
        yield return (words["Closed"], statement.Closed is { } closed ? words.LongDate(calendar.DayOf(closed)) : words["StillOpen"]);
    }

    private static double WriteFact(Flow flow, TextStyle style, Box box, string label, string value)
    {
        var lines = LineBreaker.Break(value, style, box.Width - LabelWidth);
        flow.Page.Tagged(flow.Document.Structure.Add("P"), () =>
        {
            flow.Line(label + " ", style.In(Ink.Secondary), new(box.X, LabelWidth - 4), flow.Y);
            for (var i = 0; i < lines.Count; i++)
                flow.Line(lines[i], style, new(box.X + LabelWidth, box.Width - LabelWidth), flow.Y + i * style.LineHeight);
        });
        return lines.Count * style.LineHeight;
    }
}
