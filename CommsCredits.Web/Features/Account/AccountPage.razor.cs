using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CommsCredits.Web.Features.Account;

/// <summary>Who is signed in, under which opaque id the books know them, and in which browsers; each can be signed out from here.</summary>
public sealed partial class AccountPage
{
    private SignedInPerson? _person;
    private IReadOnlyList<SessionView>? _sessions;
    private Guid? _own;

    [Inject] private AuthenticationStateProvider State { get; set; } = default!;
    [Inject] private Sessions Sessions { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        var user = (await State.GetAuthenticationStateAsync()).User;
        (_person, _own) = (SignedInPerson.From(user), Sessions.IdOf(user));
        await ReadAsync();
    }

    private async Task EndAsync(Guid session)
    {
        await Sessions.EndAsync(_person!.TenantId, _person.ActorId, session, CancellationToken.None);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (_person is not null) _sessions = await Sessions.OfAsync(_person.TenantId, _person.ActorId, CancellationToken.None);
    }

    /// <summary>Sessions are the server's and have no organization's zone.</summary>
    private static string Time(DateTime utc) => Format.DateTime(utc)[..^3] + " UTC";
}
