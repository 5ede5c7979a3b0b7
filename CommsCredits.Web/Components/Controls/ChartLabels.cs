namespace CommsCredits.Web.Components.Controls;

/// <summary>A word that found its place: where it begins, its base line, how wide it is.</summary>
public sealed record ChartLabel(decimal X, decimal Y, decimal Width);

/// <summary>
/// Finds places for words in a drawing, page and paper alike: above the line, inside the edges, on no other word. What finds none is left out, so give the important ones first.
/// </summary>
/// <param name="rows">How many may stand above each other: in a crowd, words far above their step belong to nothing.</param>
public sealed class ChartLabels(decimal left, decimal right, decimal top, decimal lineHeight, int rows = 4)
{
    private const decimal Gap = 4;

    private readonly List<(decimal X, decimal Top, decimal Width, decimal Height)> _taken = [];

    /// <summary>For the steps of a period: where they are many, no more than two rows, and an amount says enough of a purchase.</summary>
    public static bool IsCrowd(int steps) => steps > 6;

    /// <summary>Keeps words away.</summary>
    public void Keep(decimal x, decimal from, decimal width, decimal height) => _taken.Add((x, from, width, height));

    public bool IsFree(decimal x, decimal from, decimal width, decimal height) =>
        !_taken.Exists(t => x < t.X + t.Width + Gap && t.X < x + width + Gap && from < t.Top + t.Height && t.Top < from + height);

    /// <param name="width">Of the words.</param>
    /// <param name="at">What they belong to: they stand above it, or begin or end beside it.</param>
    /// <param name="highest">The top of what is drawn between two places; words do not come below it.</param>
    public ChartLabel? Place(decimal width, decimal at, Func<decimal, decimal, decimal> highest)
    {
        if (width > right - left) return null;
        decimal Inside(decimal x) => Math.Clamp(x, left, right - width);
        for (var row = 0; row < rows; row++)
        {
            foreach (var x in (ReadOnlySpan<decimal>)[Inside(at - width / 2), Inside(at + Gap), Inside(at - width - Gap)])
            {
                var upper = highest(x, x + width) - Gap - lineHeight * (row + 1);
                if (upper < top || !IsFree(x, upper, width, lineHeight)) continue;
                Keep(x, upper, width, lineHeight);
                return new(x, upper + lineHeight * 0.8m, width);
            }
        }
        return null;
    }
}
