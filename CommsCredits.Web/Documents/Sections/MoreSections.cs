using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Documents.Layout;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>The tables of a statement that have no drawing of their own, one below the other; a rounding line stands where shown lines miss the shown total.</summary>
internal static class MoreSections
{
    public static void Write(StatementPage page)
    {
        foreach (var section in page.Statement.Sections)
        {
            // A short table is not divided
            page.Flow.Heading(page.Words[section.Name], "H2", TextStyle.Heading, before: 14, follows: Math.Min(240, (section.Rows.Count + 2) * (TextStyle.Small.LineHeight + 5.6)));
            page.Flow.Space(3);
            TableWriter.Write(page.Flow, SectionTable(page, section));
        }
    }

    private static Table SectionTable(StatementPage page, StatementSection section)
    {
        var words = page.Words;
        var rows = section.Rows.Select(r => new Row([.. r.Cells.Select(c => new Cell(Text(page, c)))], r.IsTotal ? RowKind.Total : RowKind.Line)).ToList();
        if (RoundingRow(page, section) is { } rounding) rows.Insert(rows.Count - 1, rounding);
        return new([.. section.Columns.Select((c, i) => i == 0 ? new Column(words[c], Grows: true) : Column.Figure(words[c]))], rows);
    }

    private static string Text(StatementPage page, SectionCell cell) => cell switch
    {
        AmountCell { Amount: var amount } => page.Figures.Text(amount),
        CountCell { Count: var count } => page.Words.Count(count),
        PeriodCell { Period: var period } => page.Words.NameOf(period),
        TermCell { Key: var key } => page.Words[key],
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, null),
    };

    private static Row? RoundingRow(StatementPage page, StatementSection section)
    {
        if (section.Rows is not [.., { IsTotal: true } total]) return null;
        var lines = section.Rows.SkipLast(1).ToList();
        var missed = total.Cells.Select((cell, i) => cell is AmountCell sum ? page.Figures.Rounding(lines.Select(l => l.Cells[i]).OfType<AmountCell>().Select(a => a.Amount), sum.Amount) : 0).ToList();
        return missed.All(m => m == 0) ? null : new([page.Words["Rounding"], .. missed.Skip(1).Select(m => m == 0 ? "" : page.Figures.Text(m))], RowKind.Quiet);
    }
}
