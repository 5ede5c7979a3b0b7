using System.Globalization;

namespace CommsCredits.Domain.Rating;

/// <summary>What of a call an allowance of minutes takes, and the seconds beyond it, which are rated as a call of their own (R9.2).</summary>
public readonly record struct IncludedShare(int Minutes, int SecondsBeyond)
{
    /// <summary>Which minutes: it stands before the steps of the rated rest.</summary>
    public ExplanationStep Explain() =>
        new(ExplanationCodes.PartlyIncluded, Minutes.ToString(CultureInfo.InvariantCulture), SecondsBeyond.ToString(CultureInfo.InvariantCulture));
}
