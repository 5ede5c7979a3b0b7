namespace CommsCredits.Domain.Statements;

/// <summary>
/// A table of a statement that every writer shows in the same way, on paper, page, in workbook and file: a part that is new is one more of these. Names and terms are keys of the statement's texts.
/// </summary>
/// <param name="Columns">The first is the name of the line.</param>
public sealed record StatementSection(string Name, IReadOnlyList<string> Columns, IReadOnlyList<SectionRow> Rows);

/// <summary>A line of a section: one cell a column.</summary>
/// <param name="IsTotal">What the lines above come to, signs as shown.</param>
public sealed record SectionRow(IReadOnlyList<SectionCell> Cells, bool IsTotal = false);

/// <summary>A cell: exactly one of these.</summary>
public abstract record SectionCell
{
    public static implicit operator SectionCell(Money amount) => new AmountCell(amount);
    public static implicit operator SectionCell(int count) => new CountCell(count);
    public static implicit operator SectionCell(MonthSpan period) => new PeriodCell(period);
    public static implicit operator SectionCell(string term) => new TermCell(term);
}

public sealed record AmountCell(Money Amount) : SectionCell;

public sealed record CountCell(long Count) : SectionCell;

public sealed record PeriodCell(MonthSpan Period) : SectionCell;

/// <summary>A key of the statement's texts.</summary>
public sealed record TermCell(string Key) : SectionCell;
