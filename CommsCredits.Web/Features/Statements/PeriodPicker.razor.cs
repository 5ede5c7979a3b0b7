using CommsCredits.Domain;
using CommsCredits.Web.Documents;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Statements;

/// <summary>Leads to the statement of a year, a quarter, or any months one after another. Plain links and a plain form: they work before the page lives.</summary>
public sealed partial class PeriodPicker
{
    [Parameter, EditorRequired] public MonthSpan Shown { get; set; }

    /// <summary>Every month in the books, newest first.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<Month> Months { get; set; } = [];
    [Parameter, EditorRequired] public StatementWords Words { get; set; } = default!;

    private IEnumerable<MonthSpan> Years => Months.Select(m => m.Year).Distinct().Select(y => new MonthSpan(new(y, 1), new(y, 12)));

    private IEnumerable<MonthSpan> Quarters(MonthSpan year) =>
        new[] { 1, 4, 7, 10 }.Select(m => new Month(year.First.Year, m)).Select(first => new MonthSpan(first, first.Next.Next)).Where(q => Months.Any(q.Contains));

    /// <summary>The year as far as it is in the books: what its link leads to.</summary>
    private MonthSpan Known(MonthSpan year) => new(Months.Where(year.Contains).Min(), Months.Where(year.Contains).Max());
}
