using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;

namespace CommsCredits.Web.Features.Usage;

/// <summary>One import as its page and the list show it.</summary>
/// <param name="StartedBy">The person's name; null for a job, the command line, and whoever has no name here.</param>
/// <param name="Open">Exceptions of this import that still wait.</param>
/// <param name="Skipped">Names of the archive's other files.</param>
/// <param name="Trouble">Why it stands still for the moment; null where it does not.</param>
public sealed record ImportSummary(Guid Id, string FileName, ImportState State, DateTime Started, DateTime? Finished, string? StartedBy, long Bytes, long BytesRead,
    int Lines, int Records, int Known, int Exceptions, int Unreadable, int Charged, Money ChargedAmount, Money? BalanceBefore, Money? BalanceAfter,
    string? FaultCode, IReadOnlyList<string> FaultFigures, int Open, ImportProgress Progress, IReadOnlyList<string> Skipped, StorageTrouble? Trouble)
{
    public bool IsUnderWay => State is ImportState.Waiting or ImportState.Running;

    /// <summary>How much of the file is read, in thousandths.</summary>
    public int Thousandths => Progress.Thousandths;
}

/// <summary>Everything that the page of an import shows.</summary>
public sealed record ImportView(Currency Currency, LocalCalendar Calendar, DateTime Now, ImportSummary Import, IReadOnlyList<ExceptionGroup> Groups, IReadOnlyList<UnreadableText> Unreadable,
    IReadOnlyList<ImportSummary> Earlier);

/// <summary>One page of the imports, the newest first.</summary>
/// <param name="First">How many come before the first of these.</param>
public sealed record ImportList(Currency Currency, LocalCalendar Calendar, IReadOnlyList<ImportSummary> Imports, int Total, int First);

public sealed record OpenExceptions(Organization Organization, int Total, IReadOnlyList<ExceptionGroup> Groups);

/// <summary>Exceptions of one cause (R9.7), with the first of their lines.</summary>
/// <param name="Key">What tells this cause from others with the same code: the unknown call type or capability, the currency.</param>
/// <param name="SourceAmount">What the source charged for all of them; null where it says nothing.</param>
public sealed record ExceptionGroup(ExceptionReason Code, string Key, int Count, Money? SourceAmount, IReadOnlyList<ExceptionLine> Lines)
{
    /// <summary>Figures of the first line, as <see cref="ExceptionReason"/> states them, numbers as the actor may see them.</summary>
    public IReadOnlyList<string> Figures => Lines is [var first, ..] ? first.Figures : [];
}

public sealed record ExceptionLine(long Id, int Line, Guid ImportId, DateTime Start, int Seconds, string? PersonName, string? Number, string? DestinationName, IReadOnlyList<string> Figures);

/// <summary>A line that could not be read, with its reason; numbers in it as the actor may see them.</summary>
public sealed record UnreadableText(int Line, string Fault, IReadOnlyList<string> Figures, string Text);
