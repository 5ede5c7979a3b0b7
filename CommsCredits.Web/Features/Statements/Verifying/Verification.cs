using CommsCredits.Domain;

namespace CommsCredits.Web.Features.Statements.Verifying;

/// <summary>What can be said of a paper. The order of the names is that of what is asked.</summary>
public enum PaperVerdict
{
    /// <summary>Byte for byte what the portal prints for that period, language and size of paper, or printed once before (<see cref="Verification.FirstPrinted"/>).</summary>
    Genuine,

    /// <summary>A figure, attached or printed, is another than the books give.</summary>
    Differs,

    /// <summary>All figures are those of the books, yet the file is another: changed, saved again by another program (<see cref="Verification.ArePagesUnread"/>), or printed by another version of this one.</summary>
    Changed,

    /// <summary>No statement of this organization; whose it is, is not said (R14.1).</summary>
    Unknown,

    /// <summary>No statement that this program printed, or one too damaged to be read.</summary>
    Unreadable,
}

/// <summary>The first thing that differs. <see cref="Page"/> is the printed page, from 1; null for the attached figures.</summary>
public sealed record PaperDifference(string Name, string Paper, string Books, int? Page);

/// <summary>The answer about one file. <see cref="Offset"/> is the first byte that differs, from 0, where the figures are right.</summary>
/// <param name="PrintedOpen">The paper says that its month was open when it was printed: what was booked since is no fault of it.</param>
/// <param name="FirstPrinted">Set for a paper of an earlier version of the program: when it left the house.</param>
/// <param name="ArePagesUnread">Of a changed file: the attached figures are right, and what its pages show was not compared. Another program saved it, or its pages are not those of the books.</param>
/// <param name="Fingerprint">Of the statement as the books give it.</param>
public sealed record Verification(PaperVerdict Verdict, MonthSpan? Period = null, string? Fingerprint = null, PaperDifference? Difference = null, long? Offset = null, bool PrintedOpen = false, DateTime? FirstPrinted = null, bool ArePagesUnread = false);
