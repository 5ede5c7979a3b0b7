using CommsCredits.Domain.Ledger;

namespace CommsCredits.Domain.Insight;

/// <summary>What all entries of one kind did to one lot on one day; to the overdraft where there is no lot.</summary>
public readonly record struct LotMove(DateOnly Day, int? Lot, EntryKind Kind, Money Change);

/// <summary>
/// The pool at the end of each of the last days, by lot, walked back from what it holds now: the level before a day is the level after it less what moved on it. It needs the moves of these days and
/// nothing older.
/// </summary>
public sealed record PoolPast(LevelDay Opening, IReadOnlyList<LevelDay> Days, IReadOnlyList<LevelStep> Steps)
{
    public DateOnly First => Days[0].Day;
    public LevelDay Today => Days[^1];

    public LevelCourse Course => LevelCourse.Of(Opening, Days, Steps);

    /// <param name="lots">With what they hold now; those that hold nothing are passed over.</param>
    /// <param name="moves">Of the first of these days and later; older ones are passed over.</param>
    public static PoolPast Of(IEnumerable<CreditLot> lots, Money overdraft, IEnumerable<LotMove> moves, DateOnly first, DateOnly today)
    {
        var left = lots.Where(l => !l.Left.IsZero).ToDictionary(l => l.Number, l => l.Left);
        var rest = -overdraft;
        var byDay = moves.Where(m => m.Day >= first).ToLookup(m => m.Day);
        // A lot that is below zero in the walk was paid back late: what it lacks is the overdraft's.
        LevelDay At(DateOnly day) => new(day, [.. left.Where(l => l.Value.IsPositive).OrderBy(l => l.Key).Select(l => new LotLevel(l.Key, l.Value))], rest + left.Values.Where(l => l.IsNegative).Total());
        var days = new List<LevelDay>();
        for (var day = today; day >= first; day = day.AddDays(-1))
        {
            days.Add(At(day));
            foreach (var move in byDay[day])
            {
                if (move.Lot is { } lot) left[lot] = left.GetValueOrDefault(lot) - move.Change;
                else rest -= move.Change;
            }
        }
        days.Reverse();
        return new(At(first.AddDays(-1)), days, [.. byDay.SelectMany(d => d).Where(m => IsStep(m.Kind)).GroupBy(m => (m.Day, m.Lot, IsIn: IsIn(m.Kind)))
            .Select(g => new LevelStep(g.Key.Day, g.Key.Lot, g.Select(m => m.Change).Total())).Where(s => !s.Amount.IsZero).OrderBy(s => s.Day).ThenBy(s => s.Lot)]);
    }

    private static bool IsIn(EntryKind kind) => kind is EntryKind.Purchase or EntryKind.OpeningLot;

    /// <summary>A lapse that late calls took back is less of a lapse.</summary>
    private static bool IsStep(EntryKind kind) => IsIn(kind) || kind is EntryKind.Expiry or EntryKind.ExpiryReversal;
}
