using System.Collections;
using System.Security.Claims;
using CommsCredits.Domain;
using Microsoft.AspNetCore.Components.Authorization;

namespace CommsCredits.Web.Security;

/// <summary>
/// The person at the page as the <see cref="Actor"/> that every reader and operation takes first (R14.2). One for each circuit or request; endpoints without components use
/// <see cref="ActorOfAsync"/>. What the actor may is read anew at each demand: a role that is taken away is taken from whatever the page still holds.
/// </summary>
public sealed class CurrentActor : IDisposable
{
    private readonly AuthenticationStateProvider _state;
    private readonly TenantDirectory _tenants;
    private readonly LivePermissions _permissions = new();
    private Actor? _actor;

    public CurrentActor(AuthenticationStateProvider state, TenantDirectory tenants)
    {
        (_state, _tenants) = (state, tenants);
        _state.AuthenticationStateChanged += OnChanged;
    }

    /// <summary>The person may now something else, or is signed out.</summary>
    public event Action? Changed;

    /// <summary>Throws <see cref="NoOrganizationException"/> for a person whose tenant is not set up here.</summary>
    public async ValueTask<Actor> GetAsync(CancellationToken cancel = default) =>
        await FindAsync(cancel) ?? throw new NoOrganizationException();

    /// <summary>Null for nobody and for a tenant that is not set up. A person without a role is an actor without permissions.</summary>
    public async ValueTask<Actor?> FindAsync(CancellationToken cancel = default)
    {
        if (_actor is not null) return _actor;
        var user = (await _state.GetAuthenticationStateAsync()).User;
        if (await ActorOfAsync(user, _tenants, cancel) is not { } actor) return null;
        _permissions.Now = actor.Permissions;
        return _actor = actor with { Permissions = _permissions };
    }

    public async ValueTask<SignedInPerson?> PersonAsync() => SignedInPerson.From((await _state.GetAuthenticationStateAsync()).User);

    public static async ValueTask<Actor?> ActorOfAsync(ClaimsPrincipal principal, TenantDirectory tenants, CancellationToken cancel) =>
        SignedInPerson.From(principal) is { } person && await tenants.OrganizationOfAsync(person.TenantId, cancel) is { } organization
            ? new Actor(organization, person.ActorId, ActorKind.Person, SignedInPerson.PermissionsOf(principal)) { From = CallOrigin.Of(principal), ProvedAt = SessionRenewal.ProvedAt(principal).UtcDateTime, Session = Sessions.IdOf(principal) }
            : null;

    public void Dispose() => _state.AuthenticationStateChanged -= OnChanged;

    private async void OnChanged(Task<AuthenticationState> state)
    {
        try
        {
            var user = (await state).User;
            _permissions.Now = SignedInPerson.From(user)?.ActorId == _actor?.Id ? SignedInPerson.PermissionsOf(user) : new HashSet<Permission>();
        }
        catch (Exception)
        {
            // Whoever cannot be asked who they are may nothing.
            _permissions.Now = new HashSet<Permission>();
        }
        Changed?.Invoke();
    }

    private sealed class LivePermissions : IReadOnlySet<Permission>
    {
        public IReadOnlySet<Permission> Now { get; set; } = new HashSet<Permission>();
        public int Count => Now.Count;
        public bool Contains(Permission item) => Now.Contains(item);
        public bool IsProperSubsetOf(IEnumerable<Permission> other) => Now.IsProperSubsetOf(other);
        public bool IsProperSupersetOf(IEnumerable<Permission> other) => Now.IsProperSupersetOf(other);
        public bool IsSubsetOf(IEnumerable<Permission> other) => Now.IsSubsetOf(other);
        public bool IsSupersetOf(IEnumerable<Permission> other) => Now.IsSupersetOf(other);
        public bool Overlaps(IEnumerable<Permission> other) => Now.Overlaps(other);
        public bool SetEquals(IEnumerable<Permission> other) => Now.SetEquals(other);
        public IEnumerator<Permission> GetEnumerator() => Now.GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

public sealed class NoOrganizationException() : Exception("The signed-in person's tenant is no organization here.");
