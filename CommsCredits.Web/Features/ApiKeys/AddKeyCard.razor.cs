using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.ApiKeys;

/// <summary>The form of a new key: a name, what it may do, and until when.</summary>
public sealed partial class AddKeyCard
{
    private IReadOnlyDictionary<string, string> _faults = new Dictionary<string, string>();
    private bool _isAdding;

    [Parameter, EditorRequired] public ApiKeyForm Form { get; set; } = default!;
    [Parameter, EditorRequired] public ApiKeyBook Book { get; set; } = default!;
    /// <summary>The scopes that the person may give: no more than their own role has.</summary>
    [Parameter, EditorRequired] public Func<ApiScope, bool> MayGive { get; set; } = default!;
    [Parameter] public Refused? Refused { get; set; }
    [Parameter] public EventCallback<ApiKeyWish> OnAdd { get; set; }

    private async Task AddAsync()
    {
        if (_isAdding) return;
        var result = new ApiKeyFormValidator(Book.Today, why => RefusalWords.Say(L, why, Book.Organization)).Validate(Form);
        _faults = result.Errors.GroupBy(e => e.PropertyName).ToDictionary(g => g.Key, g => g.First().ErrorMessage);
        if (!result.IsValid) return;
        _isAdding = true;
        try
        {
            await OnAdd.InvokeAsync(Form.Read());
        }
        finally
        {
            _isAdding = false;
        }
    }

    private string? Error(string field) => _faults.GetValueOrDefault(field);
}
