using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Plans;

namespace CommsCredits.Web.Features.Plans;

/// <summary>A plan's price as a person types it. Figures are in the person's culture.</summary>
public sealed class PriceForm
{
    public string PlanId { get; set; } = "";
    public string Amount { get; set; } = "";
    public string Currency { get; set; } = "";
    public string Source { get; set; } = "";
    public DateOnly? ValidFrom { get; set; }

    /// <summary>
    /// Null where a field is wrong: then <paramref name="faults"/> says which, in the words of <see cref="EnteredPrice.Validate"/>, <see cref="AmountText.Read"/> or <c>DeckDayUnread</c>.
    /// </summary>
    public EnteredPrice? Read(PlanCatalog catalog, CultureInfo culture, out IReadOnlyDictionary<string, Refused> faults)
    {
        var found = new Dictionary<string, Refused>();
        var code = Currency.Trim().ToUpperInvariant();
        var places = EnteredPrice.IsCurrency(code) ? Domain.Currency.Of(code).Decimals : 2;
        if (AmountText.Read(Amount.Trim(), culture, places, out var amount) is { } why) found[nameof(Amount)] = why;
        if (ValidFrom is not { } from) (found[nameof(ValidFrom)], from) = (new("DeckDayUnread"), default);
        var price = new EnteredPrice { PlanId = PlanId, Amount = amount, Currency = code, Source = Source.Trim(), ValidFrom = from };
        foreach (var (field, fault) in price.Validate(catalog)) found.TryAdd(field, fault);
        faults = found;
        return found.Count > 0 ? null : price;
    }

    public void Take(EnteredPrice price, CultureInfo culture) =>
        (Amount, Currency, Source) = (price.Amount.ToDecimal().ToString("0.00####", culture), price.Currency, price.Source);
}
