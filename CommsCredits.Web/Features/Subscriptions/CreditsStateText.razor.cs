using CommsCredits.Domain;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Subscriptions;

/// <summary>How the pool stands, its balance, and whether it refills itself.</summary>
public sealed partial class CreditsStateText
{
    [Parameter, EditorRequired] public CreditsLine Credits { get; set; } = default!;
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;

    private string Class => Credits.State switch { CreditsState.Open => "ok", CreditsState.Blocked => "bad", CreditsState.Low => "warn", _ => "info" };
}
