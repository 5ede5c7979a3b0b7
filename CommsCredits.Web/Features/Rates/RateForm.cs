using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Rates.Reading;

namespace CommsCredits.Web.Features.Rates;

/// <summary>One rate as a person types it. Figures are in the person's culture.</summary>
public sealed class RateForm
{
    public DeckKind Kind { get; set; }
    public string Prefix { get; set; } = "";
    public string Name { get; set; } = "";
    public string Country { get; set; } = "";
    public RateType Type { get; set; } = RateType.Mixed;
    public string Price { get; set; } = "";
    public string Fee { get; set; } = "";

    public DateOnly? ValidFrom { get; set; }

    /// <summary>The increments of the rate that is changed; a person who wants others sends a list.</summary>
    public int? First { get; set; }
    public int? Step { get; set; }

    public void Take(Rate rate, CultureInfo culture)
    {
        (Prefix, Name, Country, Type) = (rate.Prefix, rate.Name, rate.Country, rate.Type);
        (First, Step) = (rate.Increments?.First, rate.Increments?.Step);
        (Price, Fee) = (Text(rate.PricePerMinute, culture), rate.ConnectionFee.IsZero ? "" : Text(rate.ConnectionFee, culture));
    }

    /// <summary>
    /// Null where a field is wrong: then <paramref name="faults"/> says which (<c>RatePrefix</c>, <c>RatePrefixAccess</c>, <c>RateCountry</c>, <c>RateNameTooLong</c>, <c>RatePrice</c>, <c>RateTooPrecise</c>,
    /// <c>DeckDayUnread</c>).
    /// </summary>
    public (Rate Rate, DateOnly From)? Read(CultureInfo culture, out IReadOnlyDictionary<string, Refused> faults)
    {
        var found = new Dictionary<string, Refused>();
        var digits = PhoneNumber.DigitsOf(Prefix);
        if (Prefix.Trim().TrimStart('+').StartsWith('0')) found[nameof(Prefix)] = new("RatePrefixAccess");
        else if (!Rate.IsPrefix(digits) || Prefix.Any(char.IsLetter)) found[nameof(Prefix)] = new("RatePrefix", Rate.LongestPrefix);
        var country = Countries.CodeOf(Country.Trim());
        if (country is null) found[nameof(Country)] = new("RateCountry");
        if (Name.Trim().Length > RateDeckReader.NameChars) found[nameof(Name)] = new("RateNameTooLong", RateDeckReader.NameChars);
        var price = Money(Price, culture, nameof(Price), found);
        var fee = string.IsNullOrWhiteSpace(Fee) ? Domain.Money.Zero : Money(Fee, culture, nameof(Fee), found);
        if (ValidFrom is not { } from) (found[nameof(ValidFrom)], from) = (new("DeckDayUnread"), default);
        faults = found;
        if (found.Count > 0) return null;
        var rate = new Rate
        {
            Prefix = digits, Name = Name.Trim() is { Length: > 0 } name ? name : country!, Country = country!, Type = Type, PricePerMinute = price, ConnectionFee = fee,
            Increments = First is { } first && Step is { } step ? new(first, step) : null,
        };
        return (rate, from);
    }

    private static Money Money(string text, CultureInfo culture, string field, Dictionary<string, Refused> faults)
    {
        if (!decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, culture, out var value) || value > Rate.HighestPrice.ToDecimal()) faults[field] = new("RatePrice", Rate.HighestPrice);
        else if (value != decimal.Round(value, Rounding.MaxPlaces)) faults[field] = new("RateTooPrecise");
        else return Domain.Money.Of(value);
        return Domain.Money.Zero;
    }

    private static string Text(Money money, CultureInfo culture) => money.ToDecimal().ToString("0.00####", culture);
}
