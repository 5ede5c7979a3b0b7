using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Privacy;

/// <summary>Whom the portal knows by name, what it keeps about them, and how they are forgotten.</summary>
public sealed partial class PrivacyPage
{
    private Actor? _actor;
    private IReadOnlyList<KnownPerson>? _people;
    private string? _asked, _answer, _refused;

    [SupplyParameterFromQuery] public string? Q { get; set; }
    [Inject] private PrivacyReader Reader { get; set; } = default!;
    [Inject] private PrivacyOperations Operations { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        _actor ??= await Current.GetAsync();
        _people = await Reader.FindAsync(_actor, Q, CancellationToken.None);
    }

    private async Task EraseAsync(KnownPerson person)
    {
        (_asked, _answer, _refused) = (null, null, null);
        var outcome = await Operations.EraseAsync(_actor!, person.Id, CancellationToken.None);
        if (outcome.Refused is { } why) _refused = L[$"PrivacyRefused_{why.Code}"];
        else _answer = L["Privacy_Erased", person.Name, Format.Number(outcome.Value!.Calls)];
        _people = await Reader.FindAsync(_actor!, Q, CancellationToken.None);
    }
}
