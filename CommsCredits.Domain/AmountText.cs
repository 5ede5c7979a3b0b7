using System.Globalization;
using CommsCredits.Domain.Funding;

namespace CommsCredits.Domain;

/// <summary>An amount as a person types it, with a sign where one makes sense: a correction, a charge.</summary>
public static class AmountText
{
    private static readonly Money s_most = Money.OfUnits(1_000_000_000);

    /// <summary>
    /// Reads by the culture's own decimal and group signs. Refused as <c>NotANumber</c>, <c>AmbiguousAmount</c> (the text), <c>TooManyDecimals</c> (figure: how many there may be) or <c>AboveMaximum</c> beyond a thousand million. Zero and minus
    /// are the caller's to refuse. A refused text gives zero.
    /// </summary>
    public static Refused? Read(string? text, CultureInfo culture, int places, out Money amount)
    {
        amount = Money.Zero;
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var typed = (text ?? "").Replace('\u2212', '-');
        if (FundingLimits.Ungroup(typed, culture.NumberFormat) is not { } plain || !decimal.TryParse(plain, styles, culture, out var value)) return new("NotANumber");
        if (Math.Abs(value) > s_most.ToDecimal()) return new("AboveMaximum", s_most);
        if (decimal.Round(value, places) != value) return new("TooManyDecimals", places);
        if (IsAmbiguous(plain, culture) && places != 3) return new("AmbiguousAmount", typed.Trim(), "");
        amount = Money.Of(value);
        return null;
    }

    /// <summary>
    /// <c>1.000</c>, <c>12.500</c>: three decimals that end in a zero are what a thousand is written like where the signs are the other way round. Nobody can tell which was meant. A currency with three decimals
    /// is written so, and is the caller's to except.
    /// </summary>
    /// <param name="plain">Without group signs.</param>
    internal static bool IsAmbiguous(string plain, CultureInfo culture) =>
        plain.Trim().TrimStart('-', '+').Split(culture.NumberFormat.NumberDecimalSeparator) is [{ Length: >= 1 and <= 3 } whole, { Length: 3 } decimals] && whole[0] != '0' && decimals[2] == '0';
}
