using CommsCredits.Domain;
using CommsCredits.Web.Components.Layout;
using CommsCredits.Web.Data;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CommsCredits.Web.Components.Pages;

/// <summary>Where a person comes who is signed in and may not see what was asked for: without a role, or with another one.</summary>
public sealed partial class NoRole
{
    private SignedInPerson? _person;
    private bool _hasRole;

    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }

    [Inject] private AuthenticationStateProvider State { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private Refusals Refusals { get; set; } = default!;

    private string Heading => L[_person is null ? "NoRole_SignIn" : _hasRole ? "NoRole_OtherTitle" : "NoRole_Title"];

    /// <summary>True for a role that opens what was asked for, where the menu leads there.</summary>
    private bool Opens(string role) => _hasRole && ReturnUrl is ['/', ..] && NavigationMap.Find(ReturnUrl.Split('?')[0]) is { } entry && Roles.PermissionsOf([role]).Contains(entry.Needs);

    protected override async Task OnInitializedAsync()
    {
        var user = (await State.GetAuthenticationStateAsync()).User;
        _person = SignedInPerson.From(user);
        _hasRole = SignedInPerson.PermissionsOf(user).Count > 0;
        if (ReturnUrl is ['/', ..] && await Current.FindAsync() is { } actor) Refusals.Note(actor, $"page:{ReturnUrl.Split('?')[0]}");
    }
}
