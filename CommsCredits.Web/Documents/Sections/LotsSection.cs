using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Documents.Layout;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>Each lot of the month: what it held, what came and went, what it holds. A column nobody needs this month is left out.</summary>
internal static class LotsSection
{
    public static void Write(StatementPage page)
    {
        var (flow, words, statement) = (page.Flow, page.Words, page.Statement);
        flow.Space(12);
        flow.Heading(words["LotsTitle"], "H2", TextStyle.Part, before: 0);
        if (statement.Lots.Count == 0)
        {
            flow.Paragraph(words["NoLots"], TextStyle.Body.In(Ink.Secondary), after: 4);
            return;
        }
        flow.Paragraph(words["LotsIntro"], TextStyle.Body.In(Ink.Secondary), after: 5);
        LotBars.Write(page);
        TableWriter.Write(flow, LotsTable(page));
        if (statement.Overdraft.IsZero) return;
        flow.Space(6);
        var held = statement.Lots.Select(l => l.Closing).Total();
        flow.Paragraph(words["OverdraftBeside", page.Figures.Text(held), page.Figures.Text(statement.Overdraft), page.Figures.Text(statement.Closing)], TextStyle.Body);
    }

    private static Table LotsTable(StatementPage page)
    {
        var (words, lots) = (page.Words, page.Statement.Lots.OrderBy(l => l.Number).ToList());
        List<FigureColumn> columns =
        [
            FigureColumn.Words(words["ColumnLot"], i => new Cell(words.Lot(lots[i].Number), Lot: lots[i].Number)),
            FigureColumn.Words(words["ColumnPurchased"], i => words.Date(lots[i].Purchased)),
            Amounts(words["ColumnOpening"], l => l.Opening),
            Amounts(words["Bought"], l => l.Bought),
        ];
        if (lots.Any(l => !l.Corrected.IsZero)) columns.Add(Amounts(words["ColumnCorrected"], l => l.Corrected, page.Figures.Signed));
        columns.Add(Amounts(words["Used"], l => l.Used));
        if (lots.Any(l => !l.MadeGood.IsZero)) columns.Add(Amounts(words["ColumnMadeGood"], l => l.MadeGood));
        if (lots.Any(l => !l.PaidBack.IsZero)) columns.Add(Amounts(words["PaidBack"], l => l.PaidBack));
        columns.Add(Amounts(words["Lapsed"], l => l.Lapsed));
        if (lots.Any(l => RoundingOf(l) != 0))
        {
            var missed = lots.Select(RoundingOf).ToList();
            columns.Add(FigureColumn.Amounts(words["RoundingColumn"], [.. missed.Select(m => m == 0 ? (decimal?)null : m)], RoundingOf(Sum(lots)), page.Figures.Signed));
        }
        columns.Add(Amounts(words["ColumnClosing"], l => l.Closing, isZeroShown: true));
        columns.Add(FigureColumn.Words(words["ColumnLastUsableDay"],
            i => lots[i].HasEnded ? words["Ended", words.Date(lots[i].LastUsableDay)] : words.Date(lots[i].LastUsableDay)));
        return FigureTable.Of(words, words["AllLots"], lots.Count, columns);

        FigureColumn Amounts(string head, Func<LotLine, Money> amount, Func<decimal, string>? text = null, bool isZeroShown = false) =>
            FigureColumn.Amounts(head, [.. lots.Select(amount).Select(a => isZeroShown ? page.Figures.Shown(a) : page.Figures.ShownOrNothing(a))],
                page.Figures.Shown(lots.Select(amount).Total()), text ?? page.Figures.Text);

        decimal RoundingOf(LotLine lot) => page.Figures.Rounding(
            [lot.Opening, lot.Bought, lot.Corrected, -lot.Used, -lot.MadeGood, -lot.PaidBack, -lot.Lapsed], lot.Closing);
    }

    /// <summary>All lots as if they were one, for the total's own line.</summary>
    private static LotLine Sum(IReadOnlyList<LotLine> lots) => lots[0] with
    {
        Opening = lots.Select(l => l.Opening).Total(),
        Bought = lots.Select(l => l.Bought).Total(),
        Corrected = lots.Select(l => l.Corrected).Total(),
        Used = lots.Select(l => l.Used).Total(),
        MadeGood = lots.Select(l => l.MadeGood).Total(),
        PaidBack = lots.Select(l => l.PaidBack).Total(),
        Lapsed = lots.Select(l => l.Lapsed).Total(),
        Closing = lots.Select(l => l.Closing).Total(),
    };
}
