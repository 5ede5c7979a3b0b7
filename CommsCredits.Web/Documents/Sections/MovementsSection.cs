using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Documents.Layout;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>Every entry that is not an ordinary call: top-ups, lapses, corrections, and what was booked late (R12.2).</summary>
internal static class MovementsSection
{
    public static void Write(StatementPage page)
    {
        var words = page.Words;
        TableWriter.WriteBeside(page.Flow, (words["TopUps"], TopUps(page)), (words["Lapsed"], Lapses(page)), gap: 21);
        page.Flow.Heading(words["CorrectionsTitle"], "H2", TextStyle.Heading, before: 14);
        page.Flow.Space(3);
        if (page.Statement.CorrectionsAndLate.Count == 0) page.Flow.Paragraph(words["NoCorrections"], TextStyle.Small.In(Ink.Secondary), after: 2);
        else TableWriter.Write(page.Flow, Corrections(page));
    }

    private static Table TopUps(StatementPage page)
    {
        var words = page.Words;
        var total = page.Statement.TopUps.All(t => t.Kind == EntryKind.Purchase) ? words["Bought"] : words["Total"];
        return Movements(page, page.Statement.TopUps, words["Date"], words["How"], total, words["NoTopUps"], line =>
        {
            var how = line.Kind == EntryKind.Purchase ? words.Describe(line) : words["Both", words.EntryOf(line.Kind), words.Describe(line)];
            return line.Lot is { } lot ? words["LotSentence", words.Lot(lot), how] : how;
        }, line => line.Amount);
    }

    /// <summary>Shown as the sum shows them: lapsed is positive, a lapse reversed takes from it.</summary>
    private static Table Lapses(StatementPage page)
    {
        var (words, bought) = (page.Words, page.Statement.Lots.ToDictionary(l => l.Number, l => l.Purchased));
        return Movements(page, page.Statement.Lapses, words["EndedOn"], words["From"], words["Lapsed"], words["NothingLapsed"], line =>
        {
            if (line.Lot is not { } lot) return words.Describe(line);
            if (line.Kind == EntryKind.ExpiryReversal) return line.Count > 1 ? words["CallsOf", words["LapseReversed", words.Lot(lot)], words.Count(line.Count)] : words["LapseReversed", words.Lot(lot)];
            return bought.TryGetValue(lot, out var day) ? words["LotBoughtOn", words.Lot(lot), words.Date(day)] : words.Lot(lot);
        }, line => -line.Amount);
    }

    private static Table Movements(
        StatementPage page, IReadOnlyList<MovementLine> lines, string date, string what, string total, string nothing,
        Func<MovementLine, string> say, Func<MovementLine, Money> amount)
    {
        var (words, figures) = (page.Words, page.Figures);
        if (lines.Count == 0)
        {
            Row[] none = [new([Figures.Nothing, nothing, Figures.Nothing], RowKind.Quiet), new([total, "", figures.Text(Money.Zero)], RowKind.Total)];
            return new([new(date), Column.Words(what), Column.Figure(words["Amount"])], none, HasRowNames: false);
        }
        return FigureTable.Of(words, total, lines.Count,
        [
            FigureColumn.Words(date, i => Day(page, lines[i])),
            FigureColumn.Words(what, i => say(lines[i]), grows: true),
            FigureColumn.Amounts(words["Amount"], [.. lines.Select(l => (decimal?)figures.Shown(amount(l)))],
                figures.Shown(lines.Select(amount).Total()), figures.Text),
        ], hasRowNames: false);
    }

    /// <summary>By the day of booking, then by the day when it happened; the total says what all of them moved.</summary>
    private static Table Corrections(StatementPage page)
    {
        var (words, figures) = (page.Words, page.Figures);
        var lines = page.Statement.CorrectionsAndLate.OrderBy(l => l.Booked).ThenBy(l => l.Happened).ThenBy(l => l.Sequence).ToList();
        return FigureTable.Of(words, words["Total"], lines.Count,
        [
            FigureColumn.Words(words["Booked"], i => words.Date(lines[i].Booked)),
            FigureColumn.Words(words["Happened"], i => Day(page, lines[i])),
            FigureColumn.Words(words["What"], i => What(page, lines[i]), grows: true),
            FigureColumn.Amounts(words["Amount"], [.. lines.Select(l => (decimal?)figures.Shown(l.Amount))],
                figures.Shown(lines.Select(l => l.Amount).Total()), figures.Signed),
        ], hasRowNames: false);
    }

    private static Cell Day(StatementPage page, MovementLine line) =>
        new(page.Words.Date(line.Happened), Mark: line.IsLate ? page.Words["LateMark"] : "");

    private static string What(StatementPage page, MovementLine line)
    {
        var words = page.Words;
        var entry = line.UsageKind is { } kind ? words.KindOf(kind) : words.EntryOf(line.Kind);
        if (line.UsageKind is not null && line.Kind != EntryKind.Usage) entry = words["Both", words.EntryOf(line.Kind), entry];
        if (line.Count > 1) entry = words["CallsOf", entry, words.Count(line.Count)];
        var why = words.Describe(line);
        return line.Lot is { } lot ? words["WhatOfLot", entry, words.Lot(lot), why] : words["WhatSentence", entry, why];
    }
}
