using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Statements;

namespace CommsCredits.Web.Documents.Tables;

/// <summary>
/// A statement as tables, for every writer of rows and columns: the same lines as the printed one, with exact amounts. Nothing is added up or rounded here; a part that is new stands here once and is in
/// each of those files.
/// </summary>
public static class StatementTables
{
    public static IReadOnlyList<StatementTable> Of(Statement s, StatementWords words) =>
    [
        Facts(s, words), Sum(s, words), Usage(s, words),
        Shares(words["ByCountry"], words["Country"], s.ByCountry, words.Country, words), Shares(words["ByPerson"], words["Person"], s.ByPerson, words.Person, words),
        Lots(s, words), PaidFor(s, words), Movements(words["TopUps"], s.TopUps, words), Movements(words["Lapsed"], s.Lapses, words),
        Movements(words["CorrectionsTitle"], s.CorrectionsAndLate, words), .. s.Sections.Select(section => Section(section, words)), Days(s, words),
    ];

    private static StatementTable Facts(Statement s, StatementWords words) => new(words["Title"], [],
    [
        [words["Organization"], s.Organization.Name],
        [words.LengthOf(s.Period), $"{s.Period}"],
        [words["Currency"], s.Organization.Currency.Code],
        [words["Zone"], s.Organization.Calendar.Zone.Id],
        [words["Closed"], s.Closed is { } closed ? s.Organization.Calendar.DayOf(closed) : words["StillOpen"]],
        [words["EntryFirst"], s.FirstSequence], [words["EntryLast"], s.LastSequence], [words["Entries"], s.EntryCount],
        [words["ProofFingerprint"], s.Fingerprint],
        [words["ProofHead", words.Count(s.HeadSequence)], s.HeadHash],
        .. Trail(s.Trail, words),
    ]);

    private static IReadOnlyList<TableValue>[] Trail(TrailHead? trail, StatementWords words) => trail is null ? [] : [[words["ProofTrail", words.Count(trail.Sequence)], trail.Hash]];

    /// <summary>What goes out has a minus: the lines add up to the closing balance.</summary>
    private static StatementTable Sum(Statement s, StatementWords words) => new(words.SumOf(s.Period), [words["What"], words["Amount"]],
    [
        [words["Opening"], s.Opening], [words["Bought"], s.Bought], [words["OpeningLots"], s.OpeningLots], [words["CreditedBack"], s.CreditedBack], [words["Used"], -s.Used], [words["Lapsed"], -s.Lapsed],
        [words["PaidBack"], -s.PaidBack], [words["Corrections"], s.Corrections], [words["Closing"], s.Closing],
        [words["OverdraftAtEnd"], s.Overdraft], [words["WillLapse"], s.AtRisk], [words["BilledAfterUseLine"], s.BilledAfterUse],
        [words["AwaitingCalls"], s.AwaitingCount], [words["AwaitingAmount"], s.AwaitingAmount],
    ]);

    private static StatementTable Usage(Statement s, StatementWords words) => new(words["UsedByKind"], [words["KindOfCall"], words["Calls"], words["Minutes"], words["Amount"]],
        [.. s.Usage.Select(u => (IReadOnlyList<TableValue>)[words.KindOf(u.Kind), u.Calls, u.Minutes, u.Amount]), [words["Used"], s.Usage.Sum(u => u.Calls), s.Usage.Sum(u => u.Minutes), s.Used]])
    {
        EndsInTotal = true,
    };

    /// <summary>All lines, also those that page 1 of the paper has as one.</summary>
    private static StatementTable Shares(string name, string head, IReadOnlyList<ShareLine> lines, Func<string, string> nameOf, StatementWords words) =>
        new(name, [head, words["Calls"], words["Minutes"], words["Amount"]], [.. lines.Select(l => (IReadOnlyList<TableValue>)[nameOf(l.Key), l.Calls, l.Minutes, l.Amount])])
        {
            Total = [words["Total"], lines.Sum(l => l.Calls), lines.Sum(l => l.Minutes), lines.Select(l => l.Amount).Total()],
        };

