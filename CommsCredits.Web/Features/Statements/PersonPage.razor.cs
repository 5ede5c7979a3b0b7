using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Data;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Statements;

/// <summary>What one person's calls took in the months of a statement, and each of them.</summary>
public sealed partial class PersonPage
{
    private const int PageSize = 100;
    private PersonStatement? _view;
    private bool _mayLedger;

    [Parameter] public string Asked { get; set; } = "";
    [Parameter] public string Person { get; set; } = "";
    [SupplyParameterFromQuery] public string? Page { get; set; }
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private PersonReader Reader { get; set; } = default!;
    [Inject] private NavigationManager Address { get; set; } = default!;

    private StatementWords Words => new(CultureInfo.CurrentUICulture, nameOf: _ => _view!.Name);
    private string Name => Words.Person(_view!.Person);
    private Currency Currency => _view!.Organization.Currency;
    private int First => Math.Clamp(Query.Page(Page) - 1, 0, Math.Max(0, (_view!.Calls.Count - 1) / PageSize)) * PageSize;
    private string CsvHref => $"/statements/{_view!.Period}/people/{Uri.EscapeDataString(_view.Person)}/calls.csv?lang={CultureInfo.CurrentUICulture.Name}";

    protected override async Task OnParametersSetAsync()
    {
        _view = null;
        if (await Current.FindAsync() is { } actor && MonthSpan.TryParse(Asked, out var period))
            (_view, _mayLedger) = (await Reader.ReadAsync(actor, period, Person, CancellationToken.None), actor.May(Permission.SeeLedger));
        if (_view is null) Address.NotFound();
    }

    private string Where(PersonCall call) =>
        string.Join(" · ", new[] { call.Destination is { Length: > 0 } destination ? Countries.Named(destination) : null, call.Number is null ? null : Phone.Text(call.Number) }.Where(t => !string.IsNullOrEmpty(t)));

    private string Paged(int by) => Address.With(("page", First / PageSize + 1 + by));

    private string Shown(Money amount) => Format.Money(amount, Currency);
}
