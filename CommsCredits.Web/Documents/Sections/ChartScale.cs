namespace CommsCredits.Web.Documents.Sections;

/// <summary>A value axis with round steps; zero is always on it.</summary>
internal sealed class ChartScale
{
    private const int MostSteps = 5;

    public ChartScale(decimal lowest, decimal highest)
    {
        (lowest, highest) = (Math.Min(lowest, 0), Math.Max(highest, 0));
        IsFlat = lowest == highest;
        if (IsFlat) highest = 1;
        Step = RoundStep((highest - lowest) / MostSteps);
        (Low, High) = (Math.Floor(lowest / Step) * Step, Math.Ceiling(highest / Step) * Step);
    }

    /// <summary>All values are zero: the axis has no other tick, for none would mean anything.</summary>
    public bool IsFlat { get; }
    public decimal Step { get; }
    public decimal Low { get; }
    public decimal High { get; }

    public IEnumerable<decimal> Ticks
    {
        get
        {
            for (var value = Low; value <= (IsFlat ? 0 : High); value += Step) yield return value;
        }
    }

    /// <summary>Where a value lies: 0 at the bottom, 1 at the top.</summary>
    public double Part(decimal value) => (double)((value - Low) / (High - Low));

    /// <summary>How many decimals the ticks need.</summary>
    public int Decimals => IsFlat || Step >= 1 ? 0 : Step >= 0.1m ? 1 : Step >= 0.01m ? 2 : 3;

    /// <summary>The next of 1, 2, 5, 10, 20 ... (from a thousandth on) that is at least so large.</summary>
    private static decimal RoundStep(decimal least)
    {
        for (var power = 0.001m; ; power *= 10)
        {
            foreach (var step in new[] { power, 2 * power, 5 * power })
                if (step >= least) return step;
        }
    }
}
