using CommsCredits.Domain;
using CommsCredits.Domain.Insight;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>The figures of a <see cref="MonthChart"/>: the balance at the end of each day, and what came in or lapsed.</summary>
public sealed partial class CourseTable
{
    [Parameter, EditorRequired] public LevelCourse Course { get; set; } = default!;
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;

    private IEnumerable<(DateOnly Day, Money Closing, IEnumerable<LevelStep> Steps)> Rows
    {
        get
        {
            var steps = Course.Marks.ToLookup(m => m.Step.Day, m => m.Step);
            // The last point of a day is its end, after what lapsed with it.
            return Course.Points.Where(p => p.Levels.Day >= Course.First).GroupBy(p => p.Levels.Day).Select(g => (g.Key, g.Last().Balance, steps[g.Key]));
        }
    }
}
