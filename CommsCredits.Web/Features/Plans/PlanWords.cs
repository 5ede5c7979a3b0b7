using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Plans;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Data;
using CommsCredits.Web.Resources;
using Microsoft.Extensions.Localization;

namespace CommsCredits.Web.Features.Plans;

/// <summary>Plans and countries in the reader's words.</summary>
internal static class PlanWords
{
    public static string Country(CountryAvailability country) => Countries.Named(country.Code, CultureInfo.CurrentUICulture);

    /// <summary>By name, as the reader's language sorts.</summary>
    public static IReadOnlyList<(CountryAvailability Country, string Name)> Sorted(IEnumerable<CountryAvailability> countries) =>
        [.. countries.Select(c => (c, Country(c))).OrderBy(c => c.Item2, StringComparer.Create(CultureInfo.CurrentUICulture, ignoreCase: true))];

    public static string Amount(Money amount, string currency) => Format.Money(amount, Currency.Of(currency));

    /// <summary><c>2022-08</c> as a month; a span of years with a dash.</summary>
    public static string Published(string published) => published is [_, _, _, _, '-', ..] ? Format.Month(Month.Parse(published)) : published.Replace('/', '\u2013');

    public static string Share(IStringLocalizer<PortalTexts> words, Plan plan, CountryAvailability? country)
    {
        var L = words;
        return plan.Sharing == MinuteSharing.SamePlanAndCountry && country?.Code is "US" or "PR" ? L["PlanShare_UsAndPr"] : L[$"PlanShare_{plan.Sharing}"];
    }

    public static string Ways(IStringLocalizer<PortalTexts> words, IEnumerable<string> planIds)
    {
        var L = words;
        return string.Join(" + ", planIds.Select(id => L[$"Plan_{id}"].Value));
    }

    /// <summary>The public page that a country's line comes from.</summary>
    public static string CountryPage(CountryAvailability country) => $"availability-in-{country.Page}";
}
