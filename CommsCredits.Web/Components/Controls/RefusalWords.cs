using CommsCredits.Domain;
using CommsCredits.Web.Resources;
using Microsoft.Extensions.Localization;

namespace CommsCredits.Web.Components.Controls;

/// <summary>
/// An expected refusal in the customer's words: the text of its code with its figures in the person's culture. The last placeholder of a text is the currency's code;
/// the name of a field, which some refusals carry as their last figure, is for the form and is not said.
/// </summary>
public static class RefusalWords
{
    public static string Say(IStringLocalizer<PortalTexts> words, Refused refused, Organization organization)
    {
        var L = words;
        IEnumerable<object> figures = refused.Figures is [.., string] ? refused.Figures.Take(refused.Figures.Count - 1) : refused.Figures;
        return L[$"Refusal_{refused.Code}", [.. figures.Select(f => Figure(f, organization)), organization.Currency.Code]];
    }

    private static object Figure(object figure, Organization organization) => figure switch
    {
        Money amount => Format.Short(amount, organization.Currency),
        int number => Format.Number(number),
        DateOnly day => Format.Date(day),
        DateTime instant => Format.DateTime(organization.Calendar.WallClock(instant)),
        _ => figure,
    };
}
