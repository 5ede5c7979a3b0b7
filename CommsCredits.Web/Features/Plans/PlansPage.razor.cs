using CommsCredits.Domain;
using CommsCredits.Domain.Plans;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Plans;

/// <summary>Which plan is sold where, what it includes and what it costs. Part, country and compared plans stand in the address.</summary>
public sealed partial class PlansPage
{
    private PriceBook? _book;
    private PlansTab _tab;
    private CountryAvailability? _country;
    private IReadOnlyList<string>? _chosen;
    private bool _mayChange;
    private AdviceSheet? _advice;

    [SupplyParameterFromQuery] public string? Tab { get; set; }

    /// <summary>Two letters; a country without a page is as if it were not there.</summary>
    [SupplyParameterFromQuery] public string? Country { get; set; }

    /// <summary>Ids of the plans that are compared, with commas between them.</summary>
    [SupplyParameterFromQuery] public string? Plans { get; set; }
    [Inject] private PlansReader Reader { get; set; } = default!;
    [Inject] private PlanAdviceReader Adviser { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var actor = await Current.GetAsync();
        _mayChange = actor.May(Permission.ChangeRates);
        var book = await Reader.PricesAsync(actor, CancellationToken.None);
        _tab = Query.Name<PlansTab>(Tab) ?? PlansTab.Calling;
        _country = book.Catalog.Country(Country);
        _chosen = Plans?.Split(',');
        _advice = _tab == PlansTab.Calling && _country is { } country && actor.May(Permission.SeeUsage) ? await Adviser.AdviseAsync(actor, book, country, CancellationToken.None) : null;
        _book = book;
    }

    private string Lead(PriceBook book)
    {
        var catalog = book.Catalog;
        return (_tab, _country) switch
        {
            (PlansTab.Conferencing, _) => L["Plans_LeadConferencing", Format.Number(catalog.Countries.Count(c => c.IsZoneA)), Format.Number(catalog.Countries.Count(c => c.Conferencing == ConferencingSale.PayPerMinuteOnly))],
            (PlansTab.Phone, _) => L["Plans_LeadPhone"],
            (PlansTab.Wants, _) => L["Plans_LeadWants"],
            (PlansTab.Calling, { Calling: CallingSale.Sold } country) => L["Plans_LeadCountry", Format.Number(country.Offers.Count), PlanWords.Country(country)],
            (PlansTab.Calling, { Calling: CallingSale.PartnerOnly } country) => L["Plans_LeadPartner", PlanWords.Country(country), country.Partner!],
            (PlansTab.Calling, { } country) => L["Plans_LeadNowhere", PlanWords.Country(country)],
            _ => L["Plans_Lead", Format.Number(catalog.Countries.Count(c => c.Calling == CallingSale.Sold)), Format.Number(catalog.Countries.Count)],
        };
    }
}
