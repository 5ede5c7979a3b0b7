using System.Globalization;
using CommsCredits.Domain.Rating;

namespace CommsCredits.Domain.Calls;

/// <summary>What one pool gives to a call, with the pool's state before it.</summary>
/// <param name="Period">The local month of the call's start, <c>2026-10</c>; <see cref="Once"/> for one-off minutes.</param>
/// <param name="EndedWith">The pool whose end ended this one too (R9.3); null where it did not.</param>
public sealed record MinuteTaking(MinutePool Pool, string Period, int Before, int Taken, MinutePool? EndedWith = null)
{
    public const string Once = "once";

    public int After => Before - Taken;

    public ExplanationStep Explain() => EndedWith is { } other
        ? new(ExplanationCodes.MinutePoolEnded, Pool.Name, other.Name, Period)
        : new(ExplanationCodes.InMinutePool, Pool.Name, Text(Before), Text(Taken), Text(After), Text(Pool.Size), Period);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What the pools give to a call (R9.2): what each gives, in the order in which they pay, and the seconds beyond, which are a call of their own.</summary>
public sealed record MinuteShare(IReadOnlyList<MinuteTaking> Takings, int SecondsBeyond)
{
    public int Minutes => Takings.Sum(t => t.Taken);

    public IEnumerable<ExplanationStep> Explain() => Takings.Select(t => t.Explain());
}
