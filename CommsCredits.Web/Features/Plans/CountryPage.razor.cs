using CommsCredits.Domain.Plans;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CommsCredits.Web.Features.Plans;

/// <summary>What is sold in one country or region, what is not, and what pays for calls there.</summary>
public sealed partial class CountryPage
{
    private PriceBook? _book;
    private CountryAvailability? _country;

    /// <summary>Two letters, of either case.</summary>
    [Parameter] public string Code { get; set; } = "";
    [CascadingParameter] private HttpContext? Http { get; set; }
    [Inject] private PlansReader Reader { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var book = await Reader.PricesAsync(await Current.GetAsync(), CancellationToken.None);
        _country = book.Catalog.Country(Code);
        _book = book;
        if (_country is null) Http.SayNotFound();
    }

    private string Lead(CountryAvailability country)
    {
        var plans = country.Calling switch
        {
            CallingSale.Sold => L["Country_LeadPlans", Format.Number(country.Offers.Count)],
            CallingSale.PartnerOnly => L["Country_LeadPartner", country.Partner!],
            _ => L["Country_LeadNone"],
        };
        return L["Country_Lead", plans, L[country.HasCredits ? "Country_LeadCredits" : "Country_LeadNoCredits"]];
    }

    private static string? Symbol(ServiceStanding standing) => standing switch
    {
        ServiceStanding.Yes => Icons.Material.Outlined.Check,
        ServiceStanding.Partly => Icons.Material.Outlined.Remove,
        ServiceStanding.No => Icons.Material.Outlined.Close,
        _ => null,
    };
}
