namespace CommsCredits.Web.Features.Usage.Reading;

/// <summary>How much of a file is read before it is called a fault. A year of calls of a large organization stays far below.</summary>
public static class ReadingLimits
{
    public const long FileBytes = 2L << 30;
    public const int Rows = 5_000_000;
    public const int Columns = 200;
    public const int CellChars = 2_000;

    /// <summary>One record, its quoted line breaks included.</summary>
    public const int RecordChars = 32_768;

    /// <summary>Physical lines that one record may span; a quote that is open for longer was never meant to be one.</summary>
    public const int RecordLines = 20;

    /// <summary>What is kept of a line that cannot be read.</summary>
    public const int RawChars = 400;

    /// <summary>From so many unreadable lines on, a file of which they are a <see cref="UnreadableShare"/>th or more is given up.</summary>
    public const int UnreadableLines = 1_000, UnreadableShare = 5;

    /// <summary>Unreadable lines of one file that are kept word for word; the others are counted.</summary>
    public const int UnreadableKept = 200;

    /// <summary>Units of the currency in one cell; more is a slip of the source.</summary>
    public const long AmountUnits = 1_000_000_000;
}
