using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Insight;

[Trait("Rule", "R12.2")]
public sealed class StatementCourseTests
{
    private static readonly DateOnly s_first = StatementSamples.October.FirstDay;

    public static TheoryData<string> Samples => [nameof(StatementSamples.Marlow), nameof(StatementSamples.Everything), nameof(StatementSamples.ManyLots)];

    [Theory, MemberData(nameof(Samples))]
    public void EveryTopUpAndLapse_IsMarked(string sample)
    {
        var statement = Of(sample);
        var moved = statement.TopUps.Concat(statement.Lapses.Where(l => l.Kind == EntryKind.Expiry)).Where(l => !l.Amount.IsZero).ToList();
        var marks = StatementCourse.Of(statement).Marks;
        Assert.NotEmpty(moved);
        Assert.Equal(moved.Select(l => (l.Lot, l.Amount.IsPositive)).Order(), marks.Select(m => (m.Step.Lot, m.Step.Amount.IsPositive)).Order());
        Assert.All(marks, m => Assert.Equal(m.Step.Amount, m.After - m.Before));
    }

    [Theory, MemberData(nameof(Samples))]
    public void Line_PassesThroughTheBalanceOfEachDay(string sample)
    {
        var statement = Of(sample);
        var points = StatementCourse.Of(statement).Points;
        Assert.Equal(statement.Opening, points[0].Balance);
        Assert.Equal(statement.BalanceByDay, Enumerable.Range(1, 31).Select(at => points.Last(p => p.At == at && p.Levels.Day == s_first.AddDays(at - 1)).Balance));
    }

    [Fact]
    public void Lapse_StandsWhereItsLastUsableDayIsOver_APurchaseWhereItsDayBegins() =>
        Assert.Equal([(14, 7), (24, (int?)11)], StatementCourse.Of(StatementSamples.Marlow()).Marks.Select(m => (m.At, m.Step.Lot)));

    [Fact]
    public void Purchase_RecordedForAnEarlierDay_IsMarkedWhereItWasBooked()
    {
        var course = Course(new MovementLine(1, new(2025, 12, 10), new(2026, 10, 25), 17, EntryKind.Purchase, null, Money.OfUnits(400), IsLate: true, "topup:1"));
        Assert.Equal((24, new DateOnly(2026, 10, 25)), (course.Marks[0].At, course.Marks[0].Step.Day));
        // Late within a longer period: still where it was booked.
        Assert.Equal(24, Course(new MovementLine(1, new(2026, 10, 2), new(2026, 10, 25), 17, EntryKind.Purchase, null, Money.OfUnits(400), IsLate: true, "topup:1")).Marks[0].At);
    }

    [Fact]
    public void OpeningLot_IsMarkedWhereTheBooksBegin() =>
        Assert.Equal(4, StatementCourse.Of(s_first, Money.Zero, Balances(31), [new(1, new(2026, 3, 1), new(2026, 10, 9), 1, EntryKind.OpeningLot, null, Money.OfUnits(9), false, "lot:1")], booksBegin: s_first.AddDays(4)).Marks[0].At);

    [Fact]
    public void APeriod_HasAnyNumberOfDays()
    {
        var course = StatementCourse.Of(new(2026, 1, 1), Money.Zero, Balances(365), [new(1, new(2026, 12, 31), new(2026, 12, 31), 1, EntryKind.Purchase, null, Money.OfUnits(9), false, "topup:1")], new(2024, 1, 1));
        Assert.Equal((365, 364), (course.Days, course.Marks[0].At));
    }

    private static LevelCourse Course(MovementLine line) => StatementCourse.Of(s_first, Money.Zero, Balances(31), [line], new(2024, 1, 1));
    private static List<Money> Balances(int days) => [.. Enumerable.Range(1, days).Select(d => Money.OfUnits(d))];

    private static Statement Of(string sample) => sample switch
    {
        nameof(StatementSamples.Marlow) => StatementSamples.Marlow(),
        nameof(StatementSamples.Everything) => StatementSamples.Everything(),
        _ => StatementSamples.ManyLots(20),
    };
}
