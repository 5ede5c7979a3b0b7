using CommsCredits.Domain;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.ApiKeys;

/// <summary>What can be done with a key that works: another name, another secret, an end. Revoking asks once more.</summary>
public sealed partial class ChangeKeyCard
{
    private const int DayLong = 24;
    private string _name = "";
    private int _overlap = DayLong;
    private bool _asked;

    [Parameter, EditorRequired] public ApiKeyLine Key { get; set; } = default!;
    [Parameter, EditorRequired] public Organization Organization { get; set; } = default!;
    [Parameter] public Refused? Refused { get; set; }
    [Parameter] public EventCallback<string> OnRename { get; set; }

    /// <summary>With the hours for which the old secret goes on.</summary>
    [Parameter] public EventCallback<int> OnRotate { get; set; }
    [Parameter] public EventCallback OnRevoke { get; set; }

    protected override void OnInitialized() => _name = Key.Name;
}
