namespace CommsCredits.Domain.Insight;

/// <summary>What the pool holds at a boundary between two days, so many whole days after the drawing begins. The levels are of the day that ends there, or that begins with what came in.</summary>
public sealed record LevelPoint(int At, LevelDay Levels)
{
    public Money Balance => Levels.Balance;
}

/// <summary>A step where it stands, and the balance before and after it.</summary>
public sealed record LevelMark(LevelStep Step, int At, Money Before, Money After);

/// <summary>
/// The pool through days, as it is drawn: straight from the end of a day to the end of the next, upright where money comes in as a day begins or lapses when it is over. It passes through the level
/// of each day's end.
/// </summary>
public sealed record LevelCourse(DateOnly First, int Days, IReadOnlyList<LevelPoint> Points, IReadOnlyList<LevelMark> Marks)
{
    /// <param name="start">When the first day begins; its own day does not count.</param>
    /// <param name="days">Days in order without a gap from the first on.</param>
    /// <param name="steps">Of these days; others are passed over.</param>
    /// <param name="offset">Days that the first one lies after the beginning of the drawing.</param>
    public static LevelCourse Of(LevelDay start, IReadOnlyList<LevelDay> days, IEnumerable<LevelStep> steps, int offset = 0)
    {
        var byDay = steps.Where(s => !s.Amount.IsZero).ToLookup(s => s.Day);
        var (points, marks, level) = (new List<LevelPoint> { new(offset, start) }, new List<LevelMark>(), start);
        void Step(LevelStep step, int at)
        {
            var after = Moved(level, step, step.Amount) with { Day = step.Day };
            marks.Add(new(step, at, level.Balance, after.Balance));
            points.Add(new(at, after));
            level = after;
        }
        foreach (var (number, day) in days.Index())
        {
            var at = offset + number;
            foreach (var step in byDay[day.Day].Where(s => s.Amount.IsPositive)) Step(step, at);
            var lapses = byDay[day.Day].Where(s => s.Amount.IsNegative).ToList();
            level = lapses.Aggregate(day, (l, lapse) => Moved(l, lapse, -lapse.Amount));
            points.Add(new(at + 1, level));
            foreach (var lapse in lapses) Step(lapse, at + 1);
            level = day;
        }
        return new(days.Count > 0 ? days[0].Day.AddDays(-offset) : start.Day, days.Count, points, marks);
    }

    private static LevelDay Moved(LevelDay level, LevelStep step, Money amount)
    {
        if (step.Lot is not { } lot || level.IsWhole) return level with { Rest = level.Rest + amount };
        var left = level.Of(lot) + amount;
        var others = level.Lots.Where(l => l.Number != lot);
        return level with { Lots = left.IsPositive ? [.. others, new(lot, left)] : [.. others] };
    }
}
