using CommsCredits.Domain.Insight;

namespace CommsCredits.Web.Components.Controls;

/// <summary>The area of a lot, and its upper edge where another lot lies on it: a gap of surface is drawn there.</summary>
internal sealed record LotArea(int Lot, string Path, string Edge);

/// <summary>Lots upon each other: what is used first lies on top. What the overdraft owes is taken off the top, so that the edge is the balance.</summary>
/// <param name="order">Lots in the order of use.</param>
internal sealed class LotStack(ForecastPlot plot, IReadOnlyList<int> order)
{
    private const decimal LabelHeight = 16, LabelRoom = 12;

    private readonly int[] _upwards = [.. order.Reverse()];

    public IEnumerable<LotArea> Areas(LevelCourse course)
    {
        var edges = course.Points.Select(Edges).ToArray();
        for (var lot = 0; lot < _upwards.Length; lot++)
            foreach (var (first, last) in Runs(edges, lot))
            {
                var run = Enumerable.Range(first, last - first + 1).ToList();
                var upper = run.Select(i => ((decimal)course.Points[i].At, edges[i][lot + 1])).ToList();
                yield return new(_upwards[lot], plot.PathOf([.. upper, .. run.AsEnumerable().Reverse().Select(i => ((decimal)course.Points[i].At, edges[i][lot]))]) + " Z", plot.PathOf(upper));
            }
    }

    /// <summary>The part of a lot that will lapse: at its bottom, for what lies on it is used before.</summary>
    public string? Lapsing(LevelCourse course, int lot, decimal amount)
    {
        var index = Array.IndexOf(_upwards, lot);
        if (index < 0) return null;
        var edges = course.Points.Select(p => (p.At, Lower: Edges(p)[index], Upper: Edges(p)[index + 1])).TakeWhile(e => e.Upper > e.Lower).ToList();
        if (edges.Count < 2) return null;
        return plot.PathOf([.. edges.Select(e => ((decimal)e.At, Math.Min(e.Upper, e.Lower + amount))), .. edges.AsEnumerable().Reverse().Select(e => ((decimal)e.At, e.Lower))]) + " Z";
    }

    /// <summary>The first place where words of this width lie within the lot's area.</summary>
    public (decimal X, decimal Y)? Room(LevelCourse course, int lot, decimal width)
    {
        var index = Array.IndexOf(_upwards, lot);
        var places = course.Points.Select(p => (X: plot.X(p.At), Edges: Edges(p))).Select(p => (p.X, Upper: plot.Y(p.Edges[index + 1]), Lower: plot.Y(p.Edges[index]))).ToList();
        for (var i = 0; i < places.Count; i++)
        {
            var end = places[i].X + width + LabelRoom;
            var last = places.FindIndex(i, p => p.X >= end);
            if (last < 0) return null;
            var (upper, lower) = (places[i..(last + 1)].Max(p => p.Upper), places[i..(last + 1)].Min(p => p.Lower));
            if (lower - upper >= LabelHeight) return (places[i].X + LabelRoom / 2, (upper + lower) / 2 + 4);
        }
        return null;
    }

    private decimal[] Edges(LevelPoint point)
    {
        var most = Math.Max(0, point.Balance.ToDecimal());
        var edges = new decimal[_upwards.Length + 1];
        for (var i = 0; i < _upwards.Length; i++) edges[i + 1] = Math.Min(most, edges[i] + point.Levels.Of(_upwards[i]).ToDecimal());
        return edges;
    }

    /// <summary>Stretches of points between which the lot holds something.</summary>
    private static IEnumerable<(int First, int Last)> Runs(decimal[][] edges, int lot)
    {
        bool Holds(int i) => edges[i][lot + 1] > edges[i][lot];
        int? first = null;
        for (var i = 1; i < edges.Length; i++)
        {
            if (Holds(i - 1) || Holds(i)) first ??= i - 1;
            else if (first is { } begun)
            {
                yield return (begun, i - 1);
                first = null;
            }
        }
        if (first is { } open) yield return (open, edges.Length - 1);
    }
}
