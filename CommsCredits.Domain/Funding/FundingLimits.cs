using System.Globalization;

namespace CommsCredits.Domain.Funding;

/// <summary>
/// What one top-up may be (R6.1): whole currency units, at least the minimum, at most the maximum, both included. The refusals are
/// <c>NotANumber</c>, <c>NotWhole</c>, <c>BelowMinimum</c> (figure: the minimum) and <c>AboveMaximum</c> (figure: the maximum).
/// </summary>
public sealed record FundingLimits
{
    /// <summary>The most that one recorded purchase may be, and a pool may hold: sums of money stay far from where they would overflow.</summary>
    public static readonly Money MostRecorded = Money.OfUnits(1_000_000_000), MostInPool = Money.OfUnits(100_000_000_000);

    /// <summary>Limits are whole units, 1 or more, the maximum not below the minimum; else <see cref="ArgumentException"/>.</summary>
    public FundingLimits(Money minimum, Money maximum)
    {
        if (!minimum.IsPositive || !IsWhole(minimum) || !IsWhole(maximum) || maximum < minimum)
            throw new ArgumentException($"{minimum} to {maximum} are not limits in whole units.");
        (Minimum, Maximum) = (minimum, maximum);
    }

    public static FundingLimits Default { get; } = new(Money.OfUnits(50), Money.OfUnits(5_000));

    public Money Minimum { get; }
    public Money Maximum { get; }

    public static bool IsWhole(Money amount) => amount.Micros % Money.MicrosPerUnit == 0;

    /// <summary>Null where the amount may be bought.</summary>
    public Refused? Refuse(Money amount) =>
        !IsWhole(amount) ? new("NotWhole")
        : amount < Minimum ? new("BelowMinimum", Minimum)
        : amount > Maximum ? new("AboveMaximum", Maximum)
        : null;

    /// <summary>
    /// Reads what a person typed, by the given culture's decimal and group signs. Groups are three digits or the text is no number: a comma typed
    /// for a decimal point must not make 505 of 50,5. <c>50.00</c> is 50; <c>50.000</c> may be fifty thousand and is refused as <c>AmbiguousAmount</c> (the text). A refused text gives zero.
    /// </summary>
    public Refused? Read(string? text, CultureInfo culture, out Money amount)
    {
        amount = Money.Zero;
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (Ungroup(text ?? "", culture.NumberFormat) is not { } plain || !decimal.TryParse(plain, styles, culture, out var value))
            return new("NotANumber");
        if (AmountText.IsAmbiguous(plain, culture)) return new("AmbiguousAmount", text!.Trim(), "");
        if (value != decimal.Truncate(value)) return new("NotWhole");
        if (value > Maximum.ToDecimal()) return new("AboveMaximum", Maximum);
        if (value < Minimum.ToDecimal()) return new("BelowMinimum", Minimum);
        amount = Money.Of(value);
        return null;
    }

    /// <summary>
    /// Reads what is left of a purchase made elsewhere (R6.5): any positive amount of the currency's smallest unit, without a minimum. Refused as
    /// <c>NotANumber</c>, <c>AmbiguousAmount</c> (the text), <c>NotPositive</c>, <c>TooManyDecimals</c> (figure: how many there are), or <c>AboveMaximum</c> beyond a thousand million.
    /// </summary>
    public static Refused? ReadLeft(string? text, CultureInfo culture, Currency currency, out Money amount)
    {
        amount = Money.Zero;
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (Ungroup(text ?? "", culture.NumberFormat) is not { } plain || !decimal.TryParse(plain, styles, culture, out var value)) return new("NotANumber");
        if (value <= 0) return new("NotPositive");
        if (value > MostRecorded.ToDecimal()) return new("AboveMaximum", MostRecorded);
        if (decimal.Round(value, currency.Decimals) != value) return new("TooManyDecimals", currency.Decimals);
        if (AmountText.IsAmbiguous(plain, culture) && currency.Decimals != 3) return new("AmbiguousAmount", text!.Trim(), "");
        amount = Money.Of(value);
        return null;
    }

    /// <summary>The text without its group signs; null where they do not stand before three digits each.</summary>
    internal static string? Ungroup(string text, NumberFormatInfo format)
    {
        var (plain, sign) = (Spaces(text).Trim(), Spaces(format.NumberGroupSeparator));
        var point = plain.IndexOf(format.NumberDecimalSeparator, StringComparison.Ordinal);
        var (whole, rest) = point < 0 ? (plain, "") : (plain[..point], plain[point..]);
        var groups = sign.Length == 0 ? [whole] : whole.Split(sign);
        if (groups.Length == 1) return plain;
        var isGrouped = groups[0].TrimStart('-', '+').Length is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3);
        return isGrouped ? string.Concat(groups) + rest : null;
    }

    private static string Spaces(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');
}