    private static StatementTable Section(StatementSection section, StatementWords words) =>
        new(words[section.Name], [.. section.Columns.Select(c => words[c])], [.. section.Rows.Select(r => (IReadOnlyList<TableValue>)[.. r.Cells.Select(c => Value(c, words))])])
        {
            EndsInTotal = section.Rows is [.., { IsTotal: true }],
        };

    private static TableValue Value(SectionCell cell, StatementWords words) => cell switch
    {
        AmountCell { Amount: var amount } => amount,
        CountCell { Count: var count } => count,
        PeriodCell { Period: var period } => words.NameOf(period),
        TermCell { Key: var key } => words[key],
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, null),
    };

    private static StatementTable Lots(Statement s, StatementWords words) => new(words["Lots"],
        [
            words["ColumnLot"], words["ColumnPurchased"], words["ColumnLastUsableDay"], words["ColumnOpening"], words["Bought"], words["ColumnCorrected"], words["Used"], words["ColumnMadeGood"], words["PaidBack"],
            words["Lapsed"], words["ColumnClosing"],
        ],
        [.. s.Lots.Select(l => (IReadOnlyList<TableValue>)[l.Number, l.Purchased, l.LastUsableDay, l.Opening, l.Bought, l.Corrected, -l.Used, -l.MadeGood, -l.PaidBack, -l.Lapsed, l.Closing])])
    {
        Total =
            [
                words["AllLots"], TableValue.Nothing, TableValue.Nothing, Of(s, l => l.Opening), Of(s, l => l.Bought), Of(s, l => l.Corrected), Of(s, l => -l.Used), Of(s, l => -l.MadeGood), Of(s, l => -l.PaidBack),
                Of(s, l => -l.Lapsed), Of(s, l => l.Closing),
            ],
    };

    private static Money Of(Statement s, Func<LotLine, Money> amount) => s.Lots.Select(amount).Total();

    private static StatementTable PaidFor(Statement s, StatementWords words)
    {
        var kinds = s.PaidFor.SelectMany(p => p.ByKind.Keys).Distinct().Order().ToList();
        return new(words["PaidForTitle"], [words["ColumnLot"], .. kinds.Select(words.KindOf), words["Total"]],
            [.. s.PaidFor.Select(p => (IReadOnlyList<TableValue>)[p.Lot is { } lot ? lot : words["Overdraft"], .. kinds.Select(k => Paid(p, k)), p.Total])])
        {
            Total =
            [
                words["Total"], .. kinds.Select(k => (TableValue)s.PaidFor.Select(p => p.ByKind.GetValueOrDefault(k)).Total()), s.PaidFor.Select(p => p.Total).Total(),
            ],
        };
    }

    private static TableValue Paid(PaidForLine line, UsageKind kind) => line.ByKind.TryGetValue(kind, out var amount) ? amount : TableValue.Nothing;

    private static StatementTable Movements(string name, IReadOnlyList<MovementLine> lines, StatementWords words) => new(name,
        [words["ColumnEntry"], words["Happened"], words["Booked"], words["ColumnLot"], words["ColumnWhat"], words["KindOfCall"], words["Calls"], words["ColumnWhy"], words["ColumnLate"], words["Amount"]],
        [
            .. lines.Select(l => (IReadOnlyList<TableValue>)
            [
                l.Sequence, l.Happened, l.Booked, l.Lot is { } lot ? lot : TableValue.Nothing, words.EntryOf(l.Kind), l.UsageKind is { } kind ? words.KindOf(kind) : TableValue.Nothing,
                l.UsageKind is null ? TableValue.Nothing : l.Count, words.Describe(l), l.IsLate ? words["LateMark"] : TableValue.Nothing, l.Amount,
            ]),
        ])
    {
        Total = [words["Total"], .. Enumerable.Repeat(TableValue.Nothing, 8), lines.Select(l => l.Amount).Total()],
    };

    private static StatementTable Days(Statement s, StatementWords words) => new(words["BalanceByDay"], [words["Date"], words["ColumnClosing"]],
        [.. s.BalanceByDay.Select((balance, i) => (IReadOnlyList<TableValue>)[s.Period.FirstDay.AddDays(i), balance])]);
}
