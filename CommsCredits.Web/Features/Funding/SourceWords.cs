using CommsCredits.Domain.Funding;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Resources;
using Microsoft.Extensions.Localization;

namespace CommsCredits.Web.Features.Funding;

/// <summary>Where a lot's money came from, in a line: <c>Auto-recharge · Visa ending 4242</c>, <c>Recorded: bought elsewhere · MS-2025-118</c>.</summary>
internal static class SourceWords
{
    public static string Of(IStringLocalizer<PortalTexts> L, TopUpLine? source)
    {
        if (source is null) return L["Source_Unknown"];
        var wish = source.TopUp.Wish;
        IEnumerable<string?> parts =
        [
            source.TopUp.IsAutomatic ? L["Source_Automatic"].Value : null,
            wish.Method == PaymentMethod.Recorded ? wish.Reference : PaymentWords.Paid(L, source.TopUp, source.Option),
            wish.PurchaseOrder is { } order ? L["Source_Order", order].Value : null,
        ];
        return string.Join(" · ", parts.Where(p => p is not null));
    }

    /// <summary>The name of whoever asked; the portal's own jobs and the command line by what they are.</summary>
    public static string By(IStringLocalizer<PortalTexts> L, TopUpLine source, string self) =>
        source.Person is { } name ? name
        : source.TopUp.IsAutomatic ? L["Source_Automatic"]
        : source.RequestedBy == self ? L["Source_You"]
        : source.RequestedBy.StartsWith("person:", StringComparison.Ordinal) ? L["Source_Somebody"]
        : L["Source_Operator"];
}
