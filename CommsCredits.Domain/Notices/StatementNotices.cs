using System.Globalization;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Statements;

namespace CommsCredits.Domain.Notices;

/// <summary>A month has been closed (R12.3, R13.1): once, since it never opens again.</summary>
public static class StatementNotices
{
    public static Notice Closed(Statement statement, DateTime at) => new()
    {
        OrganizationId = statement.Organization.Id, Kind = NoticeKind.MonthClosed, Key = $"month-closed:{statement.Period}", Created = at,
        Figures = new Dictionary<string, string>
        {
            ["Month"] = statement.Period.ToString(),
            ["Closing"] = Figure.Of(statement.Closing),
            ["Used"] = Figure.Of(statement.Used),
            ["Fingerprint"] = statement.Fingerprint[..16],
            ["HeadEntry"] = statement.HeadSequence.ToString(CultureInfo.InvariantCulture),
            ["Head"] = statement.HeadHash[..16],
            ["TrailRow"] = statement.Trail?.Sequence.ToString(CultureInfo.InvariantCulture) ?? "",
            ["Trail"] = statement.Trail?.Hash[..16] ?? "",
        },
    };
}
