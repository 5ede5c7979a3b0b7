namespace CommsCredits.Domain.Funding;

/// <summary>
/// A pool that nobody uses is not refilled because its money lapses (R7.7): a fall caused by expiry alone, with no credit-funded call in 90 days,
/// buys nothing. A call exactly 90 days ago still counts.
/// </summary>
public static class IdleGuard
{
    public static readonly TimeSpan IdleAfter = TimeSpan.FromDays(90);

    /// <summary>A person who has just confirmed the rule or resumed it wants the purchase, however quiet the pool has been.</summary>
    public static bool LetsBuy(RechargeSituation now) =>
        !now.FellByExpiryAlone
        || now.Cause is RechargeCause.RuleChanged or RechargeCause.Resumed
        || (now.LastFundedCall is { } call && now.Now - call <= IdleAfter);

    /// <summary>
    /// What <see cref="RechargeSituation.FellByExpiryAlone"/> is after a movement of the counted balance: expiry that takes it to the trigger or
    /// below sets it, any use of the pool and any rise above the trigger clears it; all else leaves it.
    /// </summary>
    public static bool FellByExpiryAlone(bool already, Money before, Money after, Money trigger, RechargeCause cause) => cause switch
    {
        _ when after > trigger => false,
        RechargeCause.Debit or RechargeCause.Import or RechargeCause.Hold => false,
        RechargeCause.Expiry when before > trigger => true,
        _ => already,
    };
}
