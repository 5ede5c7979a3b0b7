using System.Globalization;
using CommsCredits.Domain.Funding;

namespace CommsCredits.Domain.Notices;

/// <summary>The check before a backup found a fault (R13.1).</summary>
public static class BooksNotices
{
    private const int LongestDetail = 300;

    /// <summary>One notice a day and reason, while the fault lasts.</summary>
    /// <param name="organizationId">Whose recipients are told.</param>
    /// <param name="reason"><c>BooksFault</c>: the entries don't agree with what is stored. <c>Damaged</c>: the file cannot be read.</param>
    /// <param name="detail">The fault's code and the entry it concerns, or what the database says; cut off at 300 characters.</param>
    /// <param name="at">When it was found (UTC).</param>
    public static Notice Differ(Guid organizationId, string reason, string detail, DateTime at) => new()
    {
        OrganizationId = organizationId, Kind = NoticeKind.BooksDiffer, Created = at,
        Key = string.Create(CultureInfo.InvariantCulture, $"books-differ:{reason}:{at:yyyy-MM-dd}"),
        Figures = new Dictionary<string, string>
        {
            ["Reason"] = reason,
            ["Detail"] = detail.Length > LongestDetail ? detail[..LongestDetail] : detail,
            ["At"] = Figure.Of(at),
        },
    };
}
