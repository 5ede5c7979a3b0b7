using CommsCredits.Domain;

namespace CommsCredits.Web.Documents.Sections;

/// <summary>
/// Amounts as a statement prints them (R2.5): the currency's decimals, each rounded on its own from the exact value. All arithmetic on shown
/// figures is in <see cref="decimal"/>, and only to find what a rounding line must carry.
/// </summary>
internal sealed class Figures(StatementWords words, Currency currency)
{
    public const string Nothing = "–";

    public int Decimals => currency.Decimals;

    public decimal Shown(Money amount) => amount.Shown(Decimals);

    /// <summary>Null, printed as <see cref="Nothing"/>, where there was nothing at all; a small amount that rounds to zero is 0.00.</summary>
    public decimal? ShownOrNothing(Money amount) => amount.IsZero ? null : Shown(amount);

    public string Text(Money amount) => Text(Shown(amount));
    public string Text(decimal shown) => words.Number(shown, Decimals);
    public string Signed(Money amount) => Signed(Shown(amount));
    public string Signed(decimal shown) => shown > 0 ? "+" + Text(shown) : Text(shown);

    /// <summary>To a tenth of a percent; null where nothing was used, or the amount has no share.</summary>
    public static decimal? Share(Money amount, Money used) => used.IsPositive && !amount.IsNegative
        ? decimal.Round(amount.ToDecimal() / used.ToDecimal(), 3, MidpointRounding.AwayFromZero)
        : null;

    /// <summary>What a rounding line must carry so that the shown lines add up to the shown total.</summary>
    public decimal Rounding(IEnumerable<Money> lines, Money total) => Shown(total) - lines.Sum(Shown);
}
