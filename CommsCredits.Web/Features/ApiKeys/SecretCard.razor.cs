using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.ApiKeys;

/// <summary>A secret, the one time that it is seen: leaving the page forgets it.</summary>
public sealed partial class SecretCard
{
    private bool _copied;

    [Parameter, EditorRequired] public ShownSecret Shown { get; set; } = default!;
    [Parameter] public EventCallback OnDone { get; set; }
}
