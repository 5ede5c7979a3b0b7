namespace CommsCredits.Domain.Insight;

/// <summary>
/// A trigger that the largest single charge can jump over: the charge fails before a recharge can run (D63). Advice; the rule is not touched.
/// </summary>
/// <param name="Suggested">The smallest trigger in whole units above the charge.</param>
/// <param name="WouldFailNow">True where the same charge now would find less in the pool than it takes.</param>
public sealed record TriggerAdvice(Money Trigger, Money LargestCharge, Money Suggested, bool WouldFailNow)
{
    /// <summary>Null where the trigger is above the charge, or nothing was charged.</summary>
    public static TriggerAdvice? Of(Money trigger, Money largestCharge, Money usable) => !largestCharge.IsPositive || trigger > largestCharge ? null
        : new(trigger, largestCharge, Money.OfUnits(largestCharge.Micros / Money.MicrosPerUnit + 1), usable < largestCharge);
}

/// <summary>
/// What a rule that looks ahead would buy now (D66): where the balance is below a quarter of what the next seven days will take, what they lack, at least the smallest purchase. It is advice alone: the
/// rule that is executed stays fixed, so that a person can foretell it.
/// </summary>
public sealed record RechargeAdvice(Money Projected, Money Balance, Money Amount)
{
    private const int Quarters = 4;

    /// <summary>Null where nothing is lacking.</summary>
    /// <param name="projected">What the next seven days will take; zero or more.</param>
    public static RechargeAdvice? Of(Money projected, Money balance, Money smallest) =>
        projected.IsPositive && balance * Quarters < projected ? new(projected, balance, Money.Max(projected - balance, smallest)) : null;
}
