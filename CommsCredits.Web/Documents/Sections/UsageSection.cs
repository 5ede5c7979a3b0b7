using CommsCredits.Domain;
using CommsCredits.Web.Documents.Layout;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>What calls took from the pool, by kind; and beside the sum, what is billed after use and what awaits a decision (R12.1, R12.3).</summary>
internal static class UsageSection
{
    public static void Write(StatementPage page)
    {
        var (flow, words, statement) = (page.Flow, page.Words, page.Statement);
        flow.Heading(words["UsedByKind"], "H2", TextStyle.Heading, before: 14);
        flow.Space(3);
        if (statement.Usage.Count == 0) flow.Paragraph(words["NothingUsed"], TextStyle.Small.In(Ink.Secondary), after: 4);
        else TableWriter.Write(flow, UsageTable(page));
        flow.Space(8);
        if (!statement.BilledAfterUse.IsZero)
            flow.Paragraph(words["BilledAfterUse", WithCurrency(page, statement.BilledAfterUse)], TextStyle.Body, after: 3);
        if (statement.AwaitingCount > 0) flow.Paragraph(Awaiting(page), TextStyle.Body, after: 3);
    }

    private static Table UsageTable(StatementPage page)
    {
        var (words, figures, lines) = (page.Words, page.Figures, page.Statement.Usage.OrderByDescending(u => u.Amount).ThenBy(u => u.Kind).ToList());
        var used = page.Statement.Used;
        var shares = lines.Select(line => Figures.Share(line.Amount, used)).ToList();
        return FigureTable.Of(words, words["Used"], lines.Count,
        [
            FigureColumn.Words(words["KindOfCall"], i => words.KindOf(lines[i].Kind)),
            FigureColumn.Amounts(words["Calls"], [.. lines.Select(l => (decimal?)l.Calls)], lines.Sum(l => l.Calls), n => words.Number(n, 0)),
            FigureColumn.Amounts(words["Minutes"], [.. lines.Select(l => (decimal?)l.Minutes)], lines.Sum(l => l.Minutes), n => words.Number(n, 0)),
            FigureColumn.Amounts(words["Amount"], [.. lines.Select(l => (decimal?)figures.Shown(l.Amount))], figures.Shown(used), figures.Text),
            new(Column.Figure(words["Share"]), i => shares[i] is { } share ? words.Percent(share) : Figures.Nothing)
            {
                // Shares that miss a hundred as printed get no total: no rounding line explains a percentage
                TotalText = shares.Sum() == 1 ? words.Percent(1) : "",
            },
            new(Column.Bars(105), i => new Cell("", Bar: (double)(shares[i] ?? 0))),
        ]);
    }

    private static string Awaiting(StatementPage page)
    {
        var (words, statement) = (page.Words, page.Statement);
        var amount = WithCurrency(page, statement.AwaitingAmount);
        return statement.AwaitingCount == 1 ? words["AwaitingOne", amount] : words["AwaitingMany", words.Count(statement.AwaitingCount), amount];
    }

    private static string WithCurrency(StatementPage page, Money amount) => $"{page.Figures.Text(amount)} {page.Statement.Organization.Currency}";
}
