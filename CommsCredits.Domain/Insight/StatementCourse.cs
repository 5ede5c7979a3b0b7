using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;

namespace CommsCredits.Domain.Insight;

/// <summary>
/// The balance through the days of a statement with every purchase and lapse marked where the balance moved: on its own day, or where that lies outside the period or was booked late (R12.2), on the
/// day of booking.
/// </summary>
public static class StatementCourse
{
    public static LevelCourse Of(Statement statement) =>
        Of(statement.Period.FirstDay, statement.Opening, statement.BalanceByDay, statement.TopUps.Concat(statement.Lapses), statement.Organization.BooksBegin);

    /// <param name="closings">The balance at the end of each day, any number of them.</param>
    public static LevelCourse Of(DateOnly first, Money opening, IReadOnlyList<Money> closings, IEnumerable<MovementLine> moves, DateOnly booksBegin)
    {
        var last = first.AddDays(closings.Count - 1);
        DateOnly DayOf(MovementLine line)
        {
            var day = line.Happened < booksBegin ? booksBegin : line.Happened;
            if (line.IsLate || day < first || day > last) day = line.Booked;
            return day < first ? first : day > last ? last : day;
        }
        var steps = moves.GroupBy(m => (Day: DayOf(m), m.Lot, IsIn: m.Kind is EntryKind.Purchase or EntryKind.OpeningLot)).Select(g => (g.Key.IsIn, Step: new LevelStep(g.Key.Day, g.Key.Lot, g.Select(m => m.Amount).Total())))
            .Where(s => s.IsIn == s.Step.Amount.IsPositive).Select(s => s.Step);
        LevelDay Whole(int day, Money balance) => new(first.AddDays(day), [], balance) { IsWhole = true };
        return LevelCourse.Of(Whole(-1, opening), [.. closings.Select((closing, day) => Whole(day, closing))], steps);
    }
}
