using CommsCredits.Domain;
using CommsCredits.Domain.Plans;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Plans;

/// <summary>What plans cost, from when, and who says so. The plan whose price is entered stands in the address.</summary>
public sealed partial class PricesPage
{
    private Actor? _actor;
    private PriceBook? _book;
    private Refused? _refused;
    private string? _answer;
    private bool _mayChange;

    /// <summary>A plan's id.</summary>
    [SupplyParameterFromQuery] public string? Plan { get; set; }

    /// <summary>What is typed survives the first drawing and a lost connection.</summary>
    [PersistentState] public PriceForm? Form { get; set; }
    [Inject] private PlansReader Reader { get; set; } = default!;
    [Inject] private PlanPriceOperations Operations { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        _actor = await Current.GetAsync();
        _mayChange = _actor.May(Permission.ChangeRates);
        var book = await Reader.PricesAsync(_actor, CancellationToken.None);
        var plan = book.Catalog.Find(Plan) is { } asked && IsPriced(asked) ? asked.Id : null;
        if (plan is null) Form = null;
        else if (Form?.PlanId != plan) (Form, _refused, _answer) = (Fresh(book, plan), null, null);
        _book = book;
    }

    /// <summary>Credits and suites have no price of this kind: the licence of credits costs nothing, a suite is more than telephony.</summary>
    internal static bool IsPriced(Plan plan) => !plan.IsEnded && plan.Kind is not (PlanKind.Credits or PlanKind.Suite);

    private static PriceForm Fresh(PriceBook book, string plan)
    {
        var form = new PriceForm { PlanId = plan, Currency = book.Organization.Currency.Code, ValidFrom = book.Today };
        if (book.InForce(plan) is { } line) form.Take(line.Price, System.Globalization.CultureInfo.CurrentCulture);
        return form;
    }

    private async Task SaveAsync(EnteredPrice price)
    {
        var outcome = await Operations.EnterAsync(_actor!, price, CancellationToken.None);
        _refused = outcome.Refused;
        if (_refused is not null) return;
        await DoneAsync(L["Prices_Saved", L[$"Plan_{price.PlanId}"], PlanWords.Amount(price.Amount, price.Currency), price.Currency, Format.Date(price.ValidFrom)]);
        Navigation.LeaveTo("/plans/prices");
    }

    private async Task RemoveAsync(EnteredPrice price)
    {
        var outcome = await Operations.RemoveAsync(_actor!, price.PlanId, price.ValidFrom, CancellationToken.None);
        await DoneAsync(outcome.Refused is { } why ? RefusalWords.Say(L, why, _book!.Organization)
            : L["Prices_Removed", L[$"Plan_{price.PlanId}"], PlanWords.Amount(price.Amount, price.Currency), price.Currency, Format.Date(price.ValidFrom)]);
    }

    private async Task DoneAsync(string answer)
    {
        _answer = answer;
        _book = await Reader.PricesAsync(_actor!, CancellationToken.None);
    }

    private string Lead(PriceBook book)
    {
        var priced = book.Catalog.Plans.Where(IsPriced).ToList();
        return L["Prices_Lead", Format.Number(priced.Count(p => book.InForce(p.Id) is not null)), Format.Number(priced.Count)];
    }
}
