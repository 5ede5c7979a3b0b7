using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Rates;

/// <summary>The form of a minute pool.</summary>
public sealed partial class PoolCard
{
    private IReadOnlyDictionary<string, Refused> _faults = new Dictionary<string, Refused>();
    private bool _isSaving;

    [Parameter, EditorRequired] public PoolForm Form { get; set; } = default!;
    [Parameter, EditorRequired] public Organization Organization { get; set; } = default!;
    [Parameter] public Refused? Refused { get; set; }
    [Parameter] public EventCallback<MinutePool> OnSave { get; set; }

    private string Total => Form.Read(out _) is { } pool ? L["Pools_Makes", Format.Number(pool.Size)] : L["Pools_MinutesHelp"];

    private void Toggle(string code)
    {
        if (!Form.Capabilities.Remove(code)) Form.Capabilities.Add(code);
    }

    private async Task SaveAsync()
    {
        if (_isSaving || Form.Read(out _faults) is not { } pool) return;
        _isSaving = true;
        try
        {
            await OnSave.InvokeAsync(pool);
        }
        finally
        {
            _isSaving = false;
        }
    }

    private string? Error(string field) => _faults.TryGetValue(field, out var why) ? RefusalWords.Say(L, why, Organization) : null;
}
