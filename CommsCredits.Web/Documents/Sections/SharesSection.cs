using CommsCredits.Domain.Statements;
using CommsCredits.Web.Documents.Layout;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>The same calls by person and by country, beside each other: the most expensive lines, and the rest as one; the attached tables have all of them.</summary>
internal static class SharesSection
{
    private const int Fewest = 2, Most = 10, MostOnAPageOfItsOwn = 7;
    private const double Gap = 24;

    public static void Write(StatementPage page)
    {
        var (words, statement) = (page.Words, page.Statement);
        if (statement.ByCountry.Count == 0) return;
        var (people, countries) = Tables(page, MostThatFit(page));
        TableWriter.WriteBeside(page.Flow, (words["ByPerson"], people), (words["ByCountry"], countries), Gap);
    }

    /// <summary>All that these tables say, with any number of lines before the rest.</summary>
    internal static IEnumerable<string> EveryText(StatementPage page) =>
        Enumerable.Range(Fewest, Most - Fewest + 1).Select(most => Tables(page, most)).SelectMany(t => t.People.Rows.Concat(t.Countries.Rows)).SelectMany(r => r.Cells).Select(c => c.Text);

    /// <summary>As many lines as page 1 has room for; where it has none even for few, the tables go to the next page.</summary>
    private static int MostThatFit(StatementPage page)
    {
        for (var most = Most; most >= Fewest; most--)
        {
            var (people, countries) = Tables(page, most);
            if (TableWriter.HeightBeside(page.Flow, people, countries, Gap) <= page.Flow.Left) return most;
        }
        return MostOnAPageOfItsOwn;
    }

    private static (Table People, Table Countries) Tables(StatementPage page, int most)
    {
        var (words, statement) = (page.Words, page.Statement);
        return (SharesTable(page, words["Person"], statement.ByPerson, words.PersonOnPaper, "OtherPeople", most),
            SharesTable(page, words["Country"], statement.ByCountry, words.Country, "OtherCountries", most));
    }

    private static Table SharesTable(StatementPage page, string head, IReadOnlyList<ShareLine> all, Func<string, string> nameOf, string others, int most)
    {
        var (words, figures, used) = (page.Words, page.Figures, page.Statement.Used);
        var list = ShareList.Of(all, most);
        IReadOnlyList<(string Name, ShareLine Line)> lines =
            [.. list.Lines.Select(l => (nameOf(l.Key), l)), .. list.Rest is { } rest ? new[] { (words[others, words.Count(list.Others)], rest) } : []];
        return FigureTable.Of(words, words["Used"], lines.Count,
        [
            FigureColumn.Words(head, i => lines[i].Name, grows: true),
            FigureColumn.Amounts(words["Calls"], [.. lines.Select(l => (decimal?)l.Line.Calls)], lines.Sum(l => l.Line.Calls), n => words.Number(n, 0)),
            FigureColumn.Amounts(words["Amount"], [.. lines.Select(l => (decimal?)figures.Shown(l.Line.Amount))], figures.Shown(used), figures.Text),
            new(Column.Figure(words["Share"]), i => Figures.Share(lines[i].Line.Amount, used) is { } share ? words.Percent(share) : Figures.Nothing),
        ]);
    }
}
