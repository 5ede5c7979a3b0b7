namespace CommsCredits.Web.Features.Usage.Reading;

/// <summary>Why a whole file cannot be read. The text is found by <c>File_{fault}</c>.</summary>
public enum FileFault
{
    Empty,

    /// <summary>Not text: a workbook, a zip archive, a picture.</summary>
    NotText,

    /// <summary>The names of the missing columns.</summary>
    MissingColumns,

    /// <summary>The name that stands in the header twice.</summary>
    DoubledColumn,

    /// <summary>The limit in bytes.</summary>
    TooLarge,

    /// <summary>The limit in rows.</summary>
    TooManyRows,

    /// <summary>Unreadable lines, lines read: hardly a call export.</summary>
    TooManyUnreadable,

    /// <summary>The sum of the charges is more than an amount can hold.</summary>
    AmountOverflow,

    /// <summary>An unknown fault at the same line, again and again; the log has it.</summary>
    Broken,
}

/// <summary>One clear fault of a file as a whole; a bad line never throws.</summary>
public sealed class UnreadableFileException(FileFault fault, params IReadOnlyList<string> figures)
    : Exception($"The file cannot be read: {fault} {string.Join(", ", figures)}".TrimEnd())
{
    public FileFault Fault { get; } = fault;
    public IReadOnlyList<string> Figures { get; } = figures;
}
