using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Documents.Layout;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>Which lot paid for which kind of call. Many kinds go into several tables one below the other; the last one has the total.</summary>
internal static class PaidForSection
{
    private const int KindsPerTable = 5;

    public static void Write(StatementPage page)
    {
        var lines = page.Statement.PaidFor;
        if (lines.Count == 0) return;
        UsageKind[] kinds =
        [
            .. lines.SelectMany(l => l.ByKind).Where(k => !k.Value.IsZero).GroupBy(k => k.Key)
                .OrderByDescending(g => g.Select(k => k.Value).Total()).ThenBy(g => g.Key).Select(g => g.Key),
        ];
        page.Flow.Heading(page.Words["PaidForTitle"], "H2", TextStyle.Heading, before: 14);
        page.Flow.Space(3);
        var parts = kinds.Chunk(KindsPerTable).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0) page.Flow.Space(10);
            TableWriter.Write(page.Flow, PaidForTable(page, parts[i], hasTotal: i == parts.Count - 1));
        }
    }

    private static Table PaidForTable(StatementPage page, UsageKind[] kinds, bool hasTotal)
    {
        var (words, figures, lines) = (page.Words, page.Figures, page.Statement.PaidFor);
        List<FigureColumn> columns =
        [
            FigureColumn.Words(words["ColumnLot"], i => lines[i].Lot is { } lot ? new Cell(words.Lot(lot), Lot: lot) : words["Overdraft"]),
        ];
        foreach (var kind in kinds)
        {
            var amounts = lines.Select(l => l.ByKind.GetValueOrDefault(kind)).ToList();
            columns.Add(FigureColumn.Amounts(words.KindOf(kind), [.. amounts.Select(figures.ShownOrNothing)], figures.Shown(amounts.Total()), figures.Text));
        }
        if (hasTotal)
        {
            var missed = lines.Select(l => figures.Rounding(l.ByKind.Values, l.Total)).ToList();
            var totals = lines.SelectMany(l => l.ByKind).GroupBy(k => k.Key).Select(g => g.Select(k => k.Value).Total());
            var missedByTotal = figures.Rounding(totals, lines.Select(l => l.Total).Total());
            if (missed.Any(m => m != 0) || missedByTotal != 0)
                columns.Add(FigureColumn.Amounts(words["RoundingColumn"], [.. missed.Select(m => m == 0 ? (decimal?)null : m)], missedByTotal, figures.Signed));
            columns.Add(FigureColumn.Amounts(words["Used"], [.. lines.Select(l => figures.ShownOrNothing(l.Total))],
                figures.Shown(lines.Select(l => l.Total).Total()), figures.Text));
        }
        return FigureTable.Of(words, words["Total"], lines.Count, columns);
    }
}
