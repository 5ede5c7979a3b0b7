namespace CommsCredits.Web.Components.Controls;

/// <summary>An axis from zero whose marks are 1, 2, 2.5 or 5 times a power of ten.</summary>
public sealed record NiceScale(decimal Step, int Marks)
{
    public decimal End => Step * Marks;

    /// <summary>A mark's figure in the reader's language, with as many decimals as it needs.</summary>
    public string Text(int mark) => (mark < 0 ? "\u2212" : "") + (Step * Math.Abs(mark)).ToString("#,##0.######", System.Globalization.CultureInfo.CurrentCulture);

    /// <summary>From the last mark that is not below the lowest value, which is zero or less.</summary>
    public IEnumerable<int> From(decimal lowest) => Enumerable.Range(0, Marks + 1 + (int)(-lowest / Step)).Select(m => m - (int)(-lowest / Step));

    /// <summary>The smallest such axis of at most so many marks that reaches <paramref name="largest"/>; of one unit for nothing.</summary>
    public static NiceScale For(decimal largest, int marks)
    {
        if (largest <= 0) return new(1, 1);
        var power = 0.000001m;
        while (true)
        {
            foreach (var factor in (ReadOnlySpan<decimal>)[1m, 2m, 2.5m, 5m])
                if (factor * power * marks >= largest)
                    return new(factor * power, (int)Math.Ceiling(largest / (factor * power)));
            power *= 10;
        }
    }
}
