using CommsCredits.Domain;
using CommsCredits.Domain.Statements;

namespace CommsCredits.Tests.Laws;

/// <summary>What finance books of a year comes to the statement's own figures, whatever happened in it.</summary>
public sealed class YearEndLaws
{
    /// <summary>What is carried forward is the closing balance and what is owed; lots that ended held what was used, paid back, lapsed, and what they still hold.</summary>
    [Fact]
    public void TheTablesOfAYear_AddUpToTheStatement() => Law.Holds(books =>
    {
        var builder = new StatementBuilder(books.Organization);
        foreach (var entry in books.Entries) builder.Add(entry);
        for (var year = new MonthSpan(new(2024, 1), new(2024, 12)); year.First.Year <= 2027; year = new(new(year.First.Year + 1, 1), new(year.First.Year + 1, 12)))
        {
            var s = builder.Build(year, null, 0, "");
            var (deferred, ended) = (Amounts(s.Sections[0]), Amounts(s.Sections[1]));
            Assert.Equal(s.Closing + s.Overdraft, deferred[^1]);
            Assert.Equal(deferred[^1], deferred.SkipLast(1).Total());
            Assert.Equal(ended[^1], ended.SkipLast(1).Total());
            var lots = s.Lots.Where(l => l.LastUsableDay >= year.FirstDay && l.LastUsableDay <= year.LastDay).ToList();
            Assert.Equal(-lots.Select(l => l.Lapsed).Total(), ended[3]);
            Assert.Equal(lots.Select(l => l.Closing).Total(), ended[^1]);
        }
    });

    /// <summary>A quarter has none of it.</summary>
    [Fact]
    public void AQuarter_HasNoSuchTables() =>
        Assert.Empty(new StatementBuilder(Support.StatementSamples.Marlow().Organization).Build(new MonthSpan(new(2024, 1), new(2024, 3)), null, 0, "").Sections);

    private static List<Money> Amounts(StatementSection section) => [.. section.Rows.Select(r => ((AmountCell)r.Cells[2]).Amount)];
}
