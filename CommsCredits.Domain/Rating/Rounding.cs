namespace CommsCredits.Domain.Rating;

/// <summary>
/// The only place where a charge is rounded (R2.3): once, straight from the exact fraction, never first to micros. Whole numbers only.
/// </summary>
public static class Rounding
{
    public const int MaxPlaces = 6;

    /// <summary>
    /// <paramref name="numerator"/> / <paramref name="denominator"/> micros, rounded to so many decimals of the currency's unit. The fraction is zero or
    /// positive and the places are 0 to 6, else <see cref="ArgumentOutOfRangeException"/>; a result beyond 64 bits throws <see cref="OverflowException"/>.
    /// </summary>
    public static Money Round(Int128 numerator, long denominator, int places, RoundingMode mode)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numerator, Int128.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, 1);
        var step = MicrosOfPlace(places);
        var (whole, rest) = Int128.DivRem(numerator, (Int128)denominator * step);
        if (GoesUp(rest, (Int128)denominator * step, mode)) whole++;
        return new(checked((long)(whole * step)));
    }

    private static bool GoesUp(Int128 rest, Int128 divisor, RoundingMode mode) => mode switch
    {
        RoundingMode.HalfAwayFromZero => rest * 2 >= divisor,
        RoundingMode.Up => rest > 0,
        RoundingMode.Down => false,
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    private static long MicrosOfPlace(int places) => places switch
    {
        0 => 1_000_000,
        1 => 100_000,
        2 => 10_000,
        3 => 1_000,
        4 => 100,
        5 => 10,
        MaxPlaces => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(places), places, "A deck rounds to 0 to 6 places."),
    };
}
