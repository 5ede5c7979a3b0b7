using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Settings;

/// <summary>The form of a recipient.</summary>
public sealed partial class RecipientCard
{
    private IReadOnlyDictionary<string, string> _faults = new Dictionary<string, string>();
    private bool _isSaving;

    [Parameter, EditorRequired] public RecipientForm Form { get; set; } = default!;
    [Parameter, EditorRequired] public Organization Organization { get; set; } = default!;
    [Parameter] public Refused? Refused { get; set; }
    [Parameter] public EventCallback<RecipientWish> OnSave { get; set; }

    private async Task SaveAsync()
    {
        if (_isSaving) return;
        var result = new RecipientFormValidator(why => RefusalWords.Say(L, why, Organization)).Validate(Form);
        _faults = result.Errors.GroupBy(e => e.PropertyName).ToDictionary(g => g.Key, g => g.First().ErrorMessage);
        if (!result.IsValid) return;
        _isSaving = true;
        try
        {
            await OnSave.InvokeAsync(Form.Wish());
        }
        finally
        {
            _isSaving = false;
        }
    }

    private string? Error(string field) => _faults.GetValueOrDefault(field);
}
