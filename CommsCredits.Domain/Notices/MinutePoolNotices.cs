using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Funding;

namespace CommsCredits.Domain.Notices;

/// <summary>A minute pool reached 80 or 100 % of its minutes (R13.1): of 6,000 minutes that is 4,800 and 6,000 (E13).</summary>
public static class MinutePoolNotices
{
    private static readonly int[] s_percents = [100, 80];

    /// <summary>
    /// The higher percentage that the minutes reached in one step, with the other listed; null where they reached none. Once per pool, period and percentage (R13.2): minutes never
    /// come back within a period, and the key is the same if licences are added meanwhile.
    /// </summary>
    public static Notice? Reached(Guid organizationId, MinuteUse use, DateTime at)
    {
        var reached = s_percents.Where(p => !Reaches(use.Before, p) && Reaches(use.Used, p)).ToList();
        if (reached.Count == 0) return null;
        return new()
        {
            OrganizationId = organizationId, Kind = NoticeKind.MinutePool, Key = $"minute-pool:{use.Pool.Id:N}:{use.Period}:{Figure.Of(reached[0])}", Created = at,
            Figures = new Dictionary<string, string>
            {
                ["Percent"] = Figure.Of(reached[0]),
                ["AlsoPercents"] = string.Join(' ', reached.Skip(1).Select(Figure.Of)),
                ["Pool"] = use.Pool.Name,
                ["Used"] = Figure.Of(use.Used),
                ["Size"] = Figure.Of(use.Pool.Size),
                ["Left"] = Figure.Of(Math.Max(0, use.Pool.Size - use.Used)),
                ["Month"] = use.Period == MinuteTaking.Once ? "" : use.Period,
            },
        };

        bool Reaches(int minutes, int percent) => use.Pool.Size > 0 && (long)minutes * 100 >= (long)use.Pool.Size * percent;
    }
}
