using System.Globalization;

namespace CommsCredits.Domain;

/// <summary>
/// An amount in millionths ("micros") of its organization's currency (R2.1). Exact; may be negative or zero; overflow throws.
/// The currency belongs to the organization, not to the amount: amounts of two organizations are never added.
/// </summary>
public readonly record struct Money(long Micros) : IComparable<Money>
{
    public const long MicrosPerUnit = 1_000_000;

    public static Money Zero => default;

    public bool IsZero => Micros == 0;
    public bool IsPositive => Micros > 0;
    public bool IsNegative => Micros < 0;

    /// <summary>Whole units of the currency: <c>OfUnits(50)</c> is 50.00 dollars or 50 yen.</summary>
    public static Money OfUnits(long units) => new(checked(units * MicrosPerUnit));

    /// <summary>The exact amount of a decimal. More than six decimals throw <see cref="ArgumentException"/>: nothing is rounded here.</summary>
    public static Money Of(decimal amount)
    {
        var micros = checked(amount * MicrosPerUnit);
        if (micros != decimal.Truncate(micros))
            throw new ArgumentException("An amount has at most six decimals.", nameof(amount));
        return new(checked((long)micros));
    }

    public decimal ToDecimal() => Micros / (decimal)MicrosPerUnit;

    /// <summary>The value rounded half away from zero to so many decimals, for showing only (R2.5); decisions use the exact value.</summary>
    public decimal Shown(int decimals) => decimal.Round(ToDecimal(), decimals, MidpointRounding.AwayFromZero) + 0m;

    public Money Abs() => new(checked(Micros < 0 ? -Micros : Micros));
    public int CompareTo(Money other) => Micros.CompareTo(other.Micros);

    public static Money Min(Money a, Money b) => a.Micros <= b.Micros ? a : b;
    public static Money Max(Money a, Money b) => a.Micros >= b.Micros ? a : b;
    public static Money operator +(Money a, Money b) => new(checked(a.Micros + b.Micros));
    public static Money operator -(Money a, Money b) => new(checked(a.Micros - b.Micros));
    public static Money operator -(Money a) => new(checked(-a.Micros));
    public static Money operator *(Money a, long n) => new(checked(a.Micros * n));
    public static bool operator <(Money a, Money b) => a.Micros < b.Micros;
    public static bool operator >(Money a, Money b) => a.Micros > b.Micros;
    public static bool operator <=(Money a, Money b) => a.Micros <= b.Micros;
    public static bool operator >=(Money a, Money b) => a.Micros >= b.Micros;

    /// <summary>The exact value without a culture, for logs and tests: <c>1601.9</c>.</summary>
    public override string ToString() => ToDecimal().ToString("0.######", CultureInfo.InvariantCulture);
}

public static class MoneyTotals
{
    /// <summary>The exact sum; zero for nothing.</summary>
    public static Money Total(this IEnumerable<Money> amounts)
    {
        var total = Money.Zero;
        foreach (var amount in amounts) total += amount;
        return total;
    }
}
