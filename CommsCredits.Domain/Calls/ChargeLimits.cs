namespace CommsCredits.Domain.Calls;

/// <summary>
/// What a call may plausibly cost (R9.11). A charge above it waits for somebody who may correct the ledger: it is more likely a slip, or worse, than a call. Null: no limit of that kind.
/// </summary>
/// <param name="PerCall">The most that one call costs.</param>
/// <param name="PerMinute">The most that a call costs for each minute begun; a call of no seconds counts as one minute, so that a connection fee has room.</param>
public sealed record ChargeLimits(Money? PerCall, Money? PerMinute)
{
    private const int SecondsPerMinute = 60;

    public static readonly ChargeLimits None = new(null, null);

    /// <summary>What an organization begins with: 1,000 units a call, 50 units a minute; a hundred times as many of a currency without decimals.</summary>
    public static ChargeLimits DefaultFor(Currency currency) => new(Units(1_000, currency), Units(50, currency));

    /// <summary>So much may the imports of 24 hours take before auto-recharge waits for a person (R7.9): 10,000 units, or a hundred times as many.</summary>
    public static Money DefaultImportsFor(Currency currency) => Units(10_000, currency);

    /// <summary>The most that a call of so many seconds may cost; null where nothing limits it.</summary>
    public Money? For(int seconds)
    {
        if (PerMinute is not { } rate) return PerCall;
        var minutes = Math.Max(1, (seconds + (long)SecondsPerMinute - 1) / SecondsPerMinute);
        // Beyond an amount's range no call's charge reaches it
        var byTime = (Int128)rate.Micros * minutes is var micros && micros <= long.MaxValue ? new Money((long)micros) : new Money(long.MaxValue);
        return PerCall is { } most && most < byTime ? most : byTime;
    }

    public bool Allow(Money charge, int seconds) => !(charge > For(seconds));

    private static Money Units(long units, Currency currency) => Money.OfUnits(currency.Decimals == 0 ? units * 100 : units);
}
