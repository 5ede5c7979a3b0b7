using CommsCredits.Domain.Insight;

namespace CommsCredits.Web.Components.Controls;

/// <summary>The balance of a course as a line: days after its beginning, and the figure; a corner where it crosses zero, so that what lies above and below can be filled apart.</summary>
public static class ChartLine
{
    public static IReadOnlyList<(decimal At, decimal Value)> Of(IEnumerable<LevelPoint> points)
    {
        var line = new List<(decimal At, decimal Value)>();
        foreach (var point in points)
        {
            (decimal At, decimal Value) next = (point.At, point.Balance.ToDecimal());
            if (line.Count > 0 && line[^1].Value * next.Value < 0)
                line.Add((line[^1].At + (next.At - line[^1].At) * line[^1].Value / (line[^1].Value - next.Value), 0));
            line.Add(next);
        }
        return line;
    }

    /// <summary>The highest value between two places of the line, the ends included.</summary>
    public static decimal Highest(IReadOnlyList<(decimal At, decimal Value)> line, decimal from, decimal to)
    {
        var highest = Math.Max(ValueAt(line, from), ValueAt(line, to));
        foreach (var (at, value) in line)
            if (at >= from && at <= to) highest = Math.Max(highest, value);
        return highest;
    }

    private static decimal ValueAt(IReadOnlyList<(decimal At, decimal Value)> line, decimal at)
    {
        for (var i = 1; i < line.Count; i++)
        {
            var (a, b) = (line[i - 1], line[i]);
            if (at >= a.At && at <= b.At && b.At > a.At) return a.Value + (b.Value - a.Value) * (at - a.At) / (b.At - a.At);
        }
        return line.Count == 0 ? 0 : at <= line[0].At ? line[0].Value : line[^1].Value;
    }
}
