using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Plans;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Plans;

/// <summary>The form of a plan's price.</summary>
public sealed partial class PriceCard
{
    private IReadOnlyDictionary<string, Refused> _faults = new Dictionary<string, Refused>();
    private bool _isSaving;

    [Parameter, EditorRequired] public PriceForm Form { get; set; } = default!;
    [Parameter, EditorRequired] public Organization Organization { get; set; } = default!;
    [Parameter, EditorRequired] public PlanCatalog Catalog { get; set; } = default!;
    [Parameter] public Refused? Refused { get; set; }
    [Parameter] public EventCallback<EnteredPrice> OnSave { get; set; }

    private async Task SaveAsync()
    {
        if (_isSaving || Form.Read(Catalog, CultureInfo.CurrentCulture, out _faults) is not { } price) return;
        _isSaving = true;
        try
        {
            await OnSave.InvokeAsync(price);
        }
        finally
        {
            _isSaving = false;
        }
    }

    private string? Error(string field) => _faults.TryGetValue(field, out var why) ? RefusalWords.Say(L, why, Organization) : null;
}
