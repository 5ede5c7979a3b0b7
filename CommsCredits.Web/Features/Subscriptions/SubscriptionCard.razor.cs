using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Plans;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Data;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Subscriptions;

/// <summary>The form of a subscription; what it means for the credits is said before it is saved.</summary>
public sealed partial class SubscriptionCard
{
    private IReadOnlyDictionary<string, string> _faults = new Dictionary<string, string>();
    private bool _isSaving;

    [Parameter, EditorRequired] public SubscriptionForm Form { get; set; } = default!;
    [Parameter, EditorRequired] public SubscriptionBook Book { get; set; } = default!;
    [Parameter] public Refused? Refused { get; set; }
    [Parameter] public EventCallback<Subscription> OnSave { get; set; }

    private string QuantityHelp => Form.Read(CultureInfo.CurrentCulture) is { Quantity: > 0 } said && said.Minutes(Book.Catalog) is { } minutes ? L["Subs_MinutesWorked", Format.Number(minutes)] : L["Subs_LicensesHelp"];

    private IEnumerable<(string Code, string Name)> CountryNames => Book.Catalog.Countries.Select(c => (c.Code, Name: Countries.Named(c.Code, CultureInfo.CurrentUICulture)))
        .OrderBy(c => c.Name, StringComparer.Create(CultureInfo.CurrentUICulture, ignoreCase: true));

    private async Task SaveAsync()
    {
        if (_isSaving) return;
        var result = new SubscriptionFormValidator(Book.Catalog, why => RefusalWords.Say(L, why, Book.Organization)).Validate(Form);
        _faults = result.Errors.GroupBy(e => e.PropertyName).ToDictionary(g => g.Key, g => g.First().ErrorMessage);
        if (!result.IsValid) return;
        _isSaving = true;
        try
        {
            await OnSave.InvokeAsync(Form.Read(CultureInfo.CurrentCulture));
        }
        finally
        {
            _isSaving = false;
        }
    }

    private string? Error(string field) => _faults.GetValueOrDefault(field);
}
