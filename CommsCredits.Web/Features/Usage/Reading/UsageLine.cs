using CommsCredits.Domain.Calls;

namespace CommsCredits.Web.Features.Usage.Reading;

/// <summary>One record of a file: <see cref="ReadableLine"/> or <see cref="UnreadableLine"/>; every record is one of them, in file order (R9.7).</summary>
/// <param name="Number">The physical line on which the record begins, as an editor counts: the header is line 1, and quoted line breaks count.</param>
public abstract record UsageLine(int Number);

public sealed record ReadableLine(int Number, CallRecord Record) : UsageLine(Number);

/// <param name="Raw">The line as written, cut to <see cref="ReadingLimits.RawChars"/>.</param>
/// <param name="Figures">As <see cref="LineFault"/> states.</param>
public sealed record UnreadableLine(int Number, string Raw, LineFault Fault, params IReadOnlyList<string> Figures) : UsageLine(Number);

/// <summary>Why a line cannot be read. The text is found by <c>Line_{fault}</c>.</summary>
public enum LineFault
{
    /// <summary>Cells found, cells expected.</summary>
    CellCount,

    /// <summary>A quote that is not closed, or text after a closing quote. No figures.</summary>
    Quotes,

    /// <summary>The limit in characters.</summary>
    TooLong,

    /// <summary>The column, the cell.</summary>
    Cell,

    /// <summary>The column whose cell must not be empty.</summary>
    EmptyCell,
}
