using CommsCredits.Domain.Plans;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Plans;

/// <summary>Calling plans side by side, everywhere or in one country.</summary>
public sealed partial class CallingTab
{
    private static readonly string[] s_commonest = ["domestic-120", "domestic", "domestic-international", "payg-zone-1"];

    /// <summary>Doubts of plans that the page of a country repeats where they concern it.</summary>
    private static readonly string[] s_aboutSomeCountries = ["Domestic120InUs", "DomesticMinutes", "ZoneOneInUs"];
    private IReadOnlyList<Plan> _sold = [], _compared = [];
    private IReadOnlyList<string> _doubts = [];

    [Parameter, EditorRequired] public PriceBook Book { get; set; } = default!;
    [Parameter] public CountryAvailability? Country { get; set; }

    /// <summary>Ids of the plans to compare; null or none that is sold: the commonest.</summary>
    [Parameter] public IReadOnlyList<string>? Chosen { get; set; }
    [Parameter] public bool MayChange { get; set; }

    /// <summary>Null where nothing can be said.</summary>
    [Parameter] public AdviceSheet? Advice { get; set; }
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override void OnParametersSet()
    {
        _sold = Book.Catalog.CallingPlans(Country);
        _compared = [.. _sold.Where(p => Chosen?.Contains(p.Id) == true)];
        if (_compared.Count == 0) _compared = Country is null ? [.. _sold.Where(p => s_commonest.Contains(p.Id))] : _sold;
        var ofPlans = _compared.SelectMany(p => p.Doubts).Where(d => d != "EitherLimit");
        _doubts = [.. Country is null ? ofPlans.Distinct() : Book.Catalog.DoubtsOf(Country.Code).Union(ofPlans.Except(s_aboutSomeCountries))];
    }

    private void Choose(ChangeEventArgs change) => Navigation.NavigateTo(Navigation.With(("country", change.Value is string { Length: > 0 } code ? code : null), ("plans", null)));

    /// <summary>The address with the plan added, or taken away; the last one stays.</summary>
    private string Toggled(Plan plan)
    {
        var ids = _sold.Where(p => _compared.Contains(p) != (p == plan)).Select(p => p.Id).ToList();
        return Navigation.With(("plans", ids.Count == 0 ? plan.Id : string.Join(',', ids)));
    }
}
