using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Rates;

/// <summary>The rates of one deck.</summary>
public sealed partial class DeckPage
{
    private RatePage? _page;
    private bool _missing;

    [Parameter] public Guid Id { get; set; }
    [CascadingParameter] private HttpContext? Http { get; set; }
    [SupplyParameterFromQuery] public string? Country { get; set; }
    [SupplyParameterFromQuery] public string? Q { get; set; }
    [SupplyParameterFromQuery] public string? Page { get; set; }
    [Inject] private RatesReader Reader { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        _page = await Reader.RatesAsync(await Current.GetAsync(), Id, new(Country, Q), Query.Page(Page), CancellationToken.None);
        _missing = _page is null;
        if (_missing) Http.SayNotFound();
    }

    private string Paged(int by) => Navigation.With(("page", _page!.First / RatesReader.PageSize + 1 + by));
}
