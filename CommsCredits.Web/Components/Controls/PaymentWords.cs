using CommsCredits.Domain.Funding;
using CommsCredits.Web.Resources;
using Microsoft.Extensions.Localization;

namespace CommsCredits.Web.Components.Controls;

/// <summary>How a payment option and a bank's refusal are said.</summary>
public static class PaymentWords
{
    /// <summary><c>Visa ending 4242</c>; an invoice by its agreement.</summary>
    public static string Option(IStringLocalizer<PortalTexts> L, PaymentOption option) =>
        option.Method == PaymentMethod.Invoice ? L["Payment_InvoiceOf", option.Label]
        : option.LastFour is { } four ? L["Payment_Card", option.Label, four]
        : option.Label;

    /// <summary>With the month until which the card is good: <c>Visa ending 4242 (12/2026)</c>.</summary>
    public static string OptionWithMonth(IStringLocalizer<PortalTexts> L, PaymentOption option) =>
        option.ExpiryMonth is { } month ? L["Payment_WithMonth", Option(L, option), $"{month.Number:00}/{month.Year}"] : Option(L, option);

    /// <summary>What a top-up was paid with; the kind of payment where the option is gone.</summary>
    public static string Paid(IStringLocalizer<PortalTexts> L, TopUp topUp, PaymentOption? option) =>
        option is null ? L[$"PaymentMethod_{topUp.Wish.Method}"] : Option(L, option);

    /// <summary>The bank's reason in words; one that we do not know is shown as the bank gave it.</summary>
    public static string Decline(IStringLocalizer<PortalTexts> L, string? reason)
    {
        if (string.IsNullOrEmpty(reason)) return L["Decline_unknown"];
        var known = L[$"Decline_{reason}"];
        return known.ResourceNotFound ? reason : known;
    }
}
